"""Window: one open form on the screen. It lays out panels and commands, and decides nothing about forms.

It is painted before the document's model is imported, so nothing here imports it but for its types.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from evaldesk.errors import EvaldeskError, GivenUp
from evaldesk.ui.menus import Menus

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
    from PySide6.QtWidgets import QTabWidget, QWidget

    from evaldesk.model.document import Where
    from evaldesk.ui.body import Body
    from evaldesk.ui.checkup import Checkup
    from evaldesk.ui.checkup_panel import CheckupPanel
    from evaldesk.ui.desk import Desk
    from evaldesk.ui.evidence_keeper import EvidenceKeeper
    from evaldesk.ui.keeping import Keeping
    from evaldesk.ui.notice import Notice
    from evaldesk.ui.printout import Printout
    from evaldesk.ui.session import Session
    from evaldesk.ui.strip import Strip

PROGRAM = "绩效自评"


class Panel(Protocol):
    """What the window asks of a tab, which is a widget as well."""

    def show_state(self) -> None:
        """Show the session's document, changing only what differs."""

    def show_where(self, where: Where) -> bool:
        """Bring a place into view; tell whether it is in this tab."""

    def focus_first(self) -> None:
        """Take the focus where the officer would go on."""


class Window(QMainWindow):
    """Hold the tabs of one form, the strip below them and the notices above them."""

    body: Body
    checkup: CheckupPanel
    checks: Checkup
    evidence: EvidenceKeeper
    keeping: Keeping
    notice: Notice
    printout: Printout
    strip: Strip
    tabs: QTabWidget
    painted = Signal()
    closed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.session: Session | None = None
        self.panels: list[Panel] = []
        self.saved_at: datetime | None = None
        self._fresh = True
        self.setWindowTitle(PROGRAM)
        self.menus = Menus(self)

    def furnish(self) -> None:
        """Put in all that an empty frame lacks; the first window of a start does without until it is painted."""
        if self.centralWidget() is not None:
            return
        # Merely naming `Qt` makes all its enumerations, which costs a fifth of the time to the first paint.
        from PySide6.QtCore import Qt

        from evaldesk.ui.body import Body

        body = Body()
        self.body, self.notice, self.strip, self.tabs = body, body.notice, body.strip, body.tabs
        self.setCentralWidget(body)
        body.show()  # Qt would do it an event later; the focus needs it now
        self.menus.furnish(self)
        self.desk.redressed.connect(self.draw_icons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)

    def attach(self, session: Session, panels: Sequence[tuple[str, QWidget]], rows: list[QAction]) -> None:
        """Take in a form, its tabs and the commands on its rows; a window holds one form as long as it lives."""
        self.session = session
        for title, panel in panels:
            self.tabs.addTab(panel, title)
            self.panels.append(panel)  # type: ignore[arg-type] # each is a widget and a Panel
        self.menus.take_in(self, tuple(title for title, _ in panels), rows)
        session.changed.connect(self.show_state)
        # A stack counts a step only after its value was installed.
        session.stack.moved.connect(self.show_steps)
        session.touched.connect(self.show_where)
        self.menus.show_state(session)
        self.body.show_form()
        self.show_state()
        self.show_steps()
        self.show_tab(0)

    def show_state(self) -> None:
        """Show the session: each panel and the strip; ``show_steps`` follows, as every value comes by a step."""
        if self.session is None:
            return
        from evaldesk.ui import figures

        for panel in self.panels:
            panel.show_state()
        known = self.session.understood
        self.strip.show_figures(
            figures.figures(self.session.evaluation) if known else figures.typed_figures(self.session.document)
        )

    def show_steps(self, *_: object) -> None:
        """Show what can be undone and done again, and whether the form is saved."""
        if self.session is None:
            return
        from evaldesk.ui import saving

        self.menus.show_steps(self.session)
        self.strip.show_saved(saving.saved_text(self.session, self.saved_at), self.session.dirty)
        self.setWindowTitle(f"{saving.title(self.session)}[*] - {PROGRAM}")
        self.setWindowModified(self.session.dirty)

    def draw_icons(self) -> None:
        """Draw the icons in the colours that are on; Qt calls no closed window, as it would call its menus."""
        self.menus.draw_icons()

    def settle_checkup(self) -> None:
        """Bring the findings up to the present document at once."""
        self.checks.settle()

    def show_where(self, where: Where) -> None:
        """Bring a place of the form into view, in whichever tab it is."""
        here = self.tabs.currentIndex()
        for index in sorted(range(len(self.panels)), key=lambda index: index != here):
            if self.panels[index].show_where(where):
                if index != here:
                    self.tabs.setCurrentIndex(index)
                    self.panels[index].show_where(where)  # again: only what is visible can take the focus
                return

    def show_tab(self, index: int) -> None:
        """Turn to a tab, with the focus in it; -1 is the last."""
        index = index % self.tabs.count() if index < 0 else index
        if self.session is not None and index < self.tabs.count():
            self.tabs.setCurrentIndex(index)
            self.panels[index].focus_first()

    def show_tab_of(self, panel: QWidget) -> None:
        """Turn to the tab of a panel."""
        self.show_tab(self.tabs.indexOf(panel))

    def turn(self, by: int) -> None:
        """Turn to the next or the last tab before."""
        if self.session is not None:
            self.show_tab((self.tabs.currentIndex() + by) % self.tabs.count())

    def run(self, call: Callable[[], object]) -> None:
        """Do what a command asks; what goes wrong is told in the strip above the panel."""
        try:
            call()
        except GivenUp as stopped:
            self.tell_news(stopped.sentence)
        except EvaldeskError as error:
            self.notice.say(error.sentence, error.details)

    def tell_news(self, sentence: str) -> None:
        """Say in passing what was done."""
        self.notice.say(sentence, level="news")

    def may_close(self) -> bool:
        """Tell whether the form is saved, or the officer wants to go without."""
        if self.session is None or not self.session.dirty:
            return True
        from evaldesk.ui import dialogs, saving

        answer = dialogs.ask_unsaved(self, saving.title(self.session))
        if answer == "save":
            self.run(partial(saving.save, self))
            return not self.session.dirty
        return answer == "discard"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the first picture stands: only then is the rest loaded."""
        super().paintEvent(event)
        if self._fresh:
            self._fresh = False
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes; a form is never lost without an answer."""
        if not self.may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped, each form in its window."""
        event.acceptProposedAction()
        for path in dropped(event):
            self.run(partial(self.desk.open_path, path, self))


def dropped(event: QDropEvent) -> list[Path]:
    """Return the files that are being dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
