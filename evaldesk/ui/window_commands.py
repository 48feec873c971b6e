"""The commands of the window, as one list: each one's words, its keys and what it calls."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from evaldesk import __version__
from evaldesk.ui.commands import Command

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

TABS = range(1, 10)
BACK = ("Ctrl+Shift+Tab", "Ctrl+Shift+Backtab", "Ctrl+PgUp")  # the first is the one that is shown


def commands(window: Window) -> list[Command]:
    """Return what the window offers, but for the rows of the indicator table."""
    return [
        # Ctrl+N is a new row of the indicator table, which is wanted fifty times a form.
        Command("new", "新建(&N)…", later("saving.new_form", window), ("Ctrl+Alt+N",), "new", "新建", False),
        Command("carry", "由去年的表新建(&L)…", later("carry_form.carry", window), ("Ctrl+Alt+L",), needs_form=False),
        Command("open", "打开(&O)…", later("saving.open_forms", window), ("Ctrl+O",), "open", "打开", False),
        Command("save", "保存(&S)", later("saving.save", window), ("Ctrl+S",), "save", "保存"),
        Command("save-as", "另存为(&A)…", later("saving.save_as", window), ("Ctrl+Shift+S",), "save-as"),
        Command("versions", "历史版本(&H)…", later("versions_panel.show_versions", window), ("Ctrl+Alt+H",)),
        Command("hand-in", "提交定稿(&T)…", later("handing_in.hand_in", window)),
        Command("response", "修改说明(&D)…", later("handing_in.show_response", window)),
        Command(
            "page-setup", "页面设置(&U)…", later("paper_commands.set_page", window), ("Ctrl+Alt+P",), brief="页面设置"
        ),
        Command("pdf", "导出 PDF(&E)…", later("paper_commands.export", window), ("Ctrl+E",), "pdf", "导出 PDF"),
        Command(
            "package", "导出佐证材料包(&K)…", later("evidence_package.export_package", window), ("Ctrl+Shift+Alt+E",)
        ),
        Command("import", "导入 Excel 或旧表(&I)…", later("import_form.import_files", window), needs_form=False),
        Command("export-sheet", "导出 Excel(&B)…", later("import_form.export_sheet", window)),
        Command("print", "打印(&P)…", later("paper_commands.send", window), ("Ctrl+P",), "print", "打印"),
        Command("close", "关闭窗口(&C)", window.close, ("Ctrl+W",), needs_form=False),
        Command("quit", "退出(&X)", window.desk.close_all, ("Ctrl+Q",), needs_form=False),
        Command("undo", "撤销(&U)", partial(_step, window, -1), ("Ctrl+Z",), "undo"),
        Command("redo", "重做(&R)", partial(_step, window, +1), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
        # Text editors hear these keys themselves; they are named here only to be seen.
        Command("cut", "剪切(&T)\tCtrl+X", partial(_edit_text, "cut")),
        Command("copy", "复制(&C)\tCtrl+C", partial(_edit_text, "copy")),
        Command("paste", "粘贴(&P)\tCtrl+V", partial(_edit_text, "paste")),
        Command("paste-table", "粘贴表格(&V)…", later("paste_table.paste_table", window), ("Ctrl+Shift+V",)),
        Command("copy-table", "复制表格(&D)", later("paste_table.copy_table", window), ("Ctrl+Shift+C",)),
        Command("select-all", "全选(&A)\tCtrl+A", partial(_edit_text, "selectAll")),
        Command("find", "查找(&F)…", later("search_guide.open_search", window), ("Ctrl+F",)),
        Command("find-next", "查找下一处(&N)", later("search_guide.next_place", window, 1), ("F3",)),
        Command("find-previous", "查找上一处(&B)", later("search_guide.next_place", window, -1), ("Shift+F3",)),
        Command("go-to", "转到字段或指标(&G)…", later("search_guide.open_search", window, "places"), ("Ctrl+G",)),
        *(Command(f"tab-{at}", "", partial(window.show_tab, at - 1), (f"Alt+{at}",)) for at in TABS),
        Command("next-tab", "下一页(&N)", partial(window.turn, 1), ("Ctrl+Tab", "Ctrl+PgDown")),
        Command("previous-tab", "上一页(&P)", partial(window.turn, -1), BACK),
        Command("preview", "打印预览(&V)", partial(window.show_tab, -1), ("Ctrl+Shift+P",), "preview", "预览"),
        Command("beside", "并排预览(&W)", later("paper_commands.preview_beside", window), ("Ctrl+Alt+V",)),
        Command("larger", "放大文字(&L)", partial(_resize, window, 1), ("Ctrl+Alt+=",), needs_form=False),
        Command("smaller", "缩小文字(&S)", partial(_resize, window, -1), ("Ctrl+Alt+-",), needs_form=False),
        Command("shortcuts", "快捷键(&K)…", later("shortcuts.show_shortcuts", window), ("Ctrl+F1",), needs_form=False),
        Command("checkup", "体检面板(&P)", later("checkup_guide.toggle", window), ("F7",), "checkup", "体检"),
        Command("next-finding", "下一条(&N)", later("checkup_guide.step", window, 1), ("F8",)),
        Command("previous-finding", "上一条(&B)", later("checkup_guide.step", window, -1), ("Shift+F8",)),
        Command("explain", "说明本条(&E)", later("checkup_guide.explain", window), ("Ctrl+F8",)),
        Command("mend", "一键修改(&M)", later("checkup_guide.mend", window), ("Ctrl+Shift+F8",)),
        Command("remarks", "审核意见(&V)…", later("remarks_panel.show_remarks", window), ("Ctrl+Alt+R",)),
        Command("paper-check", "核对纸质件(&K)…", later("paper_commands.check_paper", window), ("Ctrl+Alt+K",)),
        Command("rules", "检查依据(&R)…", later("checkup_rules.show_rules", window), needs_form=False),
        Command("manual", "使用手册(&M)", later("help_manual.show_manual_here", window), ("F1",), needs_form=False),
        Command("note", "这一格怎么填(&W)", later("help_popover.show_note", window), ("Shift+F1",)),
        Command("tour", "四步导览(&T)", later("tour_offer.begin_tour", window), needs_form=False),
        Command("template-packs", "模板包(&P)…", later("template_packs.show_packs", window), needs_form=False),
        Command("about", "关于 evaldesk(&A)", later("dialogs.tell_about", window, __version__), needs_form=False),
    ]


def later(name: str, *arguments: object) -> Callable[..., Any]:
    """Return a call of ``module.function`` of this room, whose module is imported when the call is made.

    Most of them lie over rooms that import the model, and the window is painted before that.
    """
    return partial(_call, name, arguments)


def _call(name: str, arguments: tuple[object, ...], *more: object) -> object:
    return called(name)(*arguments, *more)


def called(name: str) -> Callable[..., object]:
    """Return the function of this room that is called ``module.function``."""
    module, _, function = name.rpartition(".")
    found: Callable[..., object] = getattr(import_module(f"evaldesk.ui.{module}"), function)
    return found


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
