"""The question whether a template pack is installed, with all that it would do."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from evaldesk.history.pack_offer import PackOffer
from evaldesk.ui.halves import reading_page
from evaldesk.ui.help_key import answer_key
from evaldesk.ui.palette import tones
from evaldesk.ui.template_pack_page import offer_page

SIZE = (640, 520)


class PackQuestion(QDialog):
    """Show what a pack brings and changes; Enter installs it, unless something stands in its way."""

    def __init__(self, parent: QWidget, offer: PackOffer) -> None:
        super().__init__(parent)
        self.setWindowTitle("安装模板包")
        answer_key(self)
        page = reading_page("模板包的内容")
        page.setHtml(offer_page(offer, tones()))
        buttons = QDialogButtonBox()
        if offer.objection:
            only = buttons.addButton("关闭(&C)", QDialogButtonBox.ButtonRole.RejectRole)
        else:
            only = buttons.addButton("安装(&I)", QDialogButtonBox.ButtonRole.AcceptRole)
            buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        only.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(page, 1)
        column.addWidget(buttons)
        self.resize(*SIZE)
        only.setFocus()
