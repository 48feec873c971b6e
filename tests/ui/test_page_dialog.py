"""页面设置: chosen by keys, seen at once, kept in the form as one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from evaldesk.files.store import open_document
from evaldesk.report.paper import PageSetup
from evaldesk.report.setup import setup_of
from evaldesk.ui import dialogs
from evaldesk.ui.page_dialog import PageDialog
from evaldesk.ui.session import Session
from evaldesk.ui.window import Window

CHOSEN = PageSetup(sheet="A3", margins=(20.0, 10.0, 15.0, 10.0), size=10.5, without=frozenset({"evidence"}))


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def with_dialog(window: Window, act: Callable[[PageDialog], None]) -> None:
    """Choose the command, and act on the dialog once it is there."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, PageDialog)
        act(box)

    QTimer.singleShot(50, answer)
    window.menus.actions["page-setup"].trigger()


def press(box: PageDialog, which: QDialogButtonBox.StandardButton) -> None:
    box.buttons.button(which).click()


def test_what_is_chosen_is_one_step_and_lies_in_the_file(window: Window, form: Path) -> None:
    def choose(box: PageDialog) -> None:
        QTest.keyClicks(box.sheet, "A3")
        box.margins[0].selectAll()
        QTest.keyClicks(box.margins[0], "20")
        box.size_.selectAll()
        QTest.keyClicks(box.size_, "10.5")
        box.columns["evidence"].click()
        assert box.named.text() == "五号"
        press(box, QDialogButtonBox.StandardButton.Ok)

    session = session_of(window)
    before = session.document
    with_dialog(window, choose)
    assert setup_of(session.document) == CHOSEN
    assert session.stack.undo_text() == "页面设置"
    window.menus.actions["save"].trigger()
    assert setup_of(open_document(form)) == CHOSEN
    window.menus.actions["undo"].trigger()
    assert session.document is before


def test_the_pages_follow_while_one_chooses(window: Window, qtbot: QtBot) -> None:
    seen: list[float] = []

    def look(box: PageDialog) -> None:
        qtbot.waitUntil(lambda: 0 in box.view.pictures, timeout=20_000)
        box.sheet.setCurrentIndex(1)
        qtbot.waitUntil(lambda: box.view.paper is not None and box.view.paper.laid.width > 1190, timeout=20_000)
        assert box.view.paper is not None
        seen.append(box.view.paper.laid.width)
        box.reject()

    with_dialog(window, look)
    assert seen
    assert session_of(window).stack.count() == 0


def test_the_defaults_come_back(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as answered:
        answered.setattr(dialogs, "ask_page", lambda *_: CHOSEN)
        window.menus.actions["page-setup"].trigger()

    def restore(box: PageDialog) -> None:
        assert box.setup == CHOSEN
        press(box, QDialogButtonBox.StandardButton.RestoreDefaults)
        press(box, QDialogButtonBox.StandardButton.Ok)

    with_dialog(window, restore)
    assert setup_of(session_of(window).document) == PageSetup()


def test_ok_without_a_change_is_no_step(window: Window) -> None:
    with_dialog(window, lambda box: press(box, QDialogButtonBox.StandardButton.Ok))
    assert session_of(window).stack.count() == 0


def test_a_font_that_this_machine_lacks_stays_as_it_is_in_the_file(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evaldesk.ui.page_dialog.own_font", lambda name: "")
    with monkeypatch.context() as answered:
        answered.setattr(dialogs, "ask_page", lambda *_: PageSetup(font="仿宋"))
        window.menus.actions["page-setup"].trigger()
    told: list[str] = []
    before = session_of(window).document

    def look(box: PageDialog) -> None:
        told.append(box.font_.currentText())
        press(box, QDialogButtonBox.StandardButton.Ok)

    with_dialog(window, look)
    assert told == ["仿宋（本机没有，或不许嵌入）"]
    assert session_of(window).document is before
