"""Preview: the pages as they will print. It refreshes by itself after a pause in typing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from evaldesk.errors import EvaldeskError
from evaldesk.model.document import Where
from evaldesk.rules.findings import open_errors
from evaldesk.ui import rim
from evaldesk.ui.icons import icon
from evaldesk.ui.page_view import PageView
from evaldesk.ui.pages import PageMaker, Paper
from evaldesk.ui.session import Session

PAUSE = 250  # milliseconds without a key before the pages are made anew


class Preview(QWidget):
    """Show the pages of the session's form with a few buttons over them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.maker = PageMaker(self)
        self.view = PageView()
        self.view.wanted.connect(self.maker.picture)
        self.view.turned.connect(self._show_place)
        self.maker.made.connect(self._show_paper)
        self.maker.pictured.connect(self.view.show_picture)
        self.maker.failed.connect(self._show_failure)
        self.place = QLabel()
        self.place.setAccessibleName("页码")
        self.scale = QLabel()
        self.scale.setMinimumWidth(self.scale.fontMetrics().horizontalAdvance("  000%  "))
        self.words = QLabel("正在排版…")
        self.words.setProperty("tone", "faint")
        self._buttons = [
            (self._button("缩小", self.view.zoom_out), "zoom-out"),
            (self._button("放大", self.view.zoom_in), "zoom-in"),
            (self._button("适合宽度", self.view.fit_width), "fit-width"),
        ]
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 6, 24, 6)
        bar.setSpacing(4)
        bar.addWidget(self.place)
        bar.addSpacing(16)
        bar.addWidget(self.words)
        bar.addStretch(1)
        bar.addWidget(self._buttons[0][0])
        bar.addWidget(self.scale)
        bar.addWidget(self._buttons[1][0])
        bar.addWidget(self._buttons[2][0])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self._shown: object = None
        self._draft = 0
        session.checked.connect(self.show_state)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._refresh)
        self.draw_icons()

    def show_state(self) -> None:
        """Make the pages anew after a pause, where anybody sees them."""
        if self.isVisible() and self._is_stale():
            self._pause.start()

    def show_where(self, where: Where) -> bool:
        """Leave places of the form to the tabs where they can be edited."""
        return False

    def focus_first(self) -> None:
        """Take the focus, so that the keys scroll."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop(self) -> None:
        """End the work in the background."""
        self._pause.stop()
        self.maker.stop()

    def draw_icons(self) -> None:
        """Draw the icons in the colours that are on."""
        for button, name in self._buttons:
            button.setIcon(icon(name))

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the pages up to date at once."""
        super().showEvent(event)
        if self._is_stale():
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make no pages that nobody sees."""
        super().hideEvent(event)
        self._pause.stop()

    def _refresh(self) -> None:
        self._shown = self.session.document
        self._draft = open_errors(self.session.findings)
        self.words.setText("正在排版…")
        self.maker.make(self.session.document, self.session.template, self.session.evaluation, self._draft)

    def _is_stale(self) -> bool:
        return self._shown is not self.session.document or self._draft != open_errors(self.session.findings)

    def _show_paper(self, paper: Paper) -> None:
        self.words.clear()
        self.view.show_paper(paper)

    def _show_place(self, page: int, pages: int, percent: int) -> None:
        self.place.setText(f"第 {page} / {pages} 页")
        self.scale.setText(f"{percent}%")

    def _show_failure(self, error: Exception) -> None:
        known = rim.as_error(error)
        rim.log(known.details)
        told = known.sentence if isinstance(error, EvaldeskError) else "这份表暂时排不出版面，内容没有受影响。"
        self.words.setText(f"◆ {told}")

    def _button(self, name: str, call: object) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setIconSize(QSize(20, 20))
        button.clicked.connect(call)
        return button
