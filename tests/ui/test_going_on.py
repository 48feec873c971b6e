"""Going on by keys, as in a spreadsheet: Enter leads from field to field, and a command selects only where it went."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from evaldesk.model.document import field
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.window import Window

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(desk: Desk) -> Window:
    return desk.new_form("jiangmen-annex-3@2023")


def focus(window: Window) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def table_of(window: Window) -> IndicatorPanel:
    window.show_tab(3)
    found = window.findChild(IndicatorPanel)
    assert found is not None
    return found


def test_enter_goes_to_the_next_field_and_shift_enter_back(window: Window) -> None:
    window.show_where(field("planned"))
    for text in ("1104.846", "1079.846", "0", "1079.017", "0"):
        QTest.keyClicks(focus(window), text)
        QTest.keyClick(focus(window), Key.Key_Return)
    assert window.session is not None
    keys = ("planned", "allocated_own", "allocated_lower", "spent_own", "spent_lower")
    typed = [window.session.document.fields[key] for key in keys]
    assert typed == ["1104.846", "1079.846", "0", "1079.017", "0"]
    assert focus(window).objectName() == "spent_lower", "after the last one there is nothing to go to"
    QTest.keyClick(focus(window), Key.Key_Return, Held.ShiftModifier)
    assert focus(window).objectName() == "spent_own"


def test_a_command_whose_keys_are_down_selects_nothing_of_before(window: Window) -> None:
    table = table_of(window)
    view, model = table.view, table.model
    view.setCurrentIndex(model.index(0, 0, model.index(1, 0)))
    QTest.keyClick(view, Key.Key_N, Held.ControlModifier)
    rows = view.selectionModel().selectedIndexes()
    assert [model.depth_of(index) for index in rows] == [2], "the new row alone"


def test_a_row_that_was_added_by_keys_is_wiped_alone(window: Window) -> None:
    table = table_of(window)
    model = table.model
    table.view.setCurrentIndex(model.index(0, 0, model.index(1, 0)))
    table.action("row.add").trigger()
    QTest.keyClicks(focus(window), "a")
    QTest.keyClick(focus(window), Key.Key_Return)
    table.action("row.add").trigger()
    QTest.keyClicks(focus(window), "b")
    QTest.keyClick(focus(window), Key.Key_Return)
    table.action("cell.wipe").trigger()
    assert window.session is not None
    rows = window.session.document.indicators[1].children[0].children
    assert [row.name for row in rows] == ["a", ""]


def test_the_cursor_stays_in_view_when_a_notice_slides_in(window: Window, qapp: QApplication) -> None:
    table = table_of(window)
    window.resize(1280, 720)
    qapp.processEvents()
    view = table.view
    last = view.currentIndex()
    while (below := view.indexBelow(last)).isValid() and view.visualRect(below).bottom() < view.viewport().height():
        last = below
    view.setCurrentIndex(last)
    before = view.viewport().height()
    table.filter.open()
    qapp.processEvents()
    assert view.viewport().height() < before
    assert view.visualRect(last).bottom() <= view.viewport().height()
