"""The choice, place by place, between what both sides wrote."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evaldesk.history.merge import Choice, Conflict
from evaldesk.ui.dialog_frame import dialog_column, go_or_cancel
from evaldesk.ui.fonts import scaled


class SidesDialog(QDialog):
    """Ask at each place that both changed whose text counts."""

    def __init__(self, parent: QWidget, conflicts: Sequence[Conflict]) -> None:
        super().__init__(parent)
        self.setWindowTitle("双方改得不同")
        page = QWidget()
        page.setObjectName("sheet")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(16, 8, 16, 16)
        rows.setSpacing(8)
        self.theirs = {conflict.key: _sides(rows, conflict) for conflict in conflicts}
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        column = dialog_column(self)
        column.addWidget(QLabel(f"有 {len(conflicts)} 处双方改得不同，请逐处选择；其余已自动合并。"))
        column.addWidget(area, 1)
        column.addWidget(go_or_cancel(self, "合并(&M)"))
        self.resize(640, 480)

    @property
    def choices(self) -> dict[str, Choice]:
        """Return whose text counts, by the keys of the conflicts."""
        return {key: "theirs" if button.isChecked() else "mine" for key, button in self.theirs.items()}


def _sides(rows: QVBoxLayout, conflict: Conflict) -> QRadioButton:
    """Add one place with both texts; return the button that takes theirs."""
    heading = _words(conflict.label)
    heading.setFont(scaled(heading.font(), 1.0, bold=True))
    before = _words(f"原来：{conflict.base or '（空）'}")
    before.setProperty("tone", "faint")
    if rows.count():
        rows.addSpacing(16)
    rows.addWidget(heading)
    rows.addWidget(before)
    group = QButtonGroup(heading)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setColumnStretch(1, 1)
    buttons = []
    for row, (name, text) in enumerate((("我的", conflict.mine), ("对方", conflict.theirs))):
        button = QRadioButton(name)
        button.setAccessibleName(f"{conflict.label}：{name}，{text or '空'}")
        words = _words(text or "（空）")
        words.setBuddy(button)
        group.addButton(button)
        buttons.append(button)
        grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
    buttons[0].setChecked(True)
    rows.addLayout(grid)
    return buttons[1]


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
