"""Templates on disk: ``resources/templates/<id>@<edition>.json``, one file a form and edition, no code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import ValidationError

from evaldesk.errors import EvaldeskError, TemplateProblem
from evaldesk.files.store import read_bytes
from evaldesk.model.template import Template
from evaldesk.paths import resources


def template_names() -> list[str]:
    """Return the names (``id@edition``) of all templates of this installation, sorted."""
    return sorted(path.stem for path in (resources() / "templates").glob("*@*.json"))


@cache
def load_template(name: str) -> Template:
    """Return the template ``id@edition``.

    :raises TemplateProblem: when this machine has none of this name, or its file breaks the template language.
    """
    if name not in template_names():
        raise TemplateProblem(f"本机没有模板“{name}”。请安装含有该模板的版本后再打开，文件没有改动。")
    return read_template(resources() / "templates" / f"{name}.json")


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
        first = error.errors()[0]
        place = " › ".join(str(step) for step in first["loc"]) or "文件开头"
        raise TemplateProblem(f"模板文件“{path.name}”有误，位置：{place}（{first['msg']}）。", str(error)) from error
    if path.stem != template.name:
        raise TemplateProblem(f"模板文件“{path.name}”里写的是“{template.name}”，文件名应为“{template.name}.json”。")
    return template
