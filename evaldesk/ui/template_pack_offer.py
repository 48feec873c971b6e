"""The question whether a template pack is installed or taken back, with all that would do."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from evaldesk.ui.halves import reading_page
from evaldesk.ui.help_key import answer_key

SIZE = (640, 520)
SMALL, FEW = (560, 380), 10  # lines


class PackQuestion(QDialog):
    """Show a page and ask whether it is to be so; ``go`` is the word on the button that does it, empty for none.

    Enter does it where that harms nobody, else it cancels.
    """

    def __init__(self, parent: QWidget, title: str, page: str, go: str, harmless: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        answer_key(self)
        text = reading_page("模板包的内容")
        text.setHtml(page)
        buttons = QDialogButtonBox()
        made = [buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)] if go else []
        made.append(buttons.addButton("取消" if go else "关闭(&C)", QDialogButtonBox.ButtonRole.RejectRole))
        usual = made[0 if harmless else -1]
        usual.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(text, 1)
        column.addWidget(buttons)
        self.resize(*(SMALL if text.document().blockCount() < FEW else SIZE))
        usual.setFocus()
