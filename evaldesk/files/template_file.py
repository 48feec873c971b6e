"""One template file: its bytes become a ``Template``, or one sentence that names the place of a slip."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from evaldesk.errors import EvaldeskError, TemplateProblem
from evaldesk.files.store import read_bytes
from evaldesk.model.template import Template

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


def read_template(path: Path) -> Template:
    """Return the template in one file.

    :raises TemplateProblem: naming the place in the file, when it breaks the template language.
    """
    try:
        raw = read_bytes(path)
    except EvaldeskError as error:
        raise TemplateProblem(error.sentence, error.details) from error
    return template_from(raw, path.name)


def template_from(raw: bytes, name: str) -> Template:
    """Return the template in the bytes of a file called ``name``, which must be ``<id>@<edition>.json``.

    :raises TemplateProblem: naming the place in the file, when it breaks the template language.
    """
    try:
        template = Template.model_validate_json(raw)
    except ValidationError as error:
        if newer := _newer_version(error):
            said = f"模板文件“{name}”是为更新的 evaldesk 写的（格式 {newer}）。请先升级 evaldesk，再使用它。"
            raise TemplateProblem(said, str(error)) from error
        slips = [_slip(item) for item in error.errors()]
        more = f"（共 {len(slips)} 处，先改这一处）" if len(slips) > 1 else ""
        raise TemplateProblem(f"模板文件“{name}”有误{more}：{slips[0]}。", str(error)) from error
    if name != f"{template.name}.json":
        short = _short(template.name)
        raise TemplateProblem(f"模板文件“{name}”里写的是“{short}”，文件名应为“{short}.json”。")
    return template


def _newer_version(error: ValidationError) -> int:
    """Return the version that a file says it has where that is above ours, else 0."""
    for item in error.errors():
        version = item["input"]
        if item["loc"] == ("version",) and type(version) is int and 1 < version < 1000:
            return version
    return 0


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
