"""The detail pane: where the points of the current row come from, and what the form prints about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from evaldesk.ui.evidence_box import EvidenceBox
from evaldesk.ui.indicator_passage import Passage
from evaldesk.ui.indicator_story import DIRECTIONS, Story

GAP = 8
NARROW = 51  # Chinese characters: a narrower pane has its halves one below the other
LINES = 2  # of a passage that are always seen
WAY = 8  # Chinese characters: the direction that the words themselves ask for, on two lines
CAPTION = 6  # Chinese characters: the word before the directions and the edges


class Detail(QWidget):
    """Show a ``Story``; ``directed`` carries the direction that the officer chose."""

    directed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story: Story | None = None
        self.setObjectName("detail")
        self.points, self.guidance = Passage(self), Passage(self)
        self.evidence = EvidenceBox(self)
        self.evidence.hide()  # until somebody keeps what the disk says
        self.points.setAccessibleName("这一分从哪来")
        self.guidance.setAccessibleName("评分标准和参考佐证材料")
        self.directions = QButtonGroup(self)
        for at, (_, text) in enumerate(DIRECTIONS):
            self.directions.addButton(QRadioButton(text, self), at)
        self.directions.idClicked.connect(self._chosen)
        self.way = QLabel(self)
        self.way.setProperty("tone", "faint")
        self._choice = QWidget(self)
        self._choice.setObjectName("direction")
        self._choice.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay_out()

    def show_story(self, story: Story | None) -> None:
        """Show what is told about a row; nothing when there is no row."""
        if story == self._story:
            return
        other = self._story is None or story is None or story.id != self._story.id
        self._story = story
        for passage, told in ((self.points, story and story.points), (self.guidance, story and story.guidance)):
            passage.show_paragraphs(told or ())
            if other:
                passage.verticalScrollBar().setValue(0)
        direction = story.direction if story else None
        self._choice.setVisible(direction is not None)
        known = [value for value, _ in DIRECTIONS]
        if direction is not None:
            self.directions.button(known.index(direction) if direction in known else 0).setChecked(True)
        way = story.way if story else ""
        if way != self.way.text():
            self.way.setText(way)

    def sizeHint(self) -> QSize:
        return QSize(640, 232)

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of what must not be cut; the passages can be scrolled."""
        wraps = self._columns.hasHeightForWidth()
        least = self._columns.minimumHeightForWidth(self.width()) if wraps else self._columns.minimumSize().height()
        return QSize(240, max(96, least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_direction"):
            self._fit()

    def _fit(self) -> None:
        """Put one below the other what has no room side by side."""
        for passage in (self.points, self.guidance):  # what is below them takes most of the room, never all
            passage.setMinimumHeight(LINES * self.fontMetrics().lineSpacing() + GAP)
        wide = self.width() >= NARROW * self._em()
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        needed = sum(part.sizeHint().width() + GAP for part in self.directions.buttons()) + CAPTION * self._em()
        room = self.width() * (3 if wide else 5) // 5
        for layout, least in ((self._row, needed), (self._direction, needed + WAY * self._em())):
            across = QBoxLayout.Direction.LeftToRight if room >= least else QBoxLayout.Direction.TopToBottom
            layout.setDirection(across)

    def _em(self) -> int:
        return self.fontMetrics().horizontalAdvance("国")

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GAP)
        label = QLabel("方向", self._choice)
        label.setProperty("tone", "faint")
        self._row.addWidget(label)
        for button in self.directions.buttons():
            self._row.addWidget(button)
        self.way.setWordWrap(True)
        self._direction = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._choice)
        self._direction.setContentsMargins(2 * GAP, GAP, GAP, GAP)
        self._direction.setSpacing(GAP)
        self._direction.addLayout(self._row)
        self._direction.addWidget(self.way, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.points, 1)
        left.addWidget(self._choice)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addLayout(left, 3)
        for passage in (self.points, self.guidance):
            passage.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.guidance, 1)
        right.addWidget(self.evidence)
        self._columns.addLayout(right, 2)

    def _chosen(self, at: int) -> None:
        self.directed.emit(DIRECTIONS[at][0])
