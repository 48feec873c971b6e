"""The question what becomes of a file that someone else changed meanwhile."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QTextBrowser, QWidget

from evaldesk.ui.dialog_frame import dialog_column

Settlement = Literal["merge", "aside", "overwrite", "cancel"]
ACCEPT = QDialogButtonBox.ButtonRole.AcceptRole


class ConflictDialog(QDialog):
    """Ask what to do with a file that someone else changed, or took away; ``page`` shows what they did."""

    def __init__(self, parent: QWidget, sentence: str, page: str, may_merge: bool, gone: bool) -> None:
        super().__init__(parent)
        self.settlement: Settlement = "cancel"
        self.setWindowTitle("文件已被改动")
        words = QLabel(sentence)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        column = dialog_column(self)
        column.addWidget(words)
        if page:
            text = QTextBrowser()
            text.setAccessibleName("对方的变动")
            text.document().setDocumentMargin(12)
            text.setHtml(page)
            column.addWidget(text, 1)
        buttons = self._buttons(may_merge, gone)
        column.addWidget(buttons)
        self.resize(640, 480 if page else 160)
        first = next(button for button in buttons.findChildren(QPushButton) if buttons.buttonRole(button) == ACCEPT)
        first.setDefault(True)
        first.setFocus()

    def _buttons(self, may_merge: bool, gone: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        answers: list[tuple[str, Settlement]] = [("合并(&M)", "merge")] if may_merge else []
        answers += [("另存为(&A)…", "aside"), ("保存回原处(&O)" if gone else "覆盖(&O)", "overwrite")]
        for word, settlement in answers:
            buttons.addButton(word, ACCEPT).clicked.connect(partial(self._settle, settlement))
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _settle(self, settlement: Settlement, checked: bool = False) -> None:
        self.settlement = settlement
