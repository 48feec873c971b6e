"""The size of the text: 90 to 200 per cent, taken at once by everything that is open, and remembered."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.line_editors import LineEditor
from evaldesk.ui.strip import FigureLabel
from evaldesk.ui.text_size import BODY_SIZE, SIZES, as_size, next_size
from evaldesk.ui.window import Window


@pytest.mark.parametrize(
    ("text", "size"), [("", 100), ("150", 150), ("x", 100), ("5", 90), ("900", 200), ("-1", 100), ("１５０", 100)]
)
def test_a_remembered_size_is_one_that_can_be_read(text: str, size: int) -> None:
    assert as_size(text) == size


def test_sizes_follow_one_another_and_end() -> None:
    up = [SIZES[0]]
    while (size := next_size(up[-1], 1)) != up[-1]:
        up.append(size)
    assert tuple(up) == SIZES
    assert next_size(SIZES[0], -1) == SIZES[0]
    assert next_size(120, 1) == 125
    assert next_size(120, -1) == 110


def test_everything_follows_at_once_and_comes_back(desk: Desk, window: Window, qapp: QApplication) -> None:
    labels = window.findChildren(QLabel)

    def sizes() -> dict[QLabel, float]:
        return {label: label.font().pointSizeF() for label in labels}

    window.settle_checkup()  # the badges are there
    before, body = sizes(), float(qapp.property(BODY_SIZE))
    field = next(item for item in window.findChildren(LineEditor) if item.isVisible())
    height, table = field.height(), window.findChild(IndicatorView)
    assert table is not None
    rows = table.ink.row_height
    desk.choose_text_size(200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * body)
    assert {label: pytest.approx(2 * size, rel=0.01) for label, size in before.items()} == sizes()
    qapp.processEvents()
    assert field.sizeHint().height() > 1.4 * height
    assert table.ink.row_height > 1.7 * rows
    desk.choose_text_size(100)
    assert {label: pytest.approx(size, rel=0.01) for label, size in before.items()} == sizes()


def test_the_size_is_remembered_for_the_next_start(desk: Desk, qapp: QApplication) -> None:
    desk.choose_text_size(150)
    again = Desk(qapp)
    assert again.text_size == 150
    assert qapp.font().pointSizeF() == pytest.approx(1.5 * qapp.property(BODY_SIZE))


def test_a_window_opened_later_is_written_in_the_same_size(desk: Desk, qapp: QApplication) -> None:
    desk.choose_text_size(175)
    window = desk.new_form("jiangmen-annex-3@2023")
    figure = window.findChild(FigureLabel)
    assert figure is not None
    assert QFont(figure.caption.font()).pointSizeF() == pytest.approx(1.75 * qapp.property(BODY_SIZE))


def test_keys_and_menu_choose_a_size(desk: Desk, window: Window) -> None:
    window.menus.actions["larger"].trigger()
    assert desk.text_size == 110
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title().startswith("文字大小"))
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["110%(&3)"]
    next(action for action in menu.actions() if action.text().startswith("200%")).trigger()
    window.menus.actions["larger"].trigger()
    assert desk.text_size == 200
    window.menus.actions["smaller"].trigger()
    assert desk.text_size == 175
