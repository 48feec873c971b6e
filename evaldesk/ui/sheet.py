"""A sheet: a page to read beside the form, which can be copied and kept as a text; it waits for nothing."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

SIZE = (760, 640)


class Sheet(QDialog):
    """Show a page of text. ``plain`` is what is copied, else the page's own words; ``name`` lets it be saved."""

    def __init__(self, window: Window, title: str, page: str, plain: str = "", name: str = "") -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._window = window
        self._name = name
        self.text = QTextBrowser()
        self.text.setAccessibleName(title)
        self.text.document().setDocumentMargin(16)
        self.text.setHtml(page)
        self.plain = plain or self.text.toPlainText()
        self.copy = QPushButton("复制")
        self.copy.clicked.connect(self._copy)
        self.keep = QPushButton("另存为文本…")
        self.keep.clicked.connect(self._save)
        self.keep.setVisible(bool(name))
        shut = QPushButton("关闭")
        shut.clicked.connect(self.close)
        shut.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        buttons.addWidget(shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.text)
        column.addLayout(buttons)
        self.resize(*SIZE)
        self.text.setFocus()

    def _copy(self, checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(self.plain)
        self.copy.setText("已复制")

    def _save(self, checked: bool = False) -> None:
        self._window.run(self._save_text)

    def _save_text(self) -> None:
        from evaldesk.files.store import write_bytes
        from evaldesk.ui import dialogs

        desk = self._window.desk
        if path := dialogs.ask_text(self, str(Path(desk.folder("export")) / self._name)):
            path = path if path.suffix else path.with_name(path.name + ".txt")
            desk.remember_folder("export", path.parent)
            # Windows' editor takes a text without the mark for the local code page.
            write_bytes((self.plain + "\n").encode("utf-8-sig", "backslashreplace"), path)
            self._window.tell_news(f"已保存：{path}")


def plain_page(text: str) -> str:
    """Return lines of text as a page, their spaces kept."""
    return f"<p style='white-space:pre-wrap; line-height:140%'>{escape(text)}</p>"


def show_sheet(window: Window, title: str, page: str, plain: str = "", name: str = "") -> Sheet:
    """Show a page beside the form."""
    sheet = Sheet(window, title, page, plain, name)
    sheet.show()
    return sheet
