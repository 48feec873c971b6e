"""What goes on paper is decided in one place, and remembered from form to form."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from evaldesk.history.events import HANDED_IN
from evaldesk.history.revision import handed_in
from evaldesk.history.snapshots import take
from evaldesk.model.digest import digest
from evaldesk.model.document import field
from evaldesk.report.pixels import page_count
from evaldesk.ui import dialogs
from evaldesk.ui.desk import Desk
from evaldesk.ui.printout import NAMES
from evaldesk.ui.session import Session
from evaldesk.ui.window import Window


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def listed(window: Window) -> dict[str, bool]:
    """Return what the menu of annexes offers, and what of it is ticked."""
    menu = window.menus.annexes
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return {action.text(): action.isChecked() for action in menu.actions()}


def test_the_menu_ticks_what_goes_along_and_says_what_is_empty(window: Window) -> None:
    window.settle_checkup()
    assert set(listed(window).values()) == {False}
    window.printout.choose("scoring")
    found = listed(window)
    assert found["评分过程(&S)"]
    assert "修改说明(&R)：现在没有内容" in found
    assert len(found) == len(NAMES)


def test_a_choice_is_remembered_for_the_next_form(desk: Desk, window: Window) -> None:
    window.printout.choose("scoring")
    window.printout.choose("evidence")
    window.printout.choose("evidence", False)
    assert desk.new_form("jiangmen-annex-2@2023").printout.chosen == {"scoring"}
    assert Desk(desk.application).new_window().desk.state["annexes"] == "scoring"


def test_export_brings_the_annexes_along(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    pages = []
    for name in ("", "scoring", "data"):
        if name:
            window.printout.choose(name)
        path = tmp_path / f"表{name}.pdf"
        monkeypatch.setattr(dialogs, "ask_export", lambda *_, path=path: path)
        window.menus.actions["pdf"].trigger()
        pages.append(page_count(path.read_bytes()))
    assert pages == sorted(set(pages))


def test_what_changed_since_the_hand_in_is_an_annex(window: Window, qtbot: QtBot) -> None:
    session = session_of(window)
    before = session.document
    take(handed_in(before, "2024-04-12T09:30:00+08:00", digest(before)), HANDED_IN)
    session.edit(field("contact"), "某某丙", "")
    assert window.printout.annexes("response") == 1


def test_an_order_is_the_same_until_the_paper_would_be_another(window: Window) -> None:
    window.settle_checkup()
    first = window.printout.order()
    assert window.printout.order().same(first)
    assert not first.same(None)
    window.printout.choose("scoring")
    assert not window.printout.order().same(first)
    window.printout.choose("scoring", False)
    assert window.printout.order().same(first)
    session_of(window).edit(field("contact"), "x", "")
    assert not window.printout.order().same(first)
