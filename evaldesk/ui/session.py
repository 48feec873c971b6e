"""Session: one open form. Its document is only ever replaced in ``_install``; undo, redo and import all end there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evaldesk.history.revision import with_event
from evaldesk.model.document import Document, Event, Where, put
from evaldesk.model.finding import Finding
from evaldesk.model.recall import Recall
from evaldesk.model.stand_in import StandIn
from evaldesk.model.template import Template
from evaldesk.rules import evaluate
from evaldesk.rules.evaluation import Evaluation
from evaldesk.rules.explanations import with_explanation
from evaldesk.ui.checkup_found import Found
from evaldesk.ui.steps import Edit, Steps
from evaldesk.ui.way import Way


class Session(QObject):
    """Hold the document, its evaluation, its undo stack and its file; say ``changed`` after every new value.

    ``reshaped`` comes before ``changed`` where rows came, went or moved. ``touched`` carries the address that an undo
    or redo changed, so that the window can show it. ``findings`` are all that are known, explanations beside them;
    the check-up keeps them, and ``checked`` follows whenever they have become others. ``way`` is taken from an edit on
    until the check-up has followed it. An ``evaluation`` of the document may be handed in where it was made elsewhere.
    """

    changed = Signal()
    checked = Signal()
    reshaped = Signal()
    touched = Signal(object)

    def __init__(
        self, document: Document, template: Template, path: Path | None = None, evaluation: Evaluation | None = None
    ) -> None:
        super().__init__()
        self.template = template
        self.path = path
        self.origin: Path | None = None
        """The PDF that the form was taken out of, until it is saved as a form."""
        self.document = document
        self.evaluation = evaluate(document, template) if evaluation is None else evaluation
        self.findings: tuple[Finding, ...] = ()
        self._found = Found()
        self.recall = Recall()
        """The wording that this machine remembers, empty until it was read."""
        self.stack = Steps(self._install, self)
        self.way = Way()
        self._typing = False

    def edit(self, where: Where, text: str, name: str) -> None:
        """Put ``text`` at ``where`` as an undo step called ``name``; nothing happens when it stands there already."""
        self._push(Edit(name, self.document, put(self.document, where, text), where, typed=where))

    def explain(self, finding: Finding, text: str) -> None:
        """Answer a finding; what is typed in one answer is one undo step until it is sealed."""
        after = with_explanation(self.document, finding, text)
        typed = ("explanation", finding.code, finding.where, finding.span)
        self._push(Edit("填写说明", self.document, after, typed=typed))

    def write(self, name: str, after: Document, typed: object) -> None:
        """Make ``after`` the document; what is typed at one place ``typed`` is one undo step until it is sealed."""
        self._push(Edit(name, self.document, after, typed=typed))

    def apply(self, name: str, after: Document, where: Where | None = None) -> None:
        """Make ``after`` the document as one undo step of its own (rows added, moved, pasted)."""
        self.seal()
        self._push(Edit(name, self.document, after, where))

    def record(self, event: Event) -> None:
        """Put what happened outside into the form's history: no step, since undoing cannot make it not have happened.

        Every value that undo and redo come back to has it too. The form is no longer as saved.
        """
        told: dict[int, Document] = {}

        def with_it(document: Document) -> Document:
            return told.setdefault(id(document), with_event(document, event))

        for edit in self.stack.edits():
            edit.before, edit.after = with_it(edit.before), with_it(edit.after)
        self.stack.reset_clean()
        self._install(with_it(self.document), None)

    def seal(self) -> None:
        """End the current typing step: what is typed next is undone on its own."""
        self.stack.seal()

    def saved(self, path: Path) -> None:
        """Remember that the present value lies in ``path``."""
        self.path, self.origin = path, None
        self.seal()
        self.stack.set_clean()
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
        return not self.stack.is_clean()

    def _push(self, edit: Edit) -> None:
        if edit.after is not self.document and self.understood:
            self._typing = True
            self.way.take()
            try:
                self.stack.push(edit)
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
