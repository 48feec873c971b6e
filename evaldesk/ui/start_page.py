"""The start page: what an empty window shows until a form is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evaldesk.ui.banner import Choice, choice_buttons
from evaldesk.ui.fonts import scaled
from evaldesk.ui.icons import picture
from evaldesk.ui.palette import tones

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

WIDTH = 760
HEAD = 2  # the title and the words below it
LONGEST = 260  # pixels of a folder's path


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold one thing to choose: its name, a faint line below it, an icon, and what it calls."""

    name: str
    remark: str
    icon: str
    call: Callable[[], object]


class StartPage(QScrollArea):
    """Offer new forms, recent ones and examples; it is empty until it is told what there is."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setObjectName("page")
        row = QHBoxLayout(page)
        row.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        row.addWidget(middle, 4)
        row.addStretch(1)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(24, 40, 24, 40)
        self._column.setSpacing(8)
        title = QLabel("财政支出绩效自评")
        title.setFont(scaled(title.font(), 1.9))
        words = QLabel("新建一张表，或者把已有的表拖到这里打开。")
        words.setProperty("tone", "faint")
        self._column.addWidget(title)
        self._column.addWidget(words)
        self._column.addStretch(1)
        self.setWidget(page)

    def show_offers(
        self, groups: Sequence[tuple[str, Sequence[Offer]]], run: Callable[[Callable[[], object]], None]
    ) -> None:
        """Show groups of offers under their titles; ``run`` is called with the call of the one that is chosen."""
        first: QPushButton | None = None
        for title, offers in groups:
            if not offers:
                continue
            heading = QLabel(title)
            heading.setFont(scaled(heading.font(), 1.0, bold=True))
            heading.setContentsMargins(0, 24, 0, 4)
            self._insert(heading)
            block = QWidget()
            grid = QGridLayout(block)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setSpacing(12)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
            for at, offer in enumerate(offers):
                button = offer_button(offer, run)
                grid.addWidget(button, at // 2, at % 2)
                first = first or button
            grid.addWidget(QWidget(), len(offers) // 2, 1)  # a single offer stays in its column
            self._insert(block)
        if first is not None:
            first.setFocus()

    def show_card(self, window: Window, title: str, sentence: str, choices: Sequence[Choice]) -> None:
        """Put what waits for an answer above the offers, with the focus on its first button."""
        card = QFrame()
        card.setObjectName("card")
        heading = QLabel(title)
        heading.setFont(scaled(heading.font(), 1.0, bold=True))
        words = QLabel(sentence)
        words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        buttons = choice_buttons(card, choices, window, card.deleteLater)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for label in (heading, words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addLayout(row)
        self._column.insertWidget(HEAD, card)
        card.show()  # Qt would do it an event later; the focus needs it now
        if buttons:
            buttons[0].setFocus()

    def _insert(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)


def offer_button(offer: Offer, run: Callable[[Callable[[], object]], None]) -> QPushButton:
    """Return a button with the offer's name and remark."""
    button = QPushButton()
    button.setObjectName("choice")
    button.setAccessibleName(offer.name)
    button.setAccessibleDescription(offer.remark)
    mark = QLabel()
    mark.setPixmap(picture(offer.icon, 24, button.devicePixelRatioF(), tones().accent))
    name = QLabel(offer.name)
    remark = QLabel()
    remark.setText(remark.fontMetrics().elidedText(offer.remark, Qt.TextElideMode.ElideMiddle, LONGEST))
    button.setToolTip(offer.remark)
    remark.setProperty("tone", "faint")
    remark.setFont(scaled(remark.font(), 0.9))
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(name)
    words.addWidget(remark)
    row = QHBoxLayout(button)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(12)
    row.addWidget(mark)
    row.addLayout(words, 1)
    for label in (mark, name, remark):
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setMinimumWidth(1)
    button.setMinimumHeight(row.sizeHint().height())
    button.clicked.connect(partial(_chosen, run, offer.call))
    return button


def _chosen(run: Callable[[Callable[[], object]], None], call: Callable[[], object], checked: bool = False) -> None:
    run(call)
