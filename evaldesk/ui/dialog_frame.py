"""What our dialogs have in common: the margins of their column, their closing row of buttons, and short questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QVBoxLayout, QWidget

from evaldesk.ui.icons import picture

Answer = TypeVar("Answer")
Role = QMessageBox.ButtonRole
EDGES = (24, 24, 24, 16)  # pixels


def dialog_column(box: QDialog, spacing: int = 16) -> QVBoxLayout:
    """Return the column that a dialog's contents stand in, ``spacing`` pixels apart."""
    column = QVBoxLayout(box)
    column.setContentsMargins(*EDGES)
    column.setSpacing(spacing)
    return column


def go_or_cancel(box: QDialog, go: str) -> QDialogButtonBox:
    """Return the two buttons that close a dialog; ``go`` is the word on the one that accepts."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText(go)
    buttons.accepted.connect(box.accept)
    buttons.rejected.connect(box.reject)
    return buttons


def ask(
    parent: QWidget,
    mark: tuple[str, str],
    words: tuple[str, str, str],
    buttons: Sequence[tuple[str, Role, Answer]],
    default: int = 0,
) -> Answer:
    """Ask a question and return the answer of the button that was pressed.

    :param mark: the name and the colour of its picture.
    :param words: the title, the question, and what else is to be known.
    :param buttons: each one's word, role and answer; Escape answers what the last one does.
    :param default: which of the buttons Enter presses.
    """
    title, question, told = words
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, question, parent=parent)
    name, colour = mark
    box.setIconPixmap(picture(name, 32, box.devicePixelRatioF(), colour))
    box.setInformativeText(told)
    made = [box.addButton(word, role) for word, role, _ in buttons]
    box.setDefaultButton(made[default])
    box.setEscapeButton(made[-1])
    if (layout := box.layout()) is not None:
        layout.setContentsMargins(*EDGES)
    box.exec()
    clicked = box.clickedButton()
    answers = zip(made, buttons, strict=True)
    # No button was pressed where the question went away with its window.
    return next((answer for button, (_, _, answer) in answers if button is clicked), buttons[-1][2])
