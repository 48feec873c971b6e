"""A new form: the template's branches and fixed indicators, with nothing typed yet."""

from __future__ import annotations

from evaldesk.model.document import Document
from evaldesk.model.indicators import Indicator
from evaldesk.model.stand_in import StandIn
from evaldesk.model.template import Template
from evaldesk.model.template.table import Level1


def new_document(template: Template) -> Document:
    """Return an empty form of the template, under a fresh id, with all its fields and level-1 and level-2 rows."""
    return Document(
        template=template.name,
        fields={field.key: "" for field in template.fields},
        indicators=() if isinstance(template, StandIn) else tuple(map(_branch, template.indicators.level1)),
    )


def _branch(level1: Level1) -> Indicator:
    groups = (
        Indicator(name=level2.name, children=tuple(Indicator(name=fixed.name) for fixed in level2.fixed))
        for level2 in level1.level2
    )
    return Indicator(name=level1.name, children=tuple(groups))
