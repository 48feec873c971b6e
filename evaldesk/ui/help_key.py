"""F1 in a dialog: the window's own key does not reach into the windows that belong to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from evaldesk.ui.help_place import PANELS
from evaldesk.ui.window import Window


def answer_key(dialog: QDialog) -> None:
    """Let F1 open the manual at the dialog's page."""
    QShortcut(QKeySequence("F1"), dialog).activated.connect(partial(_show, dialog))


def _show(dialog: QDialog) -> None:
    from evaldesk.ui.help_manual import show_manual

    window: QWidget | None = dialog
    while window is not None and not isinstance(window, Window):
        window = window.parentWidget()
    if window is not None:
        show_manual(window, *PANELS[type(dialog).__name__])
