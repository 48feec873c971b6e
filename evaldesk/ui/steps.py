"""The undo stack: steps from one document value to the next, and which of them is the saved one.

Qt's own stack deletes its commands itself, behind the back of Python's objects that refer to them: a form that was
closed could then be swept away twice. Values need no commands, so a list and an index are all there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evaldesk.model.document import Document, Where


@dataclass(slots=True)
class Edit:
    """Replace one document value by another; typing in one place merges into one step until it is sealed.

    ``where`` is what undo shows again; ``typed`` names the place of typing, None for a step of its own.
    """

    name: str
    before: Document
    after: Document
    where: Where | None = None
    typed: object | None = None

    def takes(self, other: Edit) -> bool:
        """Tell whether a later step belongs to this one: typed in the same place, and nothing sealed between."""
        return self.typed is not None and self.typed == other.typed


class Steps(QObject):
    """Hold the steps of a form. ``install`` makes a value the document; ``moved`` follows every change of the steps."""

    moved = Signal()

    def __init__(self, install: Callable[[Document, Where | None], None], parent: QObject) -> None:
        super().__init__(parent)
        self._install = install
        self._edits: list[Edit] = []
        self._index = 0
        self._clean = 0  # the index of the saved value, -1 when no step leads back to it

    def count(self) -> int:
        """Return how many steps there are, undone ones included."""
        return len(self._edits)

    def edits(self) -> list[Edit]:
        """Return all steps, undone ones included."""
        return self._edits

    def can_undo(self) -> bool:
        """Tell whether a step can be taken back."""
        return self._index > 0

    def can_redo(self) -> bool:
        """Tell whether a step that was taken back can be made again."""
        return self._index < len(self._edits)

    def undo_text(self) -> str:
        """Return the name of the step that would be taken back."""
        return self._edits[self._index - 1].name if self.can_undo() else ""

    def redo_text(self) -> str:
        """Return the name of the step that would be made again."""
        return self._edits[self._index].name if self.can_redo() else ""

    def push(self, edit: Edit) -> None:
        """Make a step; it joins the last one where that takes it, and both vanish where nothing is left of them."""
        self._install(edit.after, edit.where)
        del self._edits[self._index :]
        if self._clean > self._index:
            self._clean = -1
        last = self._edits[-1] if self._edits else None
        # What was saved must stay a value that undo can come back to.
        if last is not None and self._index != self._clean and last.takes(edit):
            last.after = edit.after
            if last.after is last.before or last.after == last.before:
                self._edits.pop()
        else:
            self._edits.append(edit)
        self._index = len(self._edits)
        self.moved.emit()

    def undo(self) -> None:
        """Take the last step back."""
        if self.can_undo():
            edit = self._edits[self._index - 1]
            self._install(edit.before, edit.where)
            self._index -= 1
            self.moved.emit()

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self.can_redo():
            edit = self._edits[self._index]
            self._install(edit.after, edit.where)
            self._index += 1
            self.moved.emit()

    def seal(self) -> None:
        """End the last step: what is typed next is undone on its own."""
        if self.can_undo():
            self._edits[self._index - 1].typed = None

    def is_clean(self) -> bool:
        """Tell whether the present value is the saved one."""
        return self._index == self._clean

    def set_clean(self) -> None:
        """Remember the present value as the saved one."""
        self._clean = self._index
        self.moved.emit()

    def reset_clean(self) -> None:
        """Forget the saved value: none of the steps leads to it any more."""
        self._clean = -1
        self.moved.emit()
