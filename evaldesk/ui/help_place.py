"""Where the officer is: the note and the page of the manual that belong to what has the focus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from evaldesk.ui.help_note import Note, cell_note, field_note

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

# The heading of the indicators' page that a column belongs to.
COLUMNS = {
    "name": "指标名称",
    "weight": "权重",
    "target": "预期值和实现值",
    "actual": "预期值和实现值",
    "completion": "完成",
    "self_score": "得分",
    "reason": "未达标原因",
}
# The page that belongs to a panel, by the name of its class: a panel is not imported to be looked for.
PANELS = {
    "StartPage": ("start", ""),
    "CheckupPanel": ("checkup", ""),
    "Preview": ("printing", ""),
    "PreviewBeside": ("printing", ""),
    "Detail": ("scoring", ""),
    "Versions": ("saving", "历史版本"),
    "Remarks": ("returned", "审核意见"),
    "PaperCheck": ("paper", ""),
    "PageDialog": ("printing", "页面设置"),
    "CarryDialog": ("last-year", ""),
    "PasteDialog": ("paste", ""),
    "Guesses": ("paste", "打开 Excel、旧 PDF 和文本"),
    "EvidenceBox": ("evidence", ""),
    "ChartPanel": ("scoring", "图示"),
    "TemplatePacks": ("updating", "模板包"),
    "PackQuestion": ("updating", "模板包"),
    "RowFilter": ("finding", "筛选和排序"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a page and a heading of the manual, what is told on the spot, and where on the screen that belongs."""

    page: str
    heading: str = ""
    note: Note | None = None
    near: QRect | None = None


def place_of(window: Window) -> Place:
    """Return where the focus is; the manual's first page where that is nowhere in particular."""
    from evaldesk.ui.fields import FieldRow
    from evaldesk.ui.indicator_view import IndicatorView

    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, FieldRow):
            return field_place(window, widget)
        if isinstance(widget, IndicatorView):
            return cell_place(widget)
        if type(widget).__name__ in PANELS:
            return Place(*PANELS[type(widget).__name__])
        widget = widget.parentWidget()
    return Place("start" if window.session is None else "filling")


def field_place(window: Window, row: QWidget) -> Place:
    """Return the place of a field: its tab is a heading of the page about filling in."""
    from evaldesk.ui.fields import FieldRow

    assert isinstance(row, FieldRow)
    tab = window.tabs.tabText(window.tabs.currentIndex())
    editor = row.editor
    return Place("filling", tab, field_note(row.session.template, row.field.key), on_screen(editor, editor.rect()))


def cell_place(view: QWidget) -> Place:
    """Return the place of the current cell of the indicator table."""
    from evaldesk.ui.indicator_row import ATTRIBUTES
    from evaldesk.ui.indicator_view import IndicatorView

    assert isinstance(view, IndicatorView)
    index = view.currentIndex()
    if not index.isValid():
        return Place("indicators")
    attribute = ATTRIBUTES[index.column()]
    note = cell_note(view.rows.session.template, attribute, view.rows.depth_of(index))
    return Place("indicators", COLUMNS[attribute], note, on_screen(view.viewport(), view.visualRect(index)))


def on_screen(widget: QWidget, place: QRect) -> QRect:
    """Return a rectangle of a widget where it lies on the screen."""
    return QRect(widget.mapToGlobal(place.topLeft()), place.size())
