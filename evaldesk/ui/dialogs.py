"""Dialogs: every window that waits for an answer, each a function that a test can replace."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from evaldesk.ui.fonts import scaled
from evaldesk.ui.icons import picture
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
Settlement = Literal["merge", "aside", "overwrite", "cancel"]


def ask_template(parent: QWidget, templates: Sequence[Template]) -> str | None:
    """Ask which form to start; return the template's name."""
    box = QDialog(parent)
    box.setWindowTitle("新建自评表")
    listed = QListWidget()
    listed.setAccessibleName("表的种类")
    for template in templates:
        item = QListWidgetItem(f"{template.title}（{template.region} {template.edition} 年度）", listed)
        item.setToolTip(template.source)
        item.setSizeHint(QSize(0, 32))
        item.setData(Qt.ItemDataRole.UserRole, template.name)
    listed.setCurrentRow(0)
    listed.itemActivated.connect(box.accept)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText("新建(&N)")
    buttons.accepted.connect(box.accept)
    buttons.rejected.connect(box.reject)
    column = QVBoxLayout(box)
    column.setContentsMargins(24, 24, 24, 16)
    column.setSpacing(16)
    column.addWidget(QLabel("请选择要填报的表："))
    column.addWidget(listed)
    column.addWidget(buttons)
    box.resize(480, 280)
    if not box.exec() or listed.currentItem() is None:
        return None
    return str(listed.currentItem().data(Qt.ItemDataRole.UserRole))


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
    box = QMessageBox(QMessageBox.Icon.NoIcon, "保存修改", f"“{name}”有尚未保存的修改，要保存吗？", parent=parent)
    box.setIconPixmap(picture("save", 32, box.devicePixelRatioF(), tones().accent))
    box.setInformativeText("不保存的话，上次保存以后填写的内容会丢失。")
    save = box.addButton("保存(&S)", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("不保存(&N)", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    if clicked is save:
        return "save"
    return "discard" if clicked is discard else "cancel"


def ask_draft(parent: QWidget, sentence: str, doing: str) -> Going:
    """Ask whether a form with open errors is printed or exported (``doing``) as a draft, or looked at first."""
    question = f"{sentence.rstrip('。')}，仍要{doing}吗？"
    box = QMessageBox(QMessageBox.Icon.NoIcon, doing, question, parent=parent)
    box.setIconPixmap(picture("warning", 32, box.devicePixelRatioF(), tones().explain))
    go = box.addButton(f"{doing}草稿(&P)", QMessageBox.ButtonRole.AcceptRole)
    look = box.addButton("查看体检(&L)", QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(go)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return "go" if clicked is go else "list" if clicked is look else "cancel"


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
    box = QMessageBox(QMessageBox.Icon.NoIcon, "提交定稿", f"把现在的内容定为第 {revision} 稿吗？", parent=parent)
    box.setIconPixmap(picture("done", 32, box.devicePixelRatioF(), tones().accent))
    told = f"注意：{waiting}。\n" if waiting else ""
    box.setInformativeText(f"{told}表格会一并保存，这一版会一直留在历史版本里，以后可以对照它生成修改说明。")
    yes = box.addButton("定稿(&T)", QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no if waiting else yes)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes


def ask_conflict(parent: QWidget, sentence: str, page: str, may_merge: bool, gone: bool) -> Settlement:
    """Ask what to do with a file that someone else changed, or took away; ``page`` shows what they did."""
    box = QDialog(parent)
    box.setWindowTitle("文件已被改动")
    words = QLabel(sentence)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    column = _column(box)
    column.addWidget(words)
    if page:
        text = QTextBrowser()
        text.setAccessibleName("对方的变动")
        text.document().setDocumentMargin(12)
        text.setHtml(page)
        column.addWidget(text, 1)
    buttons = QDialogButtonBox()
    answers: dict[QPushButton, Settlement] = {}
    if may_merge:
        answers[buttons.addButton("合并(&M)", QDialogButtonBox.ButtonRole.AcceptRole)] = "merge"
    answers[buttons.addButton("另存为(&A)…", QDialogButtonBox.ButtonRole.AcceptRole)] = "aside"
    words_over = "保存回原处(&O)" if gone else "覆盖(&O)"
    answers[buttons.addButton(words_over, QDialogButtonBox.ButtonRole.AcceptRole)] = "overwrite"
    buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
    next(iter(answers)).setDefault(True)
    chosen: list[Settlement] = ["cancel"]
    for button, answer in answers.items():
        button.clicked.connect(partial(_answered, chosen, answer))
    buttons.accepted.connect(box.accept)
    buttons.rejected.connect(box.reject)
    column.addWidget(buttons)
    box.resize(640, 480 if page else 160)
    next(iter(answers)).setFocus()
    return chosen[0] if box.exec() else "cancel"


def _answered(chosen: list[Settlement], answer: Settlement, checked: bool = False) -> None:
    chosen[0] = answer


def _column(box: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(box)
    column.setContentsMargins(24, 24, 24, 16)
    column.setSpacing(16)
    return column


def choose_sides(parent: QWidget, conflicts: Sequence[Conflict]) -> dict[str, Choice] | None:
    """Ask at each place that both changed whose text counts; None when the merge is not wanted."""
    box = QDialog(parent)
    box.setWindowTitle("双方改得不同")
    column = _column(box)
    column.addWidget(QLabel(f"有 {len(conflicts)} 处双方改得不同，请逐处选择；其余已自动合并。"))
    page = QWidget()
    page.setObjectName("sheet")
    rows = QVBoxLayout(page)
    rows.setContentsMargins(16, 8, 16, 16)
    rows.setSpacing(8)
    theirs: dict[str, QRadioButton] = {}
    for conflict in conflicts:
        theirs[conflict.key] = _sides(rows, conflict)
    rows.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    column.addWidget(area, 1)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText("合并(&M)")
    buttons.accepted.connect(box.accept)
    buttons.rejected.connect(box.reject)
    column.addWidget(buttons)
    box.resize(640, 480)
    if not box.exec():
        return None
    return {key: "theirs" if button.isChecked() else "mine" for key, button in theirs.items()}


def _sides(rows: QVBoxLayout, conflict: Conflict) -> QRadioButton:
    """Add one place with both texts; return the button that takes theirs."""
    heading = QLabel(conflict.label)
    heading.setFont(scaled(heading.font(), 1.0, bold=True))
    heading.setWordWrap(True)
    before = QLabel(f"原来：{conflict.base or '（空）'}")
    before.setProperty("tone", "faint")
    rows.addWidget(heading)
    rows.addWidget(before)
    group = QButtonGroup(heading)
    buttons = []
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setColumnStretch(1, 1)
    for row, (name, text) in enumerate((("我的", conflict.mine), ("对方", conflict.theirs))):
        button = QRadioButton(name)
        button.setAccessibleName(f"{conflict.label}：{name}，{text or '空'}")
        words = QLabel(text or "（空）")
        words.setBuddy(button)
        group.addButton(button)
        buttons.append(button)
        grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
    for label in (heading, before):
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
    buttons[0].setChecked(True)
    rows.addLayout(grid)
    return buttons[1]


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
