"""The preview in a window of its own, beside the form: the page follows while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evaldesk.ui.checkup_guide import go_to
from evaldesk.ui.preview import Preview

if TYPE_CHECKING:
    from evaldesk.model.document import Where
    from evaldesk.ui.window import Window

TITLE = "并排预览"
SIZE = (820, 720)


class PreviewBeside(QWidget):
    """Hold a second preview of a window's form."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        session = window.session
        assert session is not None  # the command is off without a form
        self._window = window
        self.preview = Preview(session, window.printout)
        self.preview.bar.offer(window.menus.actions["page-setup"], window.menus.annexes)
        self.preview.chosen.connect(self._go)
        session.changed.connect(self.preview.show_state)
        window.desk.redressed.connect(self.preview.draw_icons)
        window.closed.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.preview)
        self.resize(*SIZE)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the work in the background."""
        self.preview.stop()
        super().closeEvent(event)

    def _go(self, where: Where) -> None:
        self._window.activateWindow()
        go_to(self._window, where)


def show_beside(window: Window) -> PreviewBeside:
    """Show the one such window of a form, in front."""
    for known in window.findChildren(PreviewBeside):
        known.raise_()
        known.activateWindow()
        return known
    made = PreviewBeside(window)
    made.show()
    made.preview.focus_first()
    return made
