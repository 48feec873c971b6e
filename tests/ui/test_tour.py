"""The tour: four steps over the real window, gone through by keys, left at any time, offered once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evaldesk.files.settings import load_settings
from evaldesk.model.document import field
from evaldesk.ui.banner import banners, put_up
from evaldesk.ui.desk import Desk
from evaldesk.ui.help_manual import Manual
from evaldesk.ui.help_popover import NotePopover
from evaldesk.ui.tour import Tour, card_place, tours
from evaldesk.ui.tour_offer import begin_tour, offer_tour
from evaldesk.ui.window import Window

TITLES = ["基本信息", "指标表", "体检", "打印"]


def begun(window: Window) -> Tour:
    tour = begin_tour(window)
    assert tour is not None
    return tour


def test_four_steps_by_keys_light_up_what_they_tell_of(window: Window) -> None:
    assert window.session is not None
    before = window.session.document
    window.show_tab(1)
    tour = begun(window)
    seen = []
    for _ in TITLES:
        seen.append(tour.card.title.text())
        assert all(window.rect().contains(place) and not place.isEmpty() for place in tour.lit())
        assert tour.lit()
        assert window.rect().contains(tour.card.geometry())
        QTest.keyClick(tour, Qt.Key.Key_Right)
    assert seen == TITLES
    assert tours(window) == []
    assert window.tabs.currentIndex() == 1
    assert window.session.document is before


def test_escape_leaves_at_once_and_the_window_is_as_before(window: Window) -> None:
    window.checkup.hide()
    tour = begun(window)
    for _ in range(2):
        QTest.keyClick(tour, Qt.Key.Key_Return)
    assert tour.card.title.text() == "体检"
    assert not window.checkup.isHidden()
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert tours(window) == []
    assert window.checkup.isHidden()
    assert load_settings().state["tour"] == "seen"


def test_one_can_go_back_and_not_before_the_first(window: Window) -> None:
    tour = begun(window)
    QTest.keyClick(tour, Qt.Key.Key_Left)
    assert tour.at == 0
    assert not tour.card.back.isEnabled()
    tour.card.forth.click()
    tour.card.back.click()
    assert tour.at == 0
    tour.card.skip.click()
    assert tours(window) == []


def test_no_key_reaches_the_form_below(window: Window) -> None:
    assert window.session is not None
    before = window.session.document
    tour = begun(window)
    tour.go(1)
    for key in ("Ctrl+N", "Ctrl+D", "Ctrl+Z"):
        name = key.removeprefix("Ctrl+")
        QTest.keyClick(tour.card.forth, getattr(Qt.Key, f"Key_{name}"), Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(tour, "abc")
    assert window.session.document is before
    assert tours(window) == [tour]
    tour.end()


@pytest.mark.screen
def test_on_a_real_screen_keys_go_to_the_tour_and_help_answers_afterwards(qtbot: QtBot, window: Window) -> None:
    assert window.session is not None
    before = window.session.document
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_tab(3)
    tour = begun(window)
    tour.go(1)
    qtbot.waitUntil(tour.card.forth.hasFocus)
    for key in (Qt.Key.Key_N, Qt.Key.Key_D, Qt.Key.Key_W):
        QTest.keyClick(window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F7)
    assert window.session.document is before
    assert tours(window) == [tour]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert tours(window) == []
    window.show_where(field("contact"))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(NotePopover)))
    popover = next(one for one in window.findChildren(NotePopover) if one.isVisible())
    QTest.keyClick(popover, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Manual)))
    assert next(one for one in window.findChildren(Manual) if one.isVisible()).page == "filling"


def test_tab_stays_on_the_card(window: Window) -> None:
    tour = begun(window)
    tour.go(1)
    for _ in range(5):
        tour.card.focusNextPrevChild(True)
        focused = window.focusWidget()
        assert isinstance(focused, QPushButton)
        assert focused.parent() is tour.card
    tour.end()


def test_it_grows_with_the_window(window: Window) -> None:
    tour = begun(window)
    window.resize(1000, 700)
    assert tour.size() == window.size()
    tour.end()


def test_without_a_form_it_leads_through_an_example(desk: Desk) -> None:
    window = desk.new_window()
    tour = begun(window)
    assert window.session is not None
    assert window.session.path is None
    assert begin_tour(window) is tour
    tour.end()


def test_it_is_offered_once_and_never_over_something_that_waits(desk: Desk) -> None:
    window = desk.new_window()
    put_up(window, "rules", "请先看这一条。", [])
    offer_tour(desk)
    assert [banner.key for banner in banners(window)] == ["rules"]
    banners(window)[0].hide()
    offer_tour(desk)
    banners(window)[0].press("不用了")
    assert banners(window) == []
    offer_tour(desk)
    assert banners(window) == []
    assert Desk(desk.application).state["tour"] == "declined"
    window.menus.actions["tour"].trigger()
    assert tours(window)
    tours(window)[0].end()


@pytest.mark.parametrize(
    ("lit", "place"),
    [
        (QRect(10, 10, 200, 100), QPoint(12, 121)),
        (QRect(600, 10, 390, 680), QPoint(288, 12)),
        (QRect(10, 60, 300, 630), QPoint(321, 60)),
        (QRect(10, 60, 980, 630), QPoint(665, 465)),
    ],
    ids=["below", "left", "right", "inside"],
)
def test_the_card_stands_where_it_hides_least(lit: QRect, place: QPoint) -> None:
    assert card_place(QSize(300, 200), lit, QRect(0, 0, 1000, 700)) == place
