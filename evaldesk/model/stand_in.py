"""The stand-in for a template that this machine lacks: made from the form itself, so that it can be read at least."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from evaldesk.model.document import Document
from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Template
from evaldesk.model.template.fields import Field, ParagraphField, TextField
from evaldesk.model.template.grid import FieldsSection, GridCell
from evaldesk.model.template.table import IndicatorsSection, Level1

LONG = 40  # characters; a longer text gets an editor of several lines


class StandIn(Template):
    """Describe a form by what is typed in it; nothing is known of its rules, so nothing is reckoned or found."""


def stand_in(document: Document, labels: Mapping[str, str]) -> StandIn:
    """Return a stand-in with a field for every key of the form; ``labels`` are words for keys that others know."""
    id, _, edition = document.template.partition("@")
    fields = tuple(_field(key, text, labels.get(key, key)) for key, text in document.fields.items())
    return StandIn(
        format="evaldesk-template",
        version=1,
        id=id,
        edition=edition,
        region="",
        title=document.template,
        source="",
        sections=(
            FieldsSection(
                kind="fields",
                key="fields",
                tab="栏目",
                label="已填的栏目",
                fields=fields,
                columns=(Decimal(1), Decimal(1)),
                grid=tuple(_rows(fields)),
            ),
            IndicatorsSection(
                kind="indicators",
                key="indicators",
                tab="指标",
                label="指标",
                columns=(),
                level1=tuple(_branch(row) for row in document.indicators),
                guidance={},
            ),
        ),
    )


def _rows(fields: Sequence[Field]) -> Iterator[tuple[GridCell, ...]]:
    """Yield short fields two in a row and long ones alone, in the order of the file."""
    left: Field | None = None
    for field in fields:
        short = field.kind == "text"
        if left is not None and short:
            yield GridCell(field=left.key), GridCell(field=field.key)
            left = None
            continue
        if left is not None:
            yield (GridCell(field=left.key, cols=2),)
        left = field if short else None
        if not short:
            yield (GridCell(field=field.key, cols=2),)
    if left is not None:
        yield (GridCell(field=left.key, cols=2),)


def _field(key: str, text: str, label: str) -> Field:
    if len(text) > LONG or "\n" in text:
        return ParagraphField(kind="paragraph", key=key, label=label)
    return TextField(kind="text", key=key, label=label)


def _branch(row: Indicator) -> Level1:
    return Level1(name=row.name.strip(), weight=row.weight, share="typed", method="judged")
