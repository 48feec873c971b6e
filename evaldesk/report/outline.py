"""The outline: the entries by which a reader of the PDF jumps to a section or a branch of the indicators."""

from __future__ import annotations

from operator import itemgetter

from evaldesk.model.template import Template
from evaldesk.report.page import Mark
from evaldesk.report.pagination import Flowed
from evaldesk.rules.evaluation import Evaluation


def outline_of(template: Template, evaluation: Evaluation, form: Flowed) -> list[Mark]:
    """Return the sections of the form in their order, the branches below the indicator table."""
    marks: list[Mark] = []
    for section, (page, y) in zip(template.sections, form.starts, strict=True):
        printed = section.label if section.kind != "texts" else ""
        marks.append(Mark(printed or section.tab, 0, page, y))
        if section.kind == "indicators":
            marks += _branches(evaluation, form)
    return marks


def _branches(evaluation: Evaluation, form: Flowed) -> list[Mark]:
    wanted = {branch.node.id: " ".join(branch.node.name.split()) for branch in evaluation.branches}
    found: dict[str, Mark] = {}
    for where, page, y in sorted(form.spanning, key=itemgetter(1, 2)):
        if where.key in wanted and where.attribute == "name" and where.key not in found:
            found[where.key] = Mark(wanted[where.key] or "（未命名）", 1, page, y)
    return list(found.values())
