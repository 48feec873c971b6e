"""The detail pane: what is known about the current row, in calm paragraphs that can be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evaldesk.ui.indicator_story import DIRECTIONS, Story

GAP = 8
NARROW = 720


class Passage(QWidget):
    """Show a heading and a text below it, nothing at all for an empty text."""

    def __init__(self, heading: str, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(heading, self)
        self.heading.setProperty("tone", "faint")
        self.body = selectable(self)
        if tone:
            self.body.setProperty("tone", tone)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addWidget(self.heading)
        layout.addWidget(self.body)

    def show_text(self, text: str) -> None:
        """Show ``text`` where it differs."""
        if text != self.body.text():
            self.body.setText(text)
        self.setVisible(bool(text))


class Detail(QScrollArea):
    """Show a ``Story``; ``directed`` carries the direction that the officer chose."""

    directed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story: Story | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("detail")
        page = QWidget(self)
        page.setObjectName("page")
        self.title, self.place, self.points = selectable(page), QLabel(page), QLabel(page)
        self.title.setObjectName("strong")
        self.points.setObjectName("strong")
        self.place.setProperty("tone", "faint")
        self.steps = Passage("这一分从哪来", parent=page)
        self.readings = Passage("怎样理解所填的值", parent=page)
        self.questions = Passage("请核对", "explain", page)
        self.criterion = Passage("评分标准", parent=page)
        self.hint = Passage("参考佐证材料", parent=page)
        self.evidence = Passage("已列佐证材料", parent=page)
        self.direction = QComboBox(page)
        for value, text in DIRECTIONS:
            self.direction.addItem(text, value)
        self.direction.activated.connect(self._chosen)
        self.way = selectable(page)
        self.way.setProperty("tone", "faint")
        self._head = QWidget(page)
        self._choice = QWidget(page)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out(page)
        self.setWidget(page)

    def show_story(self, story: Story | None) -> None:
        """Show what is told about a row; nothing when there is no row."""
        if story == self._story:
            return
        self._story = story
        self.widget().setVisible(story is not None)
        if story is None:
            return
        set_text(self.title, story.title)
        set_text(self.place, story.place)
        self.place.setVisible(bool(story.place))
        set_text(self.points, story.points)
        self.steps.show_text(story.steps)
        self.readings.show_text(story.readings)
        self.questions.show_text(story.questions)
        self.criterion.show_text(story.criterion)
        self.hint.show_text(story.hint)
        self.evidence.show_text(story.evidence)
        self._choice.setVisible(story.direction is not None)
        self.direction.setCurrentIndex(self.direction.findData(story.direction))
        set_text(self.way, story.way)

    def sizeHint(self) -> QSize:
        return QSize(640, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 96)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= NARROW
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _lay_out(self, page: QWidget) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.place)
        names.addWidget(self.title)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addLayout(names, 1)
        head.addWidget(self.points, 0, Qt.AlignmentFlag.AlignTop)
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(GAP)
        label = QLabel("方向", self._choice)
        label.setProperty("tone", "faint")
        label.setBuddy(self.direction)
        choice.addWidget(label)
        choice.addWidget(self.direction)
        choice.addWidget(self.way, 1)
        left = _column(self._head, self.steps, self.readings, self.questions, self._choice)
        right = _column(self.criterion, self.hint, self.evidence)
        self._columns.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        self._columns.setSpacing(4 * GAP)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)
        page.setLayout(self._columns)

    def _chosen(self, at: int) -> None:
        self.directed.emit(self.direction.itemData(at))


def selectable(parent: QWidget) -> QLabel:
    """Return a label of plain text that wraps and can be selected and copied."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def set_text(label: QLabel, text: str) -> None:
    """Set a label's text where it differs: setting lays out anew."""
    if label.text() != text:
        label.setText(text)


def _column(*widgets: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(2 * GAP)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return layout
