"""Notes: what belongs in a field or a cell, where its content comes from, a good and a bad example, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from evaldesk.model.template import Template
from evaldesk.model.template.fields import Field
from evaldesk.model.template.table import Column

MORE = "Shift+F1 举例"  # what a line of help ends with, where there is more to tell
# The columns of levels 1 and 2 have names of their own in the template.
BY_DEPTH = {"name": ("level1_name", "level2_name", "name"), "weight": ("level1_weight", "level2_weight", "weight")}
COMPLETION = (
    "完成",
    "由程序对照目标和实际算出完成的比例；只有文字、算不出来的，请在这一格选一个最接近实际的答案。",
    "92%",
    "基本完成（没有比例，算不出分）",
)


@dataclass(frozen=True, slots=True)
class Note:
    """Hold what an officer is told about one place of the form."""

    title: str
    help: str
    good: str = ""
    bad: str = ""
    source: str = ""


def note_of(described: Field | Column, template: Template | None = None) -> Note:
    """Return what is told about a field or a column; what cites no rule rests on the official form itself."""
    source = described.source or (template.source if template is not None else "")
    return Note(described.label.splitlines()[0].rstrip("：:"), described.help, described.good, described.bad, source)


def field_note(template: Template, key: str) -> Note | None:
    """Return the note of a field, None where the template knows none or says nothing about it."""
    found = next((field for field in template.fields if field.key == key), None)
    return note_of(found, template) if found is not None and found.help else None


def cell_note(template: Template, attribute: str, depth: int) -> Note | None:
    """Return the note of a cell of the indicator table; ``depth`` is 0 for level 1."""
    if attribute == "completion":
        return Note(*COMPLETION, source=template.source)
    key = BY_DEPTH[attribute][depth] if attribute in BY_DEPTH else attribute
    columns: dict[str, Column] = {column.key: column for column in template.indicators.columns}
    found = columns.get(key) or columns.get(attribute)
    return note_of(found, template) if found is not None and found.help else None


def told(note: Note) -> list[str]:
    """Return the note's sentences: a mark stands before each example, so that it does not depend on colour."""
    lines = [note.help]
    lines += [f"✓ 可以这样写：{note.good}"] if note.good else []
    lines += [f"✗ 不宜这样写：{note.bad}"] if note.bad else []
    lines += [f"依据：{note.source}"] if note.source else []
    return [line for line in lines if line]


def in_a_line(note: Note) -> str:
    """Return the first sentence, and how to see the rest."""
    return f"{note.help.partition('。')[0]}。　{MORE}"


def as_hint(note: Note) -> str:
    """Return the note for under the mouse."""
    lines = [f"<b>{escape(note.title)}</b>", *map(escape, told(note))]
    return "<p style='white-space:pre-wrap'>" + "<br>".join(lines) + "</p>"
