"""Templates of this machine: those that came with the program, and those of the packs that its user installed.

The program's own lie in ``resources/templates/<id>@<edition>.json``, one file a form and edition, no code; a pack's in
the pack, which lies in the user's folder as it was handed out. A name stands for one content: the program's own comes
first, then the pack that was installed first. To install another content under a known name is refused, so that this
order only counts where a newer program brings a form that a pack had brought before.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evaldesk.errors import TemplateProblem
from evaldesk.files.template_file import read_template as read_template  # where tests and rigs look for it
from evaldesk.files.template_packs.shelf import Installed, installed
from evaldesk.model.document import Document
from evaldesk.model.stand_in import stand_in
from evaldesk.model.template import Template
from evaldesk.paths import resources


def template_names() -> list[str]:
    """Return the names (``id@edition``) of all templates of this machine, sorted."""
    return sorted({*_own(), *(name for item in installed() for name in item.templates)})


def load_template(name: str) -> Template:
    """Return the template ``id@edition``.

    :raises TemplateProblem: when this machine has none of this name, or its file breaks the template language.
    """
    if (path := _own().get(name)) is not None:
        return _read_own(path)
    if (item := origin(name)) is not None:
        return item.templates[name]
    raise TemplateProblem(f"本机没有模板“{name}”。请安装含有它的模板包或新版本后再打开，文件没有改动。")


def newest_name(name: str) -> str:
    """Return the name of a form's newest edition; ``name`` is its id or that of an edition, kept if unknown."""
    id = name.partition("@")[0]
    return max((known for known in template_names() if known.partition("@")[0] == id), default=name)


def origin(name: str) -> Installed | None:
    """Return the installed pack that a template is taken from, None for one of the program's own or an unknown one."""
    if name in _own():
        return None
    return next((item for item in installed() if name in item.templates), None)


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
    """Return every template of this machine, in the order of their names."""
    return [load_template(name) for name in template_names()]


def _own() -> dict[str, Path]:
    return _listed(resources() / "templates")


@cache
def _listed(folder: Path) -> dict[str, Path]:
    # What came with the program stays as it is while it runs; to look for each of thousands of forms would cost a
    # twentieth of checking it.
    return {path.stem: path for path in folder.glob("*@*.json")}


@cache
def _read_own(path: Path) -> Template:
    return read_template(path)
