"""What came of an import: the form, its template, and a finding for every value that was guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaldesk.exchange.columns import Layout
from evaldesk.exchange.placing import Placed, place
from evaldesk.exchange.roles import ROLE_NAMES, Role
from evaldesk.exchange.rows import Read, Table
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document, cell, with_indicators
from evaldesk.model.finding import Finding, Level
from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Template

GUESSED = "import.guessed"
LEFT_OUT = "import.left-out"
GUESSABLE: tuple[Role, ...] = ("name", "weight", "target", "actual", "self_score", "reason")


@dataclass(frozen=True, slots=True)
class Imported:
    """Hold a form that was read from a foreign file, its template, and a finding for every value that was guessed."""

    document: Document
    template: Template
    findings: tuple[Finding, ...]


def put_together(template: Template, fields: Mapping[str, str], table: Table) -> tuple[Document, Placed]:
    """Return a new form of these fields and indicators, and where the indicators went."""
    document = new_document(template)
    texts = {key: text for key, text in fields.items() if text}
    document = document.model_copy(update={"fields": {**document.fields, **texts}})
    placed = place(document, table, template)
    document = with_indicators(placed.document, tuple(_without_empty(branch) for branch in placed.document.indicators))
    return with_total(document, table), placed


def with_total(document: Document, table: Table) -> Document:
    """Return the form with what the 合计 row of a table says where nothing was typed in its own."""
    typed = document.total
    told = {key: value for key, value in _total(table).items() if not any(getattr(typed, key))}
    return document.model_copy(update={"total": typed.model_copy(update=told)}) if told else document


def _total(table: Table) -> dict[str, object]:
    """Return the 合计 row: three weights, the score, and what stands in the reason's column, where all are known."""
    if len(table.total) >= 4:
        weights, rest = table.total[:3], table.total[3:]
        return {"weights": weights, "score": rest[0], "reason": " ".join(rest[1:])}
    return {"score": table.total_score} if table.total_score else {}


def _without_empty(branch: Indicator) -> Indicator:
    """Return a branch without the groups that only the empty form offered; one without any rows keeps its offer."""
    filled = tuple(group for group in branch.children if group.children)
    return branch.model_copy(update={"children": filled}) if filled else branch


def guesses(table: Table, placed: Placed, layout: Layout | None = None) -> tuple[Finding, ...]:
    """Return a finding for every value that was put together, or read from a column that no head names."""
    found = [
        Finding(GUESSED, Level.HINT, str(cell(id, attribute)), f"{_from(read, attribute)}{sentence}。")
        for read, id in zip(table.rows, placed.ids, strict=True)
        for attribute, sentence in read.guesses
    ]
    found += [
        Finding(
            GUESSED,
            Level.HINT,
            str(cell(id, role)),
            f"{_from(read, role)}这一列没有表头，按内容当作{ROLE_NAMES[role]}。",
        )
        for read, id in zip(table.rows, placed.ids, strict=True)
        for role in (unnamed_roles(layout) if layout else ())
        if (read.name if role == "name" else read.texts.get(role))
    ]
    rest = [Finding(LEFT_OUT, Level.EXPLAIN, "", f"{sentence}。") for sentence in table.left_out]
    return (*found, *rest)


def unnamed_roles(layout: Layout) -> tuple[Role, ...]:
    """Return the roles that columns got by what stands in them, not by a head, the officer or their lines."""
    return tuple(
        role
        for role in GUESSABLE
        if any(layout.because[at] and not layout.because[at].startswith(("表头", "由")) for at in layout.columns(role))
    )


def _from(read: Read, attribute: str) -> str:
    name = read.cells.get(attribute, "")
    return f"{name}：" if name else ""
