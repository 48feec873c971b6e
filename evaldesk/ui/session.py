"""Session: one open form. Its document is only ever replaced in ``_install``; undo, redo and import all end there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from evaldesk.history.revision import with_event
from evaldesk.model.document import Document, Event, Where, put
from evaldesk.model.finding import Finding
from evaldesk.model.stand_in import StandIn
from evaldesk.model.template import Template
from evaldesk.rules import evaluate
from evaldesk.rules.evaluation import Evaluation
from evaldesk.rules.explanations import with_explanation
from evaldesk.ui.checkup_found import Found
from evaldesk.ui.way import Way

MERGING = 1


class Edit(QUndoCommand):
    """Replace one document value by another; typing in one place merges into one step until it is sealed.

    ``where`` is what undo shows again; ``typed`` names the place of typing where that is another.
    """

    def __init__(
        self, session: Session, name: str, after: Document, where: Where | None, typed: object | None = None
    ) -> None:
        super().__init__(name)
        self.session = session
        self.before = session.document
        self.after = after
        self.where = where
        self.typed = where if typed is None else typed
        self.open = self.typed is not None

    def redo(self) -> None:
        """Install the later value."""
        self.session._install(self.after, self.where)

    def undo(self) -> None:
        """Install the earlier value."""
        self.session._install(self.before, self.where)

    def id(self) -> int:
        """Let typing merge and nothing else."""
        return MERGING if self.open else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over the later value when it was typed in the same place and nothing was sealed between."""
        if not isinstance(other, Edit) or not self.open or other.typed != self.typed:
            return False
        self.after = other.after
        self.setObsolete(self.after is self.before or self.after == self.before)
        return True


class Session(QObject):
    """Hold the document, its evaluation, its undo stack and its file; say ``changed`` after every new value.

    ``reshaped`` comes before ``changed`` where rows came, went or moved. ``touched`` carries the address that an undo
    or redo changed, so that the window can show it. ``findings`` are all that are known, explanations beside them;
    the check-up keeps them, and ``checked`` follows whenever they have become others. ``way`` is taken from an edit on
    until the check-up has followed it.
    """

    changed = Signal()
    checked = Signal()
    reshaped = Signal()
    touched = Signal(object)

    def __init__(self, document: Document, template: Template, path: Path | None = None) -> None:
        super().__init__()
        self.template = template
        self.path = path
        self.origin: Path | None = None
        """The PDF that the form was taken out of, until it is saved as a form."""
        self.document = document
        self.evaluation: Evaluation = evaluate(document, template)
        self.findings: tuple[Finding, ...] = ()
        self._found = Found()
        self.stack = QUndoStack(self)
        self.way = Way()
        self._typing = False

    def edit(self, where: Where, text: str, name: str) -> None:
        """Put ``text`` at ``where`` as an undo step called ``name``; nothing happens when it stands there already."""
        self._push(Edit(self, name, put(self.document, where, text), where))

    def explain(self, finding: Finding, text: str) -> None:
        """Answer a finding; what is typed in one answer is one undo step until it is sealed."""
        after = with_explanation(self.document, finding, text)
        self._push(Edit(self, "填写说明", after, None, ("explanation", finding.code, finding.where, finding.span)))

    def write(self, name: str, after: Document, typed: object) -> None:
        """Make ``after`` the document; what is typed at one place ``typed`` is one undo step until it is sealed."""
        self._push(Edit(self, name, after, None, typed))

    def apply(self, name: str, after: Document, where: Where | None = None) -> None:
        """Make ``after`` the document as one undo step of its own (rows added, moved, pasted)."""
        self.seal()
        command = Edit(self, name, after, where)
        command.open = False
        self._push(command)

    def record(self, event: Event) -> None:
        """Put what happened outside into the form's history: no step, since undoing cannot make it not have happened.

        Every value that undo and redo come back to has it too. The form is no longer as saved.
        """
        told: dict[int, Document] = {}

        def with_it(document: Document) -> Document:
            return told.setdefault(id(document), with_event(document, event))

        for at in range(self.stack.count()):
            command = self.stack.command(at)
            assert isinstance(command, Edit)
            command.before, command.after = with_it(command.before), with_it(command.after)
        self.stack.resetClean()
        self._install(with_it(self.document), None)

    def seal(self) -> None:
        """End the current typing step: what is typed next is undone on its own."""
        command = self.stack.command(self.stack.index() - 1)
        if isinstance(command, Edit):
            command.open = False

    def saved(self, path: Path) -> None:
        """Remember that the present value lies in ``path``."""
        self.path, self.origin = path, None
        self.seal()
        self.stack.setClean()
        self.changed.emit()

    @property
    def found(self) -> Found:
        """Return the present findings by place."""
        if self._found.findings is not self.findings:
            self._found = Found(self.findings)
        return self._found

    @property
    def understood(self) -> bool:
        """Tell whether this machine has the form's template; without it nothing is changed, reckoned or printed."""
        return not isinstance(self.template, StandIn)

    @property
    def dirty(self) -> bool:
        """Tell whether something was changed since the last save."""
        return not self.stack.isClean()

    def _push(self, command: Edit) -> None:
        if command.after is not self.document and self.understood:
            self._typing = True
            self.way.take()
            try:
                self.stack.push(command)
            finally:
                self._typing = False

    def _install(self, document: Document, where: Where | None) -> None:
        shape = self.document.indicators is not document.indicators and where is None
        self.document = document
        self.evaluation = evaluate(document, self.template, self.evaluation)
        if shape:
            self.reshaped.emit()
        self.changed.emit()
        if not self._typing and where is not None:
            self.touched.emit(where)
