"""Dialogs: every window that waits for an answer, each a function that a test can replace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from evaldesk.ui.dialog_frame import Role, ask
from evaldesk.ui.palette import tones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter

    from evaldesk.exchange.pasted import Pasted
    from evaldesk.history.merge import Choice, Conflict
    from evaldesk.history.pack_offer import PackOffer
    from evaldesk.model.document import Document
    from evaldesk.model.template import Template
    from evaldesk.report.paper import PageSetup
    from evaldesk.ui.carry_dialog import Wish
    from evaldesk.ui.conflict_dialog import Settlement
    from evaldesk.ui.paste_dialog import PasteDialog
    from evaldesk.ui.printout import Order
    from evaldesk.ui.session import Session

FORMS = "绩效自评表 (*.evform *.json *.pdf *.xlsx);;所有文件 (*)"
FOREIGN = "Excel 工作簿、旧表的 PDF 或文本 (*.xlsx *.xlsm *.pdf *.txt);;所有文件 (*)"
SHEET = "Excel 工作簿 (*.xlsx)"
SAVE_AS = "绩效自评表 (*.evform);;JSON 文件 (*.json)"
PDF = "PDF 文件 (*.pdf)"
SCANS = "扫描件 (*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.pdf);;所有文件 (*)"
PACKAGE = "材料包 (*.zip)"
TEXT = "文本文件 (*.txt)"
PACKS = "模板包 (*.evtemplates)"
OPEN = f"{FORMS};;{PACKS}"

Answer = Literal["save", "discard", "cancel"]
Going = Literal["go", "list", "cancel"]


def ask_template(parent: QWidget, templates: Sequence[Template]) -> str | None:
    """Ask which form to start; return the template's name."""
    from evaldesk.ui.template_dialog import TemplateDialog

    box = TemplateDialog(parent, templates)
    name = box.name if box.exec() else None
    box.deleteLater()
    return name


def ask_open(parent: QWidget, folder: str) -> list[Path]:
    """Ask which forms to open."""
    names, _ = QFileDialog.getOpenFileNames(parent, "打开自评表", folder, OPEN)
    return [Path(name) for name in names]


def ask_last_year(parent: QWidget, folder: str) -> Path | None:
    """Ask for last year's form."""
    name, _ = QFileDialog.getOpenFileName(parent, "选择去年的表", folder, FORMS)
    return Path(name) if name else None


def ask_carry(parent: QWidget, last: Document, template: Template) -> Wish | None:
    """Ask what of last year's form goes into this year's."""
    from evaldesk.ui.carry_dialog import CarryDialog

    box = CarryDialog(parent, last, template)
    wish = box.wish if box.exec() else None
    box.deleteLater()
    return wish


def ask_import(parent: QWidget, folder: str) -> list[Path]:
    """Ask which files of other programs to import."""
    names, _ = QFileDialog.getOpenFileNames(parent, "导入", folder, FOREIGN)
    return [Path(name) for name in names]


def ask_export_sheet(parent: QWidget, proposal: str) -> Path | None:
    """Ask where to write the workbook."""
    name, _ = QFileDialog.getSaveFileName(parent, "导出 Excel", proposal, SHEET)
    return Path(name) if name else None


def ask_scans(parent: QWidget, folder: str) -> list[Path]:
    """Ask which scans, or PDFs, to hold against the form."""
    names, _ = QFileDialog.getOpenFileNames(parent, "选择扫描件", folder, SCANS)
    return [Path(name) for name in names]


def ask_evidence(parent: QWidget, folder: str, several: bool = True) -> list[Path]:
    """Ask which files prove an indicator."""
    if several:
        names, _ = QFileDialog.getOpenFileNames(parent, "添加佐证材料", folder)
        return [Path(name) for name in names]
    name, _ = QFileDialog.getOpenFileName(parent, "重新指定佐证材料文件", folder)
    return [Path(name)] if name else []


def ask_package(parent: QWidget, proposal: str) -> Path | None:
    """Ask where to write the package of a form and its evidence."""
    name, _ = QFileDialog.getSaveFileName(parent, "导出佐证材料包", proposal, PACKAGE)
    return Path(name) if name else None


def ask_save(parent: QWidget, proposal: str) -> Path | None:
    """Ask where to save a form."""
    name, _ = QFileDialog.getSaveFileName(parent, "另存为", proposal, SAVE_AS)
    return Path(name) if name else None


def ask_export(parent: QWidget, proposal: str) -> Path | None:
    """Ask where to write the PDF."""
    name, _ = QFileDialog.getSaveFileName(parent, "导出 PDF", proposal, PDF)
    return Path(name) if name else None


def ask_text(parent: QWidget, proposal: str) -> Path | None:
    """Ask where to keep a text."""
    name, _ = QFileDialog.getSaveFileName(parent, "另存为文本", proposal, TEXT)
    return Path(name) if name else None


def ask_unsaved(parent: QWidget, name: str) -> Answer:
    """Ask what to do with changes that are not saved."""
    told = "不保存的话，上次保存以后填写的内容会丢失。"
    buttons: list[tuple[str, Role, Answer]] = [
        ("保存(&S)", Role.AcceptRole, "save"),
        ("不保存(&N)", Role.DestructiveRole, "discard"),
        ("取消", Role.RejectRole, "cancel"),
    ]
    words = ("保存修改", f"“{name}”有尚未保存的修改，要保存吗？", told)
    return ask(parent, ("save", tones().accent), words, buttons)


def ask_draft(parent: QWidget, sentence: str, doing: str) -> Going:
    """Ask whether a form with open errors is printed or exported (``doing``) as a draft, or looked at first."""
    buttons: list[tuple[str, Role, Going]] = [
        (f"{doing}草稿(&P)", Role.AcceptRole, "go"),
        ("查看体检(&L)", Role.ActionRole, "list"),
        ("取消", Role.RejectRole, "cancel"),
    ]
    words = (doing, f"{sentence.rstrip('。')}，仍要{doing}吗？", "")
    return ask(parent, ("warning", tones().explain), words, buttons)


def ask_page(parent: QWidget, order: Order) -> PageSetup | None:
    """Ask for the settings of a form's pages, which are shown beside them."""
    from evaldesk.ui.page_dialog import PageDialog

    box = PageDialog(parent, order)
    chosen = box.setup if box.exec() else None
    box.deleteLater()
    return chosen


def ask_paste(parent: QWidget, session: Session, table: Pasted, group: str, may_be_cells: bool) -> PasteDialog:
    """Ask where a table from the clipboard goes, and what its columns are; the answer is in the dialog."""
    from evaldesk.ui.paste_dialog import PasteDialog

    box = PasteDialog(parent, session, table, group, may_be_cells)
    box.exec()
    box.deleteLater()
    return box


def ask_hand_in(parent: QWidget, revision: int, waiting: str) -> bool:
    """Ask whether the form is handed in as it is; ``waiting`` says what is still open in it."""
    told = f"注意：{waiting}。\n" if waiting else ""
    told += "表格会一并保存，这一版会一直留在历史版本里，以后可以对照它生成修改说明。"
    words = ("提交定稿", f"把现在的内容定为第 {revision} 稿吗？", told)
    buttons = [("定稿(&T)", Role.AcceptRole, True), ("取消", Role.RejectRole, False)]
    return ask(parent, ("done", tones().accent), words, buttons, default=1 if waiting else 0)


def ask_conflict(parent: QWidget, sentence: str, page: str, may_merge: bool, gone: bool) -> Settlement:
    """Ask what to do with a file that someone else changed, or took away; ``page`` shows what they did."""
    from evaldesk.ui.conflict_dialog import ConflictDialog

    box = ConflictDialog(parent, sentence, page, may_merge, gone)
    settlement = box.settlement if box.exec() else "cancel"
    box.deleteLater()
    return settlement


def choose_sides(parent: QWidget, conflicts: Sequence[Conflict]) -> dict[str, Choice] | None:
    """Ask at each place that both changed whose text counts; None when the merge is not wanted."""
    from evaldesk.ui.sides_dialog import SidesDialog

    box = SidesDialog(parent, conflicts)
    choices = box.choices if box.exec() else None
    box.deleteLater()
    return choices


def ask_printer(parent: QWidget, printer: QPrinter, pages: int) -> bool:
    """Ask which printer, which of the pages, how many copies and which sides; the printer holds the answer."""
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    return bool(dialog.exec())


def ask_pack_file(parent: QWidget, folder: str) -> Path | None:
    """Ask which template pack to install."""
    name, _ = QFileDialog.getOpenFileName(parent, "选择模板包", folder, f"{PACKS};;所有文件 (*)")
    return Path(name) if name else None


def ask_pack(parent: QWidget, offer: PackOffer) -> bool:
    """Ask whether a template pack is installed, after all that it would do."""
    from evaldesk.ui.template_pack_offer import PackQuestion
    from evaldesk.ui.template_pack_page import offer_page

    go = "" if offer.objection else "安装(&I)"
    return _wanted(PackQuestion(parent, "安装模板包", offer_page(offer, tones()), go))


def ask_roll_back(parent: QWidget, title: str, lost: Sequence[str], forms: Sequence[str]) -> bool:
    """Ask whether a template pack is taken back: which templates are ``lost`` with it, which ``forms`` need them."""
    from evaldesk.ui.template_pack_offer import PackQuestion
    from evaldesk.ui.template_pack_page import taking_back_page

    page = taking_back_page(title, lost, forms, tones())
    return _wanted(PackQuestion(parent, "撤回模板包", page, "撤回(&R)", harmless=not forms))


def _wanted(box: QDialog) -> bool:
    wanted = bool(box.exec())
    box.deleteLater()
    return wanted


def tell_about(parent: QWidget, version: str) -> None:
    """Show what this program is, and the licences of its parts."""
    from evaldesk.ui.about import AboutDialog

    AboutDialog(parent, version).exec()
