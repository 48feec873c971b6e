"""Templates on disk: ``resources/templates/<id>@<edition>.json``, one file a form and edition, no code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from evaldesk.errors import EvaldeskError, TemplateProblem
from evaldesk.files.store import read_bytes
from evaldesk.model.document import Document
from evaldesk.model.stand_in import stand_in
from evaldesk.model.template import Template
from evaldesk.paths import resources


def template_names() -> list[str]:
    """Return the names (``id@edition``) of all templates of this installation, sorted."""
    return sorted(path.stem for path in (resources() / "templates").glob("*@*.json"))


LONGEST = 40  # characters of what a file holds that a sentence repeats
SLIPS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这个键，请检查拼写",
    "literal_error": "不是允许的取值",
    "union_tag_invalid": "kind 不是已知的种类",
    "union_tag_not_found": "缺少 kind",
    "string_type": "应为文字（加引号）",
    "tuple_type": "应为列表",
    "greater_than": "应大于 0",
    "less_than_equal": "数太大了",
    "decimal_parsing": "应为数字",
    "decimal_type": "应为数字",
}


@cache
def load_template(name: str) -> Template:
    """Return the template ``id@edition``.

    :raises TemplateProblem: when this machine has none of this name, or its file breaks the template language.
    """
    if name not in template_names():
        raise TemplateProblem(f"本机没有模板“{name}”。请安装含有该模板的版本后再打开，文件没有改动。")
    return read_template(resources() / "templates" / f"{name}.json")


def known_template(document: Document) -> Template | None:
    """Return a form's template, None where this machine lacks it or its file is broken."""
    try:
        return load_template(document.template)
    except TemplateProblem:
        return None


def template_of(document: Document) -> Template:
    """Return a form's template, a ``StandIn`` made from the form where this machine lacks it or its file is broken."""
    return known_template(document) or stand_in(document, _labels(document.template))


def _labels(name: str) -> dict[str, str]:
    """Return what the keys of fields are called by the templates that are here, another edition of this form first."""
    id = name.partition("@")[0]
    labels: dict[str, str] = {}
    for other in sorted(template_names(), key=lambda known: known.partition("@")[0] != id):
        try:
            labels = {field.key: field.label for field in load_template(other).fields} | labels
        except TemplateProblem:
            continue
    return labels


def templates() -> list[Template]:
    """Return every template of this installation, in the order of their names."""
    return [load_template(name) for name in template_names()]


def read_template(path: Path) -> Template:
    """Return the template in one file.

    :raises TemplateProblem: naming the place in the file, when it breaks the template language.
    """
    try:
        template = Template.model_validate_json(read_bytes(path))
    except EvaldeskError as error:
        raise TemplateProblem(error.sentence, error.details) from error
    except ValidationError as error:
        slips = [_slip(item) for item in error.errors()]
        more = f"（共 {len(slips)} 处，先改这一处）" if len(slips) > 1 else ""
        raise TemplateProblem(f"模板文件“{path.name}”有误{more}：{slips[0]}。", str(error)) from error
    if path.stem != template.name:
        short = _short(template.name)
        raise TemplateProblem(f"模板文件“{path.name}”里写的是“{short}”，文件名应为“{short}.json”。")
    return template


def _short(text: str) -> str:
    """Return what was written as far as a sentence can carry it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _slip(error: ErrorDetails) -> str:
    """Return what is wrong at one place of a template file, in the words of whoever edits it."""
    place = " › ".join(_short(str(step)) for step in error["loc"])
    if error["type"] == "value_error":
        said = str(error["ctx"]["error"])
    elif error["type"] == "json_invalid":
        said = f"不是完整的 JSON（{error['ctx']['error']}）"
    else:
        given = error.get("ctx", {}).get("tag", error["input"])
        written = (
            f"，写的是“{_short(str(given))}”"
            if isinstance(given, str | int) and error["type"] != "extra_forbidden"
            else ""
        )
        said = SLIPS.get(error["type"], f"内容不合要求（{error['msg']}）") + written
    return f"{place}：{said}" if place else said
