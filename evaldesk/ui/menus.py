"""Menus: the menu bar and the tool bar, made from the window's list of commands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolBar

from evaldesk.ui.commands import SEPARATOR, fill_menu, fill_toolbar, make_actions
from evaldesk.ui.icons import icon
from evaldesk.ui.window_commands import TABS, commands, later

if TYPE_CHECKING:
    from evaldesk.ui.session import Session
    from evaldesk.ui.window import Window

FILE = (
    SEPARATOR,
    "save",
    "save-as",
    "versions",
    "hand-in",
    "response",
)
TABLES = ("paste-table", "copy-table")
SHEETS = ("import", "export-sheet")
PAPER = ("pdf", *SHEETS, "package", "print", SEPARATOR, "close", "quit")
SEARCH = ("find", "find-next", "find-previous", "go-to")
EDIT = ("undo", "redo", SEPARATOR, "cut", "copy", "paste", *TABLES, "select-all", SEPARATOR, *SEARCH)
CHECK = (
    "checkup",
    SEPARATOR,
    "next-finding",
    "previous-finding",
    SEPARATOR,
    "explain",
    "mend",
    SEPARATOR,
    "remarks",
    SEPARATOR,
    "paper-check",
    SEPARATOR,
    "rules",
)
BAR = ("new", "open", "save", SEPARATOR, "undo", "redo", SEPARATOR, "checkup", "preview", "pdf", "print")
RULED = {
    *("save", "hand-in", "response", "pdf", "package", "print", "page-setup", "preview", "beside"),
    *CHECK,
} - {"rules"}
"""What is not offered for a form whose template this machine lacks; a copy of it can be saved."""


class Menus:
    """Hold a window's actions and its menus."""

    def __init__(self, window: Window) -> None:
        self.commands = commands(window)
        self.actions = make_actions(self.commands, window, window.run)
        bar = window.menuBar()
        self.file = bar.addMenu("文件(&F)")
        self.edit = bar.addMenu("编辑(&E)")
        self.indicators = bar.addMenu("指标(&I)")
        self.check = bar.addMenu("检查(&C)")
        self.view = bar.addMenu("查看(&V)")
        self.help = bar.addMenu("帮助(&H)")
        self.annexes: QMenu | None = None
        self.bar = QToolBar("工具栏")
        fill_toolbar(self.bar, self.actions, BAR)
        window.addToolBar(self.bar)
        self.draw_icons()
        self.show_state(None)

    def furnish(self, window: Window) -> None:
        """Fill the menus, which nobody has opened before the first paint."""
        from PySide6.QtCore import Qt

        from evaldesk.ui.live_menus import examples_menu, live, recent_menu

        fill_menu(self.file, self.actions, ("new", "carry", "open"))
        self.file.addMenu(live("最近打开(&R)", partial(recent_menu, window), window))
        fill_menu(self.file, self.actions, (*FILE, SEPARATOR, "page-setup"))
        self.annexes = live("附页(&F)", later("annex_menu.annex_menu", window), window)
        self.file.addMenu(self.annexes)
        fill_menu(self.file, self.actions, PAPER)
        fill_menu(self.edit, self.actions, EDIT)
        fill_menu(self.check, self.actions, CHECK)
        fill_menu(self.help, self.actions, ("manual", "note", SEPARATOR, "tour"))
        self.help.addMenu(live("打开填写示例(&E)", partial(examples_menu, window), window))
        fill_menu(self.help, self.actions, (SEPARATOR, "template-packs", "about"))
        self._fill_view(window, ())
        self.bar.setObjectName("tools")
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def take_in(self, window: Window, titles: tuple[str, ...], rows: list[QAction]) -> None:
        """Name the tabs of a form in 查看, and put the commands on its rows into 指标."""
        self._fill_view(window, titles)
        self.indicators.addActions(rows)

    def show_state(self, session: Session | None) -> None:
        """Offer what can be done with a form or without one."""
        for command in self.commands:
            ready = session is None or session.understood or command.id not in RULED
            self.actions[command.id].setEnabled(ready and (session is not None or not command.needs_form))
        self.indicators.menuAction().setEnabled(session is not None)
        if self.annexes is not None:
            self.annexes.setEnabled(session is not None and session.understood)
        self.show_steps(session)

    def show_steps(self, session: Session | None) -> None:
        """Name the steps that can be undone and done again."""
        stack = session.stack if session else None
        for id, text in (("undo", "撤销(&U)"), ("redo", "重做(&R)")):
            can = stack is not None and (stack.can_undo() if id == "undo" else stack.can_redo())
            step = (stack.undo_text() if id == "undo" else stack.redo_text()) if stack else ""
            self.actions[id].setEnabled(can)
            self.actions[id].setText(f"{text} {step.replace('&', '&&')}".rstrip())
            self.actions[id].setToolTip(f"{text[:2]} {step}".rstrip())

    def draw_icons(self) -> None:
        """Draw the icons in the colours that are on."""
        for command in self.commands:
            if command.icon:
                self.actions[command.id].setIcon(icon(command.icon))

    def _fill_view(self, window: Window, titles: tuple[str, ...]) -> None:
        from evaldesk.ui.live_menus import live, looks_menu, sizes_menu

        self.view.clear()
        for at, title in zip(TABS, titles, strict=False):
            action = self.actions[f"tab-{at}"]
            action.setText(f"{title}(&{at})")
            self.view.addAction(action)
        fill_menu(self.view, self.actions, (SEPARATOR, "next-tab", "previous-tab", SEPARATOR, "beside"))
        self.view.addSeparator()
        self.view.addMenu(looks_menu(window))
        self.view.addMenu(live("文字大小(&T)", partial(sizes_menu, window), window))
        fill_menu(self.view, self.actions, (SEPARATOR, "shortcuts"))
