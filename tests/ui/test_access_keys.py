"""Menus and keys: every entry has a letter of its own in its menu, every shortcut does one thing, and all are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QTextBrowser

from evaldesk.ui.shortcuts import shortcuts, show_shortcuts
from evaldesk.ui.window import Window


def menus(window: Window) -> Iterator[tuple[str, list[QAction]]]:
    """Yield the bar and every menu below it, live ones filled."""
    tops = window.menuBar().actions()
    yield "bar", tops
    waiting = [action.menu() for action in tops]
    while waiting:
        menu = waiting.pop()
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()
            actions = [action for action in menu.actions() if not action.isSeparator()]
            yield menu.title(), actions
            waiting += [action.menu() for action in actions]


def letter(text: str) -> str:
    """Return the letter under which a menu's entry is found, empty without one."""
    found = re.search(r"&([^&])", text.replace("&&", ""))
    return found[1].upper() if found else ""


def test_every_entry_has_a_letter_of_its_own_in_its_menu(window: Window) -> None:
    found = {}
    for title, actions in menus(window):
        letters = Counter(letter(action.text()) for action in actions)
        twice = [action.text() for action in actions if letter(action.text()) and letters[letter(action.text())] > 1]
        # The names of forms and examples are the officer's own words.
        lacking = [action.text() for action in actions if not letter(action.text())]
        if twice or (lacking and "示例" not in title and "最近" not in title and "附页" not in title):
            found[title] = (twice, lacking)
    assert found == {}


def test_no_shortcut_does_two_things(window: Window) -> None:
    everywhere: dict[str, set[str]] = {}
    inside: dict[tuple[object, str], set[str]] = {}
    for action in window.findChildren(QAction):
        for key in action.shortcuts():
            if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
                everywhere.setdefault(key.toString(), set()).add(action.objectName() or action.text())
            else:
                inside.setdefault((action.parent(), key.toString()), set()).add(action.text())
    assert {key: ids for key, ids in everywhere.items() if len(ids) > 1} == {}
    assert {key: texts for key, texts in inside.items() if len(texts) > 1} == {}
    # Qt answers neither of two that wait for the same key where both are in reach.
    assert {key for _, key in inside} & set(everywhere) == set()


def test_no_shortcut_takes_the_letter_of_a_menu(window: Window) -> None:
    letters = {f"Alt+{letter(action.text())}" for action in window.menuBar().actions()}
    keys = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    assert keys & letters == set()


def test_the_sheet_tells_every_shortcut_there_is(window: Window) -> None:
    told = {keys for _, lines in shortcuts(window) for _, joined in lines for keys in joined.split("，")}
    native = QKeySequence.SequenceFormat.NativeText
    there = {
        key.toString(native) for action in window.findChildren(QAction) if action.text() for key in action.shortcuts()
    }
    assert len(there) > 40
    assert there - told == set()


def test_the_sheet_stands_in_the_menu_and_can_be_copied(window: Window) -> None:
    window.menus.actions["shortcuts"].trigger()
    sheet = show_shortcuts(window)
    page = sheet.findChild(QTextBrowser)
    assert page is not None
    assert "保存" in page.toPlainText()
    assert "Ctrl+S" in page.toPlainText()
    assert "  保存\tCtrl+S" in sheet.plain.splitlines()
    assert "  导出 PDF\tCtrl+E" in sheet.plain.splitlines()
    assert "Shift+回车" in sheet.plain
    sheet.close()
