"""Shortcuts: every key that does something, read off the window's own menus so that its sheet cannot go stale."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from evaldesk.ui.commands import plain
from evaldesk.ui.palette import Tones, tones
from evaldesk.ui.sheet import Sheet, show_sheet

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

Keys = tuple[str, str]
"""What a shortcut does, and its keys as they stand in a menu."""

TITLE = "快捷键"
IN_TABLE = "指标表里"
ELSEWHERE = "所在页面"
# What the table answers to without a command of its own.
TABLE: tuple[Keys, ...] = (
    ("下一格，上一格", "Tab，Shift+Tab"),
    ("下一行，上一行", "回车，Shift+回车"),
    ("到行首，到行尾", "Home，End"),
    ("到第一行，到最后一行", "Ctrl+Home，Ctrl+End"),
    ("选用下面列出的写法", "Alt+↓"),
    ("填入所选的各格", "Ctrl+Enter"),
    ("放弃正在写的内容", "Esc"),
)
EVERYWHERE: tuple[Keys, ...] = (
    ("打开菜单", "Alt+括号里的字母，F10"),
    ("下一栏，上一栏", "Tab，Shift+Tab"),
    ("单行栏里到下一栏，上一栏", "回车，Shift+回车"),
    ("按下有焦点的按钮", "空格"),
    ("采用灰色的去年文字，不采用", "Alt+↓，Esc"),
    ("关闭小窗口", "Esc"),
)


def shortcuts(window: Window) -> list[tuple[str, list[Keys]]]:
    """Return what the keys do, menu by menu as they stand in the window, then what no menu holds."""
    groups: list[tuple[str, list[Keys]]] = [("到处", list(EVERYWHERE))]
    seen: set[QAction] = set()
    for top in window.menuBar().actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            groups.append((plain(top.text()), _in_menu(menu, seen)))
    groups.append((IN_TABLE, list(TABLE)))
    rest = [action for action in window.findChildren(QAction) if action not in seen and action.text()]
    groups.append((ELSEWHERE, [keys for action in rest if (keys := _keys(action))]))
    return [(title, lines) for title, lines in groups if lines]


def _in_menu(menu: QMenu, seen: set[QAction]) -> list[Keys]:
    found: list[Keys] = []
    for action in menu.actions():
        seen.add(action)
        below = action.menu()
        if isinstance(below, QMenu):
            found += _in_menu(below, seen)
        elif keys := _keys(action):
            found.append(keys)
    return found


def _keys(action: QAction) -> Keys | None:
    """Return what an action does and its keys; None for one without."""
    native = QKeySequence.SequenceFormat.NativeText
    keys = [key.toString(native) for key in action.shortcuts()]
    # Text editors hear their keys themselves: in the menu they stand behind a tab.
    text, _, told = action.text().partition("\t")
    if told:
        keys.append(told)
    name = plain(text)
    if action.objectName() in ("undo", "redo"):
        name = name.split(" ")[0]  # they also name the step that they are about
    return (name, "，".join(keys)) if keys else None


def shortcut_page(groups: list[tuple[str, list[Keys]]], on: Tones) -> str:
    """Return the sheet as a page, a table for each menu."""
    page = []
    for title, lines in groups:
        page.append(f"<h3>{escape(title)}</h3><table width='100%' cellspacing='0' cellpadding='4'>")
        for does, keys in lines:
            cell = f"style='border-bottom:1px solid {on.line}'"
            page.append(f"<tr><td width='50%' {cell}>{escape(does)}</td><td {cell}>{escape(keys)}</td></tr>")
        page.append("</table>")
    return "".join(page)


def show_shortcuts(window: Window) -> Sheet:
    """Show every shortcut beside the form."""
    groups = shortcuts(window)
    plain_text = "\n".join(
        line for title, lines in groups for line in (title, *(f"  {does}\t{keys}" for does, keys in lines), "")
    )
    return show_sheet(window, TITLE, shortcut_page(groups, tones()), plain_text.rstrip(), f"{TITLE}.txt")
