"""The start page: what an empty window shows until a form is open. Everything on it is one look and one key away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evaldesk.ui.banner import Choice, choice_buttons
from evaldesk.ui.fonts import scaled
from evaldesk.ui.labels import faint
from evaldesk.ui.start_button import CardButton, Elided, Picture, Run, SmallButton, answers, nearest
from evaldesk.ui.start_recent import Recent, RecentRow
from evaldesk.ui.start_summary import Summary

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

WIDTH = 1120
NARROW = 58  # characters: below this width the two columns stand below each other
HEAD = 2  # the title and the words below it
GAP = 8
NOTHING = "还没有打开过的表。请在右边选一种表新建，也可以把已有的表直接拖到这里。"


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold one thing to choose: its name, a faint line below it, what is drawn beside it, and what it calls."""

    name: str
    remark: str
    draw: Callable[[float], QPixmap]
    call: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Offers:
    """Hold all that can be chosen: recent forms, new ones by template, other ways to begin, and filled examples."""

    recent: Sequence[Recent]
    new: Sequence[Offer]
    ways: Sequence[Offer]
    examples: Sequence[Offer]


class StartPage(QScrollArea):
    """Offer what there is to begin with; it is empty until it is told. ``left`` says that a form took its place."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RecentRow] = []
        self._first: CardButton | None = None
        self._new = _side()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        self._page.setObjectName("page")
        row = QHBoxLayout(self._page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(32, 24, 32, 24)
        self._column.setSpacing(GAP)
        title = QLabel("财政支出绩效自评")
        title.setFont(scaled(title.font(), 1.7))
        words = faint("接着填、新建，或由去年的表开始。方向键选择，回车打开；也可以把文件拖到这里。")
        words.setWordWrap(True)
        self._column.addWidget(title)
        self._column.addWidget(words)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(32)
        self._column.addLayout(self._sides)
        self._column.addStretch(1)
        self.setWidget(self._page)

    def show_offers(self, offers: Offers, told: Mapping[str, Summary], run: Run) -> None:
        """Show what there is; ``told`` is what is known of the recent forms, ``run`` is called with what is chosen."""
        near, far = _side(), _side()
        self._sides.addLayout(near, 5)
        self._sides.addLayout(far, 4)
        near.addWidget(_heading("最近的表"))
        for recent in offers.recent:
            row = RecentRow(recent, told.get(str(recent.path)), run)
            self.rows.append(row)
            near.addWidget(row)
            self._take(row.card, row.aside)
        self._nothing = faint(NOTHING)
        self._nothing.setWordWrap(True)
        near.addWidget(self._nothing)
        self._nothing.setHidden(bool(self.rows))
        near.addWidget(_heading("填写示例"))
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for offer in offers.examples:
            example = small_button(offer, run)
            line.addWidget(example, 1)
            self._take(example)
        near.addLayout(line)
        near.addStretch(1)
        far.addWidget(_heading("新建自评表"))
        far.addLayout(self._new)
        self.show_new(offers.new, run)
        far.addWidget(_heading("其他方式"))
        self._add(far, offers.ways, run)
        far.addStretch(1)
        self._arrange()
        self._focus(0)

    @property
    def offered(self) -> bool:
        """Tell whether anything was offered yet."""
        return self._first is not None

    def show_new(self, offers: Sequence[Offer], run: Run) -> None:
        """Show the forms that can be started, in place of those that were shown before."""
        focused = self.window().focusWidget()
        taken = [self._new.takeAt(0).widget() for _ in range(self._new.count())]
        buttons = self._add(self._new, offers, run)
        for button in buttons:
            button.show()  # Qt would do it an event later
        self._first = next(iter(buttons), None)
        if focused in taken:
            self._focus(0)
        for old in taken:
            old.hide()
            old.deleteLater()

    def forget(self, row: RecentRow) -> None:
        """Take a recent form away; the focus goes to its neighbour."""
        at = self.rows.index(row)
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._nothing.setVisible(not self.rows)
        self._focus(at)

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
            button.installEventFilter(self)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter and the arrows do on the buttons of a card what they do elsewhere on the page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QPushButton):
            return answers(watched, event, partial(self._go, watched))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns beside each other where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that a form is shown instead, not that the window was only made small."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def _arrange(self) -> None:
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        needed = NARROW * self.fontMetrics().horizontalAdvance("国")
        direction = beside if self.viewport().width() >= needed else below
        if direction is not self._sides.direction():
            self._sides.setDirection(direction)
            # Qt would make the page higher an event later, and squeeze it until then.
            QCoreApplication.sendEvent(self._page, QEvent(QEvent.Type.LayoutRequest))

    def _add(self, side: QVBoxLayout, offers: Sequence[Offer], run: Run) -> list[CardButton]:
        buttons = [offer_button(offer, run) for offer in offers]
        for button in buttons:
            side.addWidget(button)
        self._take(*buttons)
        return buttons

    def _take(self, *buttons: CardButton | SmallButton) -> None:
        for button in buttons:
            button.moved.connect(partial(self._go, button))

    def _focus(self, at: int) -> None:
        """Give the focus to a recent form, the last one where there are no more, else to the first template."""
        there = self.rows[min(at, len(self.rows) - 1)].card if self.rows else self._first
        if there is not None:
            there.show()  # Qt would do it an event later; the focus needs it now
            there.setFocus()

    def _go(self, here: QWidget, across: int, down: int) -> None:
        others = [item for item in self._page.findChildren(QAbstractButton) if item is not here and item.isVisible()]
        there = nearest(self._page, here, others, across, down)
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(there, 0, 24)


def offer_button(offer: Offer, run: Run) -> CardButton:
    """Return a card with a drawing, the offer's name and its remark."""
    button = CardButton(offer.name, offer.remark, offer.call, run)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addStretch(1)
    words.addWidget(Elided(offer.name))
    words.addWidget(Elided(offer.remark, faint=True, factor=0.9))
    words.addStretch(1)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(Picture(offer.draw))
    row.addLayout(words, 1)
    button.take(row)
    return button


def small_button(offer: Offer, run: Run) -> CardButton:
    """Return a card with the offer's name alone."""
    button = CardButton(offer.name, offer.remark, offer.call, run)
    button.setToolTip(f"{offer.name}\n{offer.remark}")
    row = QHBoxLayout()
    row.addWidget(Elided(offer.name, factor=0.9))
    button.take(row)
    return button


def _side() -> QVBoxLayout:
    side = QVBoxLayout()
    side.setSpacing(GAP)
    return side


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(scaled(label.font(), 1.0, bold=True))
    label.setContentsMargins(0, 16, 0, 0)
    return label
