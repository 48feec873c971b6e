"""The 指标评分 tab: the table above, what is known about its current row below."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from evaldesk.model.document import Where
from evaldesk.model.indicators import LEVELS
from evaldesk.ui.after_paint import AfterPaint
from evaldesk.ui.detail import Detail
from evaldesk.ui.help_line import TableWithHelp
from evaldesk.ui.icons import icon
from evaldesk.ui.indicator_actions import make_actions
from evaldesk.ui.indicator_columns import Columns
from evaldesk.ui.indicator_commands import Commands
from evaldesk.ui.indicator_delegate import IndicatorDelegate
from evaldesk.ui.indicator_filter import RowFilter
from evaldesk.ui.indicator_findings import RowMarks
from evaldesk.ui.indicator_model import IndicatorModel
from evaldesk.ui.indicator_remarks import RowRemarks
from evaldesk.ui.indicator_row import NAME
from evaldesk.ui.indicator_story import story
from evaldesk.ui.indicator_style import sheet
from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.palette import tones
from evaldesk.ui.session import Session
from evaldesk.ui.total_row import TotalRow

LEAST = 96  # pixels of the detail


class IndicatorPanel(QWidget):
    """Show and edit the indicators of a session. ``said`` carries a sentence for the window's strip."""

    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.model = IndicatorModel(session, self)
        self.view = IndicatorView(self.model, self)
        self.delegate = IndicatorDelegate(self.view)
        self.view.setItemDelegate(self.delegate)
        self.columns = Columns(self.view)
        self.detail = Detail(self)
        self.table = TableWithHelp(self.view)
        self._showing = False
        self._tell_later = AfterPaint(self, self._show_detail)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(_scrolled(self.detail))
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setChildrenCollapsible(True)
        self._splitter.setCollapsible(0, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.filter = RowFilter(self.view)
        self.filter.left.connect(self.focus_first)
        self.total = TotalRow(session)
        self.total.left.connect(self.focus_first)
        layout.addWidget(self.filter)
        layout.addWidget(self.total)
        layout.addWidget(self._splitter)
        self.commands = Commands(self.view, self.delegate)
        self.commands.said.connect(self.said)
        self.commands.is_filtered = lambda: self.filter.is_on
        strips = {"row.filter": self.filter.open, "row.total": self.total.open}
        self._actions = make_actions(self.view, {**self.commands.by_id(), **strips}, icon)
        self.view.menu_asked.connect(self._show_menu)
        self.view.moved.connect(self._show_detail)
        self.detail.directed.connect(self.commands.direct)
        self._dress()
        self.view.put_cursor(self.model.index(0, NAME))
        self.table.follow()
        session.checked.connect(self.show_findings)
        self.show_state()
        self.show_findings()

    def actions(self) -> list[QAction]:
        """Return the actions of the 指标 menu, with separators, in order."""
        return list(self._actions.values())

    def action(self, id: str) -> QAction:
        """Return one action by its id, such as ``row.add``."""
        return self._actions[id]

    def focus_first(self) -> None:
        """Give the table the focus, its cursor on a cell."""
        if not self.view.currentIndex().isValid():
            self.view.go_to(self.model.index(0, NAME))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_where(self, where: Where) -> bool:
        """Put the cursor on the cell of an address and scroll to it; tell whether it stands in this table."""
        if where.part == "total":
            self.total.open(where.key)
            return True
        if where.part == "indicators" and self.filter.hides(where.key):
            self.filter.lift()
        index = self.model.place(where)
        self.view.go_to(index)
        if index.isValid() and where.attribute == "direction":
            self.detail.directions.checkedButton().setFocus()
        return index.isValid()

    def show_state(self) -> None:
        """Bring the table and the detail up to the document, touching only what differs."""
        self._showing = True
        bar = self.view.verticalScrollBar()
        before, current = bar.value(), self.view.currentIndex()
        id, column = self.model.id_of(current), current.column()
        editing = self.delegate.editor is not None
        came = self.model.show()
        if self.session.document.remarks is not self.view.remarks.remarks:
            self.view.remarks = RowRemarks(self.session.document.remarks)
        if editing and self.delegate.editor is None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)  # its row went, and the keyboard with it
        for new in came:
            if self.model.depth_of(index := self.model.index_of(new)) < LEVELS - 1:
                self.view.expand(index)
        if came or self.view.currentIndex() != current:
            self._keep_place(id, max(column, 0), came)
            bar.setValue(before)
            self.view.scrollTo(self.view.currentIndex())
        self.view.show_changes()
        self.delegate.show_state()
        self._showing = False
        if editing and self.delegate.editor is not None:
            self._tell_later.ask()  # whoever types looks at what is typed
        else:
            self._show_detail()

    def show_findings(self) -> None:
        """Mark the cells that findings speak of."""
        self.view.marks = RowMarks(self.session.found)
        self.view.show_changes()
        self._show_detail()

    def save_state(self) -> bytes:
        """Return widths and proportions, for the next start."""
        return self.columns.save() + b"\n" + bytes(self._splitter.saveState().toBase64().data())

    def restore_state(self, state: bytes) -> None:
        """Take over what ``save_state`` returned; anything else changes nothing."""
        columns, _, splitter = state.partition(b"\n")
        self.columns.restore(columns)
        if splitter:
            self._splitter.restoreState(QByteArray.fromBase64(QByteArray(splitter)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._tones is not tones():
            self._dress()

    def _keep_place(self, id: str, column: int, came: list[str]) -> None:
        """Put the cursor on the first row that came, else where it was."""
        again = self.model.index_of(came[0] if came else id, column)
        if again.isValid():
            self.view.put_cursor(again)

    def _show_menu(self, place: QPoint) -> None:
        self.commands.show_menu(place, self.actions())

    def _dress(self) -> None:
        self._tones = tones()
        self.setStyleSheet(sheet(self._tones))

    def _show_detail(self) -> None:
        # While rows go, the cursor may rest on one that the form no longer has.
        if not self._showing:
            self._tell_later.drop()
            id = self.model.id_of(self.view.currentIndex())
            known = id in self.session.evaluation.nodes
            self.detail.show_story(story(self.session, id, self.session.found.at_row(id)) if known else None)


def _scrolled(detail: Detail) -> QScrollArea:
    """Return the detail in an area that scrolls where large writing in a low window leaves it too little room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(LEAST)
    area.setWidget(detail)
    return area
