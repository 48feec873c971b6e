"""Check-up: keeps a session's findings up to its document, the quick ones at every key, the slow ones behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import is_

from PySide6.QtCore import QObject, QTimer, Signal

from evaldesk.model.document import Document
from evaldesk.model.finding import Finding
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Evaluation
from evaldesk.rules.findings import explain, in_order, slow_findings
from evaldesk.ui import rim
from evaldesk.ui.after_paint import AfterPaint
from evaldesk.ui.session import Session

PAUSE = 120  # milliseconds without a key before texts and pairs of rows are read anew


class Outdated(Exception):
    """Say that a document is no longer the present one."""


class Checkup(QObject):
    """Set ``session.findings``. ``current`` tells whether the slow ones belong to the present document.

    Documents are frozen, so the worker reads one while the officer types on; its result is taken only when nothing
    that it rests on has changed meanwhile.
    """

    _found = Signal(object, object)
    _failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self._quick: tuple[Finding, ...] = ()
        self._slow: tuple[Finding, ...] = ()
        self._others: Callable[[Document], Sequence[Finding]] = lambda document: ()
        self._read: Document | None = None
        self._combined = session.document
        self._reshaped = False
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="checkup")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._send)
        self._soon = AfterPaint(self, self._catch_up)
        self._found.connect(self._take)
        self._failed.connect(self._tell)
        session.reshaped.connect(self._rows_went)
        session.changed.connect(self.look)
        self._pause.start()
        self._combine()

    def listen(self, others: Callable[[Document], Sequence[Finding]]) -> None:
        """Join what no rule can find, such as what a disk says of files; asked for whenever findings are put together.

        Whoever has others to tell than the last time calls again.
        """
        self._others = others
        self._combine()

    @property
    def current(self) -> bool:
        """Tell whether texts and pairs of rows were read as they are now."""
        return same_texts(self._read, self.session.document)

    def look(self) -> None:
        """Take over the quick findings after the paint, and have the slow ones made after a pause.

        What was answered, and which rows there are, shows at once.
        """
        if not self.current:
            self._pause.start()
        if self._reshaped or self._combined.explanations is not self.session.document.explanations:
            self._combine()
        self._soon.ask()

    def settle(self) -> None:
        """Bring everything up to the present document at once: before something is mended or printed."""
        self._pause.stop()
        if not self.current:
            session = self.session
            found = slow(session.document, session.template, session.evaluation)
            self._take(session.document, found)
        else:
            self._combine()

    def stop(self) -> None:
        """End the work in the background."""
        self._pause.stop()
        self._soon.drop()
        self.session.way.leave()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _send(self) -> None:
        session = self.session
        self._worker.submit(partial(self._work, session.document, session.evaluation))

    def _work(self, document: Document, evaluation: Evaluation) -> None:
        if not same_texts(document, self.session.document):
            return
        try:
            found = slow(document, self.session.template, evaluation, partial(self._step_aside, document))
        except Outdated:
            return
        except Exception as error:  # a thread has nobody to tell
            self._failed.emit(error)
        else:
            self._found.emit(document, found)

    def _step_aside(self, document: Document) -> None:
        """Let a key go first.

        :raises Outdated: when it made another document, and the findings of this one are no longer wanted.
        """
        self.session.way.step_aside()
        if not same_texts(document, self.session.document):
            raise Outdated

    def _take(self, document: Document, found: tuple[Finding, ...]) -> None:
        if not same_texts(document, self.session.document):
            return
        self._read = document
        self._slow = found
        self._combine()

    def _tell(self, error: Exception) -> None:
        rim.log(rim.as_error(error).details)

    def _rows_went(self) -> None:
        self._reshaped = True

    def _catch_up(self) -> None:
        if not alike(self.session.evaluation.findings, self._quick):
            self._combine()
        self.session.way.leave()

    def _combine(self) -> None:
        session = self.session
        self._quick = session.evaluation.findings
        document = self._combined = session.document
        if self._reshaped:
            self._reshaped = False
            self._slow = tuple(finding for finding in self._slow if _stands(finding, session.evaluation.nodes))
        known = [*self._quick, *self._slow, *self._others(document)]
        found = in_order(document, session.template, explain(document, known))
        # The new ones are kept even where they say the same: their mends are made for the present texts.
        before, session.findings = session.findings, found
        if not alike(found, before):
            session.checked.emit()


def slow(
    document: Document, template: Template, evaluation: Evaluation, pause: Callable[[], object] | None = None
) -> tuple[Finding, ...]:
    """Return the findings that take their time: those of the slow rules, and what no font can draw."""
    from evaldesk.report.missing import missing_findings  # the page's fonts are not needed before

    return (*slow_findings(document, template, evaluation, pause), *missing_findings(document, template))


def alike(some: Sequence[Finding], others: Sequence[Finding]) -> bool:
    """Tell whether both say the same in the same order; how a mend would be done is not asked, that takes its time."""
    if len(some) != len(others):
        return False
    return all(map(is_, some, others)) or all(
        one is other or said(one) == said(other) for one, other in zip(some, others, strict=True)
    )


def said(finding: Finding) -> tuple[object, ...]:
    """Return all of a finding that an officer sees."""
    label = finding.fix.label if finding.fix else ""
    place = finding.code, finding.where, finding.span, finding.level
    return (*place, finding.message, finding.why, finding.cause, finding.explained, label, finding.about)


def same_texts(one: Document | None, other: Document) -> bool:
    """Tell whether two values of a form agree in all that a check reads."""
    return one is not None and (
        one.fields is other.fields and one.indicators is other.indicators and one.total is other.total
    )


def _stands(finding: Finding, nodes: Mapping[str, object]) -> bool:
    """Tell whether the rows that a finding speaks of are still there."""
    return all(
        not where.startswith("indicators/") or where.split("/", 2)[1] in nodes
        for where in (finding.where, *finding.about)
    )
