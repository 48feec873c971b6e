"""关于: what this program is, and the licences of everything in it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from evaldesk.paths import licences

ABOUT = (
    "<p><b>evaldesk {version}</b></p><p>财政支出绩效自评表的离线编辑器。</p>"
    "<p>所有内容只保存在本机，不联网。</p><p>以 Apache-2.0 许可发布；所含各部件的许可如下。</p>"
)
LOST = "许可文件 {path} 没有找到：程序文件可能不完整，请重新安装。"


class AboutDialog(QDialog):
    """Say what the program is; the licences stand below, to be read and copied."""

    def __init__(self, parent: QWidget, version: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于 evaldesk")
        words = QLabel(ABOUT.format(version=version))
        words.setWordWrap(True)
        self.licences = QPlainTextEdit(licence_text())
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        self.licences.setAccessibleName("许可")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(self.licences)
        column.addWidget(buttons)
        self.resize(760, 560)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()


def licence_text() -> str:
    """Return the licences; where an installation has lost them, the sentence that says so."""
    path = licences()
    try:
        return path.read_text("utf-8")
    except OSError:
        return LOST.format(path=path)
