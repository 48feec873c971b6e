"""Preview: the pages as they will print. They follow every key; the whole PDF is made once the keys have paused."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evaldesk.errors import EvaldeskError
from evaldesk.model.document import Where
from evaldesk.ui import rim
from evaldesk.ui.page_view import PageView
from evaldesk.ui.pages import PageMaker, Paper
from evaldesk.ui.preview_bar import PreviewBar
from evaldesk.ui.preview_strips import PreviewStrips
from evaldesk.ui.printout import Order, Printout
from evaldesk.ui.session import Session

PAUSE = 250  # milliseconds without a key before the whole PDF is made


class Preview(QWidget):
    """Show the pages of the session's form with a few buttons over them; ``chosen`` carries a place clicked there."""

    chosen = Signal(object)

    def __init__(self, session: Session, printout: Printout) -> None:
        super().__init__()
        self.session = session
        self.printout = printout
        self.maker = PageMaker(self)
        self.view = PageView()
        self.view.wanted.connect(self.maker.picture)
        self.view.chosen.connect(self.chosen)
        self.maker.made.connect(self._show_paper)
        self.maker.printed.connect(self._show_bytes)
        self.maker.pictured.connect(self.view.show_picture)
        self.maker.failed.connect(self._show_failure)
        self.bar = PreviewBar(self.view, self)
        self.strips = PreviewStrips(session, printout)
        self.strips.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.strips)
        column.addWidget(self.view, 1)
        self._shown: Order | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._make_bytes)
        session.checked.connect(self.show_state)
        printout.changed.connect(self.show_state)
        self.draw_icons()

    def show_state(self) -> None:
        """Make the pages in view anew, where anybody sees them."""
        if self.isVisible():
            self._refresh()

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
        self.bar.draw_icons()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the pages up to date at once."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make no pages that nobody sees."""
        super().hideEvent(event)
        self._pause.stop()
        if self.view.paper is None or not self.view.paper.pdf:
            self._shown = None

    def _refresh(self) -> None:
        order = self.printout.order()
        self.strips.show_state()
        if order.same(self._shown):
            return
        self._shown = order
        self.bar.say("正在排版…" if self.view.paper is None else "")
        self._pause.stop()
        self.maker.make(order, self.view.in_view())

    def _show_paper(self, paper: Paper) -> None:
        self.bar.say("")
        self.view.show_paper(paper)
        self._pause.start()

    def _make_bytes(self) -> None:
        if self.view.paper is not None and self._shown is not None:
            self.maker.print(self.view.paper, self._shown)

    def _show_bytes(self, paper: Paper) -> None:
        if self.view.paper is not None and self.view.paper.number == paper.number:
            self.view.show_paper(paper)

    def _show_failure(self, error: Exception) -> None:
        known = rim.as_error(error)
        rim.log(known.details)
        told = known.sentence if isinstance(error, EvaldeskError) else "这份表暂时排不出版面，内容没有受影响。"
        self.bar.say(f"◆ {told}")
