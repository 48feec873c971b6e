"""Carry forward: this year's form made from last year's, in the newest edition of the same official form.

Money and what was reached are never taken: they are what this year's form is to tell anew. What last year's said is
remembered beside it (``Document.previous``) and shown where it helps.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Literal, TypeVar
from uuid import uuid4

from evaldesk.files.templates import known_template, load_template, newest_name
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document
from evaldesk.model.indicators import LEVELS, Indicator, Tree, new_id, walk
from evaldesk.model.previous import Previous, PreviousRow
from evaldesk.model.template import Template
from evaldesk.model.template.fields import AmountField, Field, ParagraphField, YearField
from evaldesk.model.template.grid import FieldsSection
from evaldesk.rules.prose.words import listed
from evaldesk.values import Quantity, parse

Take = Literal["basics", "indicators", "goal", "texts"]
T = TypeVar("T")

TAKES: dict[Take, str] = {
    "basics": "基本信息",
    "indicators": "指标（不含实现值）",
    "goal": "绩效目标",
    "texts": "文字说明",
}


def newest_edition(name: str) -> Template:
    """Return the newest edition of the form that ``name`` (``id@edition``) is an edition of.

    :raises TemplateProblem: when this machine has none.
    """
    return load_template(newest_name(name))


def next_year(last: Document, template: Template) -> str:
    """Return the year after that of last year's form, ``""`` where it cannot be read."""
    year = _year(last, template).removesuffix("度").removesuffix("年").strip()
    return str(int(year) + 1) if len(year) == 4 and year.isascii() and year.isdigit() else ""


def carried(last: Document, template: Template, take: Collection[Take], year: str) -> Document:
    """Return this year's form: ``take`` of last year's, under fresh ids, as a form of ``template`` for ``year``.

    Fields are known by their keys. Amounts, actuals, scores, reasons, evidence, explanations and remarks are never
    taken. Long texts other than the goal are only remembered, to be offered where they belong.
    """
    blank = new_document(template)
    pairs: list[tuple[Indicator, Indicator]] = []
    tree = blank.indicators
    if "indicators" in take:
        same = last.template == template.name
        taken = tuple(_renewed(node, template, same, pairs) for node in last.indicators)
        tree = taken if same else _completed(taken, tree)
    else:
        pairs += _of_same_names(last.indicators, tree)
    fields = {
        field.key: year if isinstance(field, YearField) else last.fields.get(field.key, "")
        for field in template.fields
        if isinstance(field, YearField) or (_kind(field, template) in take and _kind(field, template) != "texts")
    }
    remembered = Previous(
        form=last.id,
        template=last.template,
        year=_year(last, template),
        fields=dict(_remembered(last, template, take)),
        rows=tuple(_row(old, new.id) for old, new in pairs),
    )
    changed = {"id": str(uuid4()), "fields": {**blank.fields, **fields}, "indicators": tree, "previous": remembered}
    return blank.model_copy(update=changed)


def counts(last: Document, template: Template) -> dict[Take, int]:
    """Return how much last year's form has to take: filled fields, or indicators."""
    filled = [_kind(field, template) for field in template.fields if last.fields.get(field.key, "").strip()]
    rows = sum(depth == LEVELS - 1 for depth, _ in walk(last.indicators))
    return {kind: rows if kind == "indicators" else filled.count(kind) for kind in TAKES}


def _kind(field: Field, template: Template) -> Take | None:
    """Return what a field is taken with; None for what each year tells anew: money, the year, the goal's outcome."""
    if isinstance(field, AmountField | YearField):
        return None
    basic = any(
        field in section.fields and any(isinstance(other, YearField) for other in section.fields)
        for section in template.sections
        if isinstance(section, FieldsSection)
    )
    if isinstance(field, ParagraphField) and not basic:
        return "goal" if field.key in listed("goal_fields") else "texts"
    return "basics" if basic else None


def _remembered(last: Document, template: Template, take: Collection[Take]) -> Iterator[tuple[str, str]]:
    """Yield what is shown beside each field; long texts only where they were asked for."""
    former = known_template(last)
    for field in template.fields:
        text = last.fields.get(field.key, "")
        if not text.strip() or (isinstance(field, ParagraphField) and _kind(field, template) not in take):
            continue
        unit = former.units.get(field.key, "") if former else ""
        if isinstance(field, AmountField) and unit and unit != field.unit and isinstance(parse(text), Quantity):
            text = f"{text.strip()}{unit}" if not text.strip().endswith("元") else text
        yield field.key, text


def _renewed(node: Indicator, template: Template, same: bool, pairs: list[tuple[Indicator, Indicator]]) -> Indicator:
    """Return a node and all below it under fresh ids, without what was reached.

    Another edition may prescribe other weights: what it prescribes is left to it.
    """
    section = template.indicators
    branch = section.branch(node.name)

    def copy(old: Indicator, depth: int) -> Indicator:
        prescribed = bool(branch) and (depth == 0 or section.fixed(node.name, old.name) is not None)
        leaf = depth == LEVELS - 1
        new = Indicator(
            id=new_id(),
            name=old.name,
            weight=old.weight if same or not prescribed else "",
            target=old.target if leaf else "",
            direction=old.direction if leaf else "",
            children=tuple(copy(child, depth + 1) for child in old.children),
        )
        pairs.append((old, new))
        return new

    return copy(node, 0)


def _completed(tree: Tree, blank: Tree) -> Tree:
    """Return the tree with the nodes of an empty form that it lacks, at the end of where they belong."""

    def both(old: Indicator, new: Indicator) -> Indicator:
        children = _completed(old.children, new.children)
        return old if children == old.children else old.model_copy(update={"children": children})

    wanted = {_plain(node.name): node for node in blank}
    kept = tuple(both(node, wanted[name]) if (name := _plain(node.name)) in wanted else node for node in tree)
    there = {_plain(node.name) for node in tree}
    return (*kept, *(node for name, node in wanted.items() if name not in there))


def _of_same_names(olds: Tree, news: Tree) -> Iterator[tuple[Indicator, Indicator]]:
    """Yield the nodes that stand under the same names in both trees."""
    known = _by(news, lambda node: _plain(node.name))
    for old in olds:
        if (new := known.get(_plain(old.name))) is not None:
            yield old, new
            yield from _of_same_names(old.children, new.children)


def _by(tree: Tree, key: Callable[[Indicator], T]) -> dict[T, Indicator]:
    return {key(node): node for node in reversed(tree)}


def _row(old: Indicator, id: str) -> PreviousRow:
    texts = {key: getattr(old, key) for key in PreviousRow.model_fields if key != "id"}
    return PreviousRow(id=id, **texts)


def _year(last: Document, template: Template) -> str:
    keys = [field.key for field in template.fields if isinstance(field, YearField)]
    return next((last.fields.get(key, "").strip() for key in keys), "")


def _plain(name: str) -> str:
    return "".join(name.split())
