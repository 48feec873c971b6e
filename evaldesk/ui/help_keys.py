"""The manual's page of keys: every command of every menu, read off the window that is open, then what no menu holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from evaldesk.ui.commands import plain
from evaldesk.ui.shortcuts import shortcuts

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

STEPS = ("undo", "redo")  # whose texts also name the step that they are about


def key_table(window: Window) -> str:
    """Return what menus and keys do as Markdown, a table for each."""
    known: dict[str, list[tuple[str, str]]] = {}
    for top in window.menuBar().actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            known[plain(top.text())] = list(commands_of(menu))
    beside = [(title, lines) for title, lines in shortcuts(window) if title not in known]
    return "\n".join(_table(title, lines) for title, lines in (*known.items(), *beside) if lines)


def commands_of(menu: QMenu) -> Iterator[tuple[str, str]]:
    """Yield what each entry of a menu does, with its keys; what lies in a menu below is named with that."""
    for action in menu.actions():
        if not action.isSeparator() and action.text():
            yield name_of(action), keys_of(action)


def name_of(action: QAction) -> str:
    """Return the words of a menu's entry without its letter and dots."""
    text = plain(action.text().partition("\t")[0])
    return text.split(" ")[0] if action.objectName() in STEPS else text


def keys_of(action: QAction) -> str:
    """Return the keys of a menu's entry as they stand in the menu; a text editor's own stand behind a tab."""
    native = QKeySequence.SequenceFormat.NativeText
    own = action.text().partition("\t")[2]
    return "，".join([key.toString(native) for key in action.shortcuts()] + ([own] if own else []))


def _table(title: str, lines: list[tuple[str, str]]) -> str:
    rows = [f"| {_cell(does)} | {_cell(keys)} |" for does, keys in lines]
    return "\n".join([f"## {title}", "", "| 做什么 | 按键 |", "|---|---|", *rows, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
