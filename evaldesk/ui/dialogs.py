"""Dialogs: every window that waits for an answer, each a function that a test can replace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from evaldesk.ui.icons import picture
from evaldesk.ui.palette import tones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter

    from evaldesk.model.template import Template

FORMS = "绩效自评表 (*.evform *.json);;所有文件 (*)"
SAVE_AS = "绩效自评表 (*.evform);;JSON 文件 (*.json)"
PDF = "PDF 文件 (*.pdf)"

Answer = Literal["save", "discard", "cancel"]


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
    names, _ = QFileDialog.getOpenFileNames(parent, "打开自评表", folder, FORMS)
    return [Path(name) for name in names]


def ask_save(parent: QWidget, proposal: str) -> Path | None:
    """Ask where to save a form."""
    name, _ = QFileDialog.getSaveFileName(parent, "另存为", proposal, SAVE_AS)
    return Path(name) if name else None


def ask_export(parent: QWidget, proposal: str) -> Path | None:
    """Ask where to write the PDF."""
    name, _ = QFileDialog.getSaveFileName(parent, "导出 PDF", proposal, PDF)
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


def ask_printer(parent: QWidget, printer: QPrinter) -> bool:
    """Ask which printer, which pages and how many copies; the printer holds the answer."""
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, parent)
    return bool(dialog.exec())


def tell_about(parent: QWidget, version: str) -> None:
    """Show what this program is."""
    QMessageBox.about(
        parent,
        "关于 evaldesk",
        f"<p><b>evaldesk {version}</b></p><p>财政支出绩效自评表的离线编辑器。</p>"
        "<p>所有内容只保存在本机，不联网。</p><p>以 Apache-2.0 许可发布。</p>",
    )
