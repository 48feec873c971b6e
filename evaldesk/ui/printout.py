"""Printout: what goes on paper. Preview, export and print all ask here, so that all three make the same pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from evaldesk.history.hand_ins import former_hand_in
from evaldesk.history.response import as_json, response_sheet
from evaldesk.history.revision import for_paper
from evaldesk.history.snapshots import Snapshot, load
from evaldesk.model.document import Document
from evaldesk.model.finding import Finding, Level
from evaldesk.model.template import Template
from evaldesk.report.annex_choice import EXPLAINED, RESPONSE, TITLES, chosen_annexes
from evaldesk.report.codes.data_pages import TITLE as DATA_SHEET
from evaldesk.report.paper import Options
from evaldesk.rules.evaluation import Evaluation
from evaldesk.rules.findings import open_errors
from evaldesk.ui.desk import Desk
from evaldesk.ui.keeping_versions import beside_of
from evaldesk.ui.session import Session

STATE = "annexes"
DATA = "data"
NAMES = {**TITLES, DATA: DATA_SHEET}
"""All that may follow the form, by name: the annexes, and the codes that carry its values."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Hold all that a paper is made of; frozen, so that any thread may make it.

    ``beside`` is the folder beside the form's file where hand-ins may be kept, too.
    """

    document: Document
    template: Template
    evaluation: Evaluation
    findings: tuple[Finding, ...]
    annexes: frozenset[str] = frozenset()
    beside: Path | None = None

    @property
    def printed(self) -> Document:
        """Return the form with the revision that the paper has."""
        return for_paper(self.document)

    @property
    def draft(self) -> int:
        """Return how many open errors make the paper a draft."""
        return open_errors(self.findings)

    def options(self) -> Options:
        """Return how the pages are made; this reads the last hand-in from disk where a 修改说明 is wanted.

        :raises Unreadable: when that is damaged.
        """
        changes = _changes(self.document, self.template, self.beside) if RESPONSE in self.annexes else None
        known = (self.document, self.template, self.evaluation, self.findings)
        annexes = chosen_annexes(self.annexes, *known, changes)
        return Options(draft=self.draft, annexes=annexes, data_sheet=DATA in self.annexes)

    def pdf(self, advance: Callable[[int, int], None] | None = None) -> bytes:
        """Return the bytes that are printed and exported, and whose pages the preview shows.

        ``advance`` is told how many pages are drawn, and how many there are.
        """
        from evaldesk.report.render import render  # loaded when the first page is asked for

        return render(self.printed, self.template, self.evaluation, options=self.options(), advance=advance)

    def same(self, other: Order | None) -> bool:
        """Tell whether the pages would be the same."""
        return other is not None and (
            self.document is other.document
            and self.annexes == other.annexes
            and (self.findings is other.findings or self._told() == other._told())
        )

    def _told(self) -> tuple[object, ...]:
        lines = [item for item in self.findings if item.explained] if EXPLAINED in self.annexes else []
        return (self.draft, *((item.where, item.message, item.explained) for item in lines))


class Printout(QObject):
    """Hold which annexes go with a form, remembered from form to form; say ``changed`` when the choice changes."""

    changed = Signal()

    def __init__(self, session: Session, desk: Desk) -> None:
        super().__init__(session)
        self.session = session
        self._desk = desk
        self.chosen = frozenset(desk.state.get(STATE, "").split()) & NAMES.keys()
        self.agreed = ""
        """The state of the form in which the officer agreed to a draft, in the words of the question."""
        self._declined = False

    def choose(self, name: str, chosen: bool = True) -> None:
        """Bring an annex along from now on, or leave it out."""
        self.chosen = self.chosen | {name} if chosen else self.chosen - {name}
        self._desk.remember_state(**{STATE: " ".join(sorted(self.chosen))})
        self.changed.emit()

    def order(self) -> Order:
        """Return what would go on paper now."""
        session = self.session
        known = (session.document, session.template, session.evaluation, session.findings)
        return Order(*known, self.chosen, beside_of(session.path))

    def annexes(self, name: str) -> int:
        """Return how many of this name would follow the form: none where there is nothing to say."""
        options = replace(self.order(), annexes=frozenset((name,))).options()
        return len(options.annexes) + options.data_sheet

    def explanations(self) -> int:
        """Return how many explanations 需说明事项 would list while it is neither chosen nor declined, else 0."""
        if self._declined or EXPLAINED in self.chosen:
            return 0
        return sum(bool(item.explained) and item.level is not Level.HINT for item in self.session.findings)

    def decline(self) -> None:
        """Offer 需说明事项 no more for this form."""
        self._declined = True
        self.changed.emit()


def _changes(document: Document, template: Template, beside: Path | None) -> Mapping[str, Any] | None:
    former = former_hand_in(document, beside)
    if former is None:
        return None
    return as_json(response_sheet(_loaded(former), document, template))


@lru_cache(2)
def _loaded(snapshot: Snapshot) -> Document:
    # The preview asks at every key; a hand-in never changes.
    return load(snapshot)
