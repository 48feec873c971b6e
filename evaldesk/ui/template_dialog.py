"""The choice of the form to start."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QWidget

from evaldesk.model.template import Template
from evaldesk.ui.dialog_frame import dialog_column, go_or_cancel


class TemplateDialog(QDialog):
    """Ask which of ``templates`` a new form is made from."""

    def __init__(self, parent: QWidget, templates: Sequence[Template]) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建自评表")
        self.list = QListWidget()
        self.list.setAccessibleName("表的种类")
        for template in templates:
            item = QListWidgetItem(f"{template.title}（{template.region} {template.edition} 年度）", self.list)
            item.setToolTip(template.source)
            item.setSizeHint(QSize(0, 32))
            item.setData(Qt.ItemDataRole.UserRole, template.name)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        column = dialog_column(self)
        column.addWidget(QLabel("请选择要填报的表："))
        column.addWidget(self.list)
        column.addWidget(go_or_cancel(self, "新建(&N)"))
        self.resize(480, 280)

    @property
    def name(self) -> str | None:
        """Return the name of the chosen template."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None
