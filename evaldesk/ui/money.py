"""The line under the money: the 支出率, what it is a share of, and how it came about."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evaldesk.ui.labels import faint, set_text
from evaldesk.ui.session import Session


class MoneyLine(QWidget):
    """Show the rate as the rules computed it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rate = QLabel()
        self.steps = faint("")
        self.steps.setWordWrap(True)
        font = self.rate.font()
        font.setBold(True)
        self.rate.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(16)
        row.addWidget(self.rate)
        row.addWidget(self.steps, 1)
        self.show_state()

    def show_state(self) -> None:
        """Show the present rate."""
        money = self.session.evaluation.execution
        if money is None:
            return
        set_text(self.rate, f"{money.rate_label} {money.rate_text or '—'}（÷ {money.base_label}）")
        set_text(self.steps, "；".join(money.steps))
