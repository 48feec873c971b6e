"""The question what of last year's form goes into this year's."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evaldesk.exchange.last_year import TAKES, Take, counts, next_year
from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.ui.fonts import scaled
from evaldesk.ui.help_key import answer_key
from evaldesk.ui.labels import faint
from evaldesk.ui.line_editors import LineEditor

WIDTH = 520
INDENT = 24  # pixels from a box to the words below its text
UNITS: dict[Take, str] = {"basics": "项", "indicators": "项", "goal": "段", "texts": "段"}
WHAT: dict[Take, str] = {
    "basics": "单位、项目名称、联系人、实施依据等，照样填好。",
    "indicators": "名称、权重和预期值，照样填好；预期值请按今年的目标修改。",
    "goal": "照样填好，请按今年的目标修改。",
    "texts": "以灰色显示在空栏里，按 Alt+↓ 采用；不采用就不算填写。",
}
NEVER = "金额、实现值、得分、原因分析和佐证材料每年重新填写，不带过来；去年的数字会显示在旁边，便于对照。"


class Wish(NamedTuple):
    """Hold what is taken, and the year of the new form."""

    take: tuple[Take, ...]
    year: str


class CarryDialog(QDialog):
    """Show whose form it is, ask for the year and for what is taken."""

    def __init__(self, parent: QWidget, last: Document, template: Template) -> None:
        super().__init__(parent)
        self.setWindowTitle("由去年的表新建")
        answer_key(self)
        self.year = LineEditor("年")
        self.year.setText(next_year(last, template))
        self.year.setAccessibleName("新表的评价年度")
        self.year.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 9)
        self.boxes = {kind: self._box(kind, count) for kind, count in counts(last, template).items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(_about(last, template))
        row = QHBoxLayout()
        label = QLabel("新表的评价年度(&Y)")
        label.setBuddy(self.year)
        row.addWidget(label)
        row.addWidget(self.year)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(_heading("带过来的内容"))
        for kind, box in self.boxes.items():
            column.addLayout(_choice(box, WHAT[kind]))
        column.addSpacing(4)
        column.addWidget(_wrapped(NEVER))
        column.addSpacing(4)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        make = buttons.button(QDialogButtonBox.StandardButton.Ok)
        make.setText("建立新表(&N)")
        make.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setFixedSize(WIDTH, column.totalHeightForWidth(WIDTH))
        self.year.setFocus()
        self.year.selectAll()

    @property
    def wish(self) -> Wish:
        """Return what is chosen now."""
        return Wish(tuple(kind for kind, box in self.boxes.items() if box.isChecked()), self.year.text().strip())

    def _box(self, kind: Take, count: int) -> QCheckBox:
        box = QCheckBox(f"{TAKES[kind]}　{count} {UNITS[kind]}" if count else f"{TAKES[kind]}　没有填写")
        box.setChecked(count > 0)
        box.setEnabled(count > 0)
        box.setAccessibleDescription(WHAT[kind])
        return box


def _about(last: Document, template: Template) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    name = _heading(last.fields.get("project_name", "").strip() or "（没有填写项目名称）")
    name.setWordWrap(True)
    unit, year = (last.fields.get(key, "").strip() for key in ("reporting_unit", "year"))
    told = "　".join(part for part in (unit, f"{year.removesuffix('年')} 年度" if year else "", template.title) if part)
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(4)
    column.addWidget(name)
    column.addWidget(_wrapped(told))
    if last.template != template.name:
        before = last.template.partition("@")[2]
        column.addWidget(_wrapped(f"去年用的是 {before} 版，新表用 {template.edition} 版，各栏按栏目对应。"))
    return card


def _choice(box: QCheckBox, words: str) -> QVBoxLayout:
    below = _wrapped(words)
    below.setContentsMargins(INDENT, 0, 0, 0)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(box)
    column.addWidget(below)
    return column


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(scaled(label.font(), 1.0, bold=True))
    return label


def _wrapped(text: str) -> QLabel:
    label = faint(text)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
