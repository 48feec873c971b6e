"""Notices: what went wrong or was done, in a strip above the panel, never in a dialog."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from evaldesk.ui.icons import icon
from evaldesk.ui.palette import MARKS, tones

Kind = Literal["error", "explain", "hint", "news"]

SLIDE = 140
BRIEF = 6000  # milliseconds after which a mere piece of news goes away; what went wrong stays until it is closed


class Notice(QFrame):
    """Show one sentence, with its details to copy where there are any."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.mark = QLabel()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.copy = QPushButton("复制详细信息")
        self.copy.setProperty("flat", True)
        self.copy.clicked.connect(self._copy)
        self.shut = QToolButton()
        self.shut.setAccessibleName("关闭提示")
        self.shut.setToolTip("关闭提示")
        self.shut.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.mark)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.copy)
        row.addWidget(self.shut)
        self._details = ""
        self._slide = QPropertyAnimation(self, b"maximumHeight", self)
        self._slide.setDuration(SLIDE)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.finished.connect(self._free)
        self._brief = QTimer(self, singleShot=True, interval=BRIEF)
        self._brief.timeout.connect(self.dismiss)
        self.hide()

    def say(self, sentence: str, details: str = "", level: Kind = "error") -> None:
        """Slide in with a sentence for people; ``details`` can be copied for whoever helps them."""
        grave = level == "error"
        tone = "met" if level == "news" else level
        self._details = f"{sentence}\n{details}".strip()
        self.setProperty("level", level)
        self.style().polish(self)
        self.mark.setText(MARKS[tone])
        self.mark.setProperty("tone", tone)
        self.mark.style().polish(self.mark)
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.copy.setText("复制详细信息")
        self.copy.setVisible(grave and bool(details))
        self.shut.setIcon(icon("close", tones().faint))
        self._brief.stop() if grave else self._brief.start()
        if self.isHidden():
            self._slide.stop()
            self._slide.setStartValue(0)
            self._slide.setEndValue(max(self.sizeHint().height(), 40))
            self.show()
            self._slide.start()

    def dismiss(self) -> None:
        """Go away; the focus stays where it is unless it was here."""
        self._brief.stop()
        self.hide()

    def _free(self) -> None:
        # A long sentence may wrap once the window gets narrower.
        self.setMaximumHeight(16_777_215)

    def _copy(self, checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copy.setText("已复制")
        QTimer.singleShot(2000, self, partial(self.copy.setText, "复制详细信息"))
