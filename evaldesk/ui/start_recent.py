"""A recent form on the start page: what it is, what it is worth, what is still open in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evaldesk.ui.fonts import scaled
from evaldesk.ui.icons import icon
from evaldesk.ui.palette import MARKS, tones
from evaldesk.ui.start_button import CardButton, Elided, Run, SmallButton
from evaldesk.ui.start_summary import Summary

LOOKING = "正在查看…"
GONE = "文件已不在原处"
NEXT = "下一年"


@dataclass(frozen=True, slots=True)
class Recent:
    """Hold a recent file and what can be done with it."""

    path: Path
    open: Callable[[], object]
    carry: Callable[[], object]
    remove: Callable[[], object]


class RecentRow(QWidget):
    """Show one recent form: its card opens it, the small button makes this year's form from it, or forgets it."""

    def __init__(self, recent: Recent, told: Summary | None, run: Run) -> None:
        super().__init__()
        self.recent = recent
        self.told = told
        self._run = run
        self.card = CardButton(recent.path.stem, str(recent.path), recent.open, run)
        self.name = Elided(recent.path.stem, bold=True)
        self.about = Elided(str(recent.path.parent), faint=True, factor=0.9)
        self.score = QLabel()
        self.score.setFont(scaled(self.score.font(), 1.1, bold=True))
        self.errors, self.state = QLabel(), QLabel()
        for label in (self.errors, self.state):
            label.setFont(scaled(label.font(), 0.9))
        self.errors.setProperty("tone", "error")
        self.aside = SmallButton()
        self.aside.setText(NEXT)
        self.aside.setIcon(icon("next-year", tones().faint))
        self.aside.ensurePolished()
        self.aside.setMinimumWidth(self.aside.sizeHint().width())  # all cards are equally wide
        self.aside.clicked.connect(self._press_aside)
        self._lay_out()
        self.show_summary(told)

    def show_summary(self, told: Summary | None) -> None:
        """Show what is known of the form; None: it is being looked at."""
        self.told = told
        gone = told is not None and told.missing
        self.name.show_text(told.name if told and told.name else self.recent.path.stem)
        year = f"{told.year.removesuffix('年')} 年度" if told and told.year else ""
        file = self.recent.path.name if told and told.name else str(self.recent.path.parent)
        # The unit comes last: it is the longest, mostly the officer's own, and what is cut where there is no room.
        self.about.show_text("　".join(part for part in (year, file, told.unit if told else "") if part))
        self.score.setText(f"{told.score} {told.grade}".strip() if told and not gone else "")
        errors = told.errors if told and not gone else 0
        self.errors.setText(f"{MARKS['error']} {errors} 错误")
        self.errors.setVisible(errors > 0)
        self.state.setText(GONE if gone else state_of(told))
        self.state.setProperty("tone", "faint" if gone else tone_of(told))
        for label in (self.name, self.score):
            label.setProperty("tone", "faint" if gone else None)
        for label in (self.name, self.score, self.state):
            label.style().polish(label)
        self.aside.setText("移除" if gone else NEXT)
        words = "从最近的表里移除" if gone else "由这张表新建下一年的表"
        self.aside.setIcon(icon("close" if gone else "next-year", tones().faint))
        self.aside.setAccessibleName(f"{words}：{self.name.whole}")
        self.aside.setToolTip(words)
        worth = self.errors.text() if errors else ""
        told_all = "，".join(part for part in (self.about.whole, self.score.text(), worth, self.state.text()) if part)
        self.card.setAccessibleDescription(told_all)
        self.card.setToolTip((told.trouble if told else "") or str(self.recent.path))

    def _lay_out(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for long, short in ((self.name, (self.score,)), (self.about, (self.errors, self.state))):
            line = QHBoxLayout()
            line.setSpacing(12)
            line.addWidget(long, 1)
            for label in short:
                label.setTextFormat(Qt.TextFormat.PlainText)
                line.addWidget(label)
            lines.addLayout(line)
        inside = QHBoxLayout()
        inside.addLayout(lines)
        self.card.take(inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.card, 1)
        row.addWidget(self.aside)

    def _press_aside(self, checked: bool = False) -> None:
        gone = self.told is not None and self.told.missing
        self._run(self.recent.remove if gone else self.recent.carry)


def state_of(told: Summary | None) -> str:
    """Return what waits for a word in a form, or that nothing does, with its shape."""
    if told is None:
        return LOOKING
    if told.trouble:
        return f"{MARKS['explain']} 打不开"
    if not told.score:
        return "本机没有它的模板"
    if told.explanations:
        return f"{MARKS['explain']} {told.explanations} 需说明"
    return "" if told.errors else f"{MARKS['met']} 体检通过"


def tone_of(told: Summary | None) -> str:
    """Return the tone of the same."""
    if told is None or not (told.score or told.trouble):
        return "faint"
    return "explain" if told.explanations or told.trouble else "met"
