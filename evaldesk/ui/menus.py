"""Menus: the window's one list of commands, and the menu bar and tool bar made from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QToolBar

from evaldesk.ui.commands import SEPARATOR, Command, fill_menu, fill_toolbar, make_actions
from evaldesk.ui.icons import icon

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
TABS = range(1, 10)
BACK = ("Ctrl+Shift+Tab", "Ctrl+Shift+Backtab", "Ctrl+PgUp")  # the first is the one that is shown


def commands(window: Window) -> list[Command]:
    """Return what the window offers, but for the rows of the indicator table."""
    return [
        # Ctrl+N is a new row of the indicator table, which is wanted fifty times a form.
        Command("new", "新建(&N)…", partial(_saving, "new_form", window), ("Ctrl+Alt+N",), "new", "新建", False),
        Command("carry", "由去年的表新建(&L)…", partial(_carry, window), ("Ctrl+Alt+L",), needs_form=False),
        Command("open", "打开(&O)…", partial(_saving, "open_forms", window), ("Ctrl+O",), "open", "打开", False),
        Command("save", "保存(&S)", partial(_saving, "save", window), ("Ctrl+S",), "save", "保存"),
        Command("save-as", "另存为(&A)…", partial(_saving, "save_as", window), ("Ctrl+Shift+S",), "save-as"),
        Command("versions", "历史版本(&H)…", partial(_versions, window), ("Ctrl+Alt+H",)),
        Command("hand-in", "提交定稿(&T)…", partial(_handing_in, "hand_in", window)),
        Command("response", "修改说明(&D)…", partial(_handing_in, "show_response", window)),
        Command("page-setup", "页面设置(&U)…", partial(_paper, "set_page", window), ("Ctrl+Alt+P",), brief="页面设置"),
        Command("pdf", "导出 PDF(&E)…", partial(_paper, "export", window), ("Ctrl+E",), "pdf", "导出 PDF"),
        Command("package", "导出佐证材料包(&K)…", partial(_package, window), ("Ctrl+Shift+Alt+E",)),
        Command("import", "导入 Excel 或旧表(&I)…", partial(_sheets, "import_files", window), needs_form=False),
        Command("export-sheet", "导出 Excel(&B)…", partial(_sheets, "export_sheet", window)),
        Command("print", "打印(&P)…", partial(_paper, "send", window), ("Ctrl+P",), "print", "打印"),
        Command("close", "关闭窗口(&C)", window.close, ("Ctrl+W",), needs_form=False),
        Command("quit", "退出(&X)", window.desk.close_all, ("Ctrl+Q",), needs_form=False),
        Command("undo", "撤销(&U)", partial(_step, window, -1), ("Ctrl+Z",), "undo"),
        Command("redo", "重做(&R)", partial(_step, window, +1), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
        # Text editors hear these keys themselves; they are named here only to be seen.
        Command("cut", "剪切(&T)\tCtrl+X", partial(_edit_text, "cut")),
        Command("copy", "复制(&C)\tCtrl+C", partial(_edit_text, "copy")),
        Command("paste", "粘贴(&P)\tCtrl+V", partial(_edit_text, "paste")),
        Command("paste-table", "粘贴表格(&V)…", partial(_table, "paste_table", window), ("Ctrl+Shift+V",)),
        Command("copy-table", "复制表格(&D)", partial(_table, "copy_table", window), ("Ctrl+Shift+C",)),
        Command("select-all", "全选(&A)\tCtrl+A", partial(_edit_text, "selectAll")),
        Command("find", "查找(&F)…", partial(_search, "open_search", window), ("Ctrl+F",)),
        Command("find-next", "查找下一处(&N)", partial(_search, "next_place", window, 1), ("F3",)),
        Command("find-previous", "查找上一处(&B)", partial(_search, "next_place", window, -1), ("Shift+F3",)),
        Command("go-to", "转到字段或指标(&G)…", partial(_search, "open_search", window, "places"), ("Ctrl+G",)),
        *(Command(f"tab-{at}", "", partial(window.show_tab, at - 1), (f"Alt+{at}",)) for at in TABS),
        Command("next-tab", "下一页(&N)", partial(window.turn, 1), ("Ctrl+Tab", "Ctrl+PgDown")),
        Command("previous-tab", "上一页(&P)", partial(window.turn, -1), BACK),
        Command("preview", "打印预览(&V)", partial(window.show_tab, -1), ("Ctrl+Shift+P",), "preview", "预览"),
        Command("beside", "并排预览(&W)", partial(_paper, "preview_beside", window), ("Ctrl+Alt+V",)),
        Command("larger", "放大文字(&L)", partial(_resize, window, 1), ("Ctrl+Alt+=",), needs_form=False),
        Command("smaller", "缩小文字(&S)", partial(_resize, window, -1), ("Ctrl+Alt+-",), needs_form=False),
        Command("shortcuts", "快捷键(&K)…", partial(_shortcuts, window), ("Ctrl+F1",), needs_form=False),
        Command("checkup", "体检面板(&P)", partial(_check, "toggle", window), ("F7",), "checkup", "体检"),
        Command("next-finding", "下一条(&N)", partial(_check, "step", window, 1), ("F8",)),
        Command("previous-finding", "上一条(&B)", partial(_check, "step", window, -1), ("Shift+F8",)),
        Command("explain", "说明本条(&E)", partial(_check, "explain", window), ("Ctrl+F8",)),
        Command("mend", "一键修改(&M)", partial(_check, "mend", window), ("Ctrl+Shift+F8",)),
        Command("remarks", "审核意见(&V)…", partial(_remarks, window), ("Ctrl+Alt+R",)),
        Command("paper-check", "核对纸质件(&K)…", partial(_paper, "check_paper", window), ("Ctrl+Alt+K",)),
        Command("rules", "检查依据(&R)…", partial(_rules, window), needs_form=False),
        Command("manual", "使用手册(&M)", partial(_help, "manual", window), ("F1",), needs_form=False),
        Command("note", "这一格怎么填(&W)", partial(_help, "note", window), ("Shift+F1",)),
        Command("tour", "四步导览(&T)", partial(_help, "tour", window), needs_form=False),
        Command("template-packs", "模板包(&P)…", partial(_packs, window), needs_form=False),
        Command("about", "关于 evaldesk(&A)", partial(_about, window), needs_form=False),
    ]


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
        self.annexes = live("附页(&F)", partial(_annexes, window), window)
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


def _saving(name: str, window: Window) -> object:
    # What it calls lies in rooms that import the model, so it is imported when it is wanted.
    from evaldesk.ui import saving

    return getattr(saving, name)(window)


def _carry(window: Window) -> None:
    from evaldesk.ui.carry_form import carry

    carry(window)


def _paper(name: str, window: Window) -> object:
    from evaldesk.ui import paper_commands

    return getattr(paper_commands, name)(window)


def _annexes(window: Window, menu: QMenu) -> None:
    from evaldesk.ui.annex_menu import annex_menu

    annex_menu(window, menu)


def _package(window: Window) -> None:
    from evaldesk.ui.evidence_package import export_package

    export_package(window)


def _check(name: str, window: Window, *arguments: object) -> object:
    from evaldesk.ui import checkup_guide

    return getattr(checkup_guide, name)(window, *arguments)


def _search(name: str, window: Window, *arguments: object) -> object:
    from evaldesk.ui import search_guide

    return getattr(search_guide, name)(window, *arguments)


def _table(name: str, window: Window) -> object:
    from evaldesk.ui import paste_table

    return getattr(paste_table, name)(window)


def _sheets(name: str, window: Window) -> object:
    from evaldesk.ui import import_form

    return getattr(import_form, name)(window)


def _versions(window: Window) -> None:
    from evaldesk.ui.versions_panel import show_versions

    show_versions(window)


def _handing_in(name: str, window: Window) -> object:
    from evaldesk.ui import handing_in

    return getattr(handing_in, name)(window)


def _remarks(window: Window) -> None:
    from evaldesk.ui.remarks_panel import show_remarks

    show_remarks(window)


def _rules(window: Window) -> None:
    from evaldesk.ui.checkup_rules import show_rules

    show_rules(window)


def _step(window: Window, by: int) -> None:
    if window.session is not None:
        window.session.seal()
        window.session.stack.undo() if by < 0 else window.session.stack.redo()


def _edit_text(name: str) -> None:
    """Do to the text in focus what its own key would do."""
    call = getattr(QApplication.focusWidget(), name, None)
    if callable(call):
        call()


def _resize(window: Window, by: int) -> None:
    from evaldesk.ui.text_size import next_size

    window.desk.choose_text_size(next_size(window.desk.text_size, by))


def _shortcuts(window: Window) -> None:
    from evaldesk.ui.shortcuts import show_shortcuts

    show_shortcuts(window)


def _help(name: str, window: Window) -> object:
    if name == "tour":
        from evaldesk.ui.tour_offer import begin_tour

        return begin_tour(window)
    if name == "note":
        from evaldesk.ui.help_popover import show_note

        return show_note(window)
    from evaldesk.ui.help_manual import show_manual_here

    return show_manual_here(window)


def _packs(window: Window) -> None:
    from evaldesk.ui.template_packs import show_packs

    show_packs(window)


def _about(window: Window) -> None:
    from evaldesk import __version__
    from evaldesk.ui.dialogs import tell_about

    tell_about(window, __version__)
