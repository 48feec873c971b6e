"""The strip at the bottom: score, weights, money and whether it is saved, visible at any moment."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from evaldesk.ui.palette import MARKS
from evaldesk.ui.popover import Popover

if TYPE_CHECKING:
    from evaldesk.ui.figures import Figure

ROOM = 800
ROOMY, TIGHT = 16, 8
FRAME = 4  # between a figure and the frame that says it has the focus
NEWS = 1000  # milliseconds for which a figure that just changed stands out


class FigureLabel(QWidget):
    """Show one figure; a value that just changed is bold for a moment, without moving its neighbours.

    ``asked`` says that the officer wants to know how it came about: a click, or Enter while it has the focus.
    """

    asked = Signal()

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.why = ""
        self.caption = QLabel(caption)
        self.caption.setProperty("tone", "faint")
        self.value = QLabel()
        self.remark = QLabel()
        self.remark.setProperty("tone", "faint")
        self.remark.hide()
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(FRAME, 0, FRAME, 0)
        self.space(ROOMY)
        for label in (self.caption, self.value, self.remark):
            label.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(label)
        self._calm = QTimer(self, singleShot=True, interval=NEWS)
        self._calm.timeout.connect(self._settle)
        self.setObjectName("figure")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell how the figure came about."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell it by the keys as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def space(self, space: int) -> None:
        """Keep caption, value and remark half as far apart as the figures are."""
        self._row.setSpacing(space // 2)

    def show_figure(self, figure: Figure, news: bool) -> None:
        """Show the figure's present value; ``news`` makes a changed one stand out."""
        self.setToolTip("\n".join(part for part in (figure.remark, figure.why) if part))
        if figure.why != self.why:
            self.why = figure.why
            self.setCursor(Qt.CursorShape.PointingHandCursor if figure.why else Qt.CursorShape.ArrowCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if figure.why else Qt.FocusPolicy.NoFocus)
        if self.remark.text() != figure.remark:
            self.remark.setText(figure.remark)
            self.remark.setVisible(bool(figure.remark))
        if self.value.property("tone") != figure.tone:
            self.value.setProperty("tone", figure.tone)
            self.value.style().polish(self.value)
        if self.value.text() == figure.value:
            return
        self.value.setText(figure.value)
        self.setAccessibleName(f"{figure.caption} {figure.value} {figure.remark}".rstrip())
        self._fit()
        if news:
            self.stand_out()

    def changeEvent(self, event: QEvent) -> None:
        """Leave the value the room that it needs in another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_calm"):
            self._settle()
            self._fit()

    def stand_out(self) -> None:
        """Be bold for a moment."""
        self.value.setFont(_weighted(self.font(), True))
        self._calm.start()

    def _fit(self) -> None:
        bold = QFontMetrics(_weighted(self.font(), True))
        self.value.setMinimumWidth(bold.horizontalAdvance(self.value.text()) + 2)

    def _settle(self) -> None:
        self.value.setFont(_weighted(self.font(), False))


class Strip(QFrame):
    """Lay the figures side by side, what is saved at the right; ``findings_asked`` says to open their list."""

    findings_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName("总分与保存状态")
        self.labels: dict[str, FigureLabel] = {}
        self.saved = QLabel()
        self.saved.setTextFormat(Qt.TextFormat.PlainText)
        self._figures = QHBoxLayout()
        self._row = QHBoxLayout(self)
        self.counts = {tone: QToolButton() for tone in ("error", "explain", "met")}
        for tone, button in self.counts.items():
            button.setProperty("tone", tone)
            button.setToolTip("打开体检（F7）")
            button.clicked.connect(self.findings_asked)
            button.hide()
        self._row.addLayout(self._figures)
        counts = QHBoxLayout()
        counts.setSpacing(0)
        for button in self.counts.values():
            counts.addWidget(button)
        self._row.addLayout(counts)
        self._row.addStretch(1)
        self._row.addWidget(self.saved)
        self.setMinimumWidth(1)
        self._space(ROOMY)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show the figures; those that are there already and changed stand out for a moment."""
        for figure in figures:
            known = figure.key in self.labels
            if not known:
                self._add(figure)
            self.labels[figure.key].show_figure(figure, news=known)
        self._fit()

    def show_findings(self, errors: int, explanations: int) -> None:
        """Say how many findings wait; a click on it opens their list."""
        said = {
            "error": f"{errors} 错误" if errors else "",
            "explain": f"{explanations} 需说明" if explanations else "",
            "met": "" if errors or explanations else "体检通过",
        }
        for tone, words in said.items():
            button = self.counts[tone]
            if words and button.accessibleName() != words:
                button.setAccessibleName(words)
            button.setVisible(bool(words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move closer together where the window is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for: remarks go first, then the words of the counts; their hints keep both."""
        self._space(ROOMY if self.width() >= ROOM else TIGHT)
        for remarks, words in ((True, True), (False, True), (False, False)):
            for label in self.labels.values():
                label.remark.setVisible(remarks and bool(label.remark.text()))
            for tone, button in self.counts.items():
                name = button.accessibleName()
                text = f"{MARKS[tone]} {name if words or tone == 'met' else name.split(' ')[0]}"
                if button.text() != text:
                    button.setText(text)
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                return

    def show_saved(self, text: str, dirty: bool) -> None:
        """Say whether the form is saved."""
        shown = f"● {text}" if dirty else text
        if self.saved.text() != shown:
            self.saved.setText(shown)
            self.saved.setAccessibleName(text)
            self.saved.setProperty("tone", "accent" if dirty else "faint")
            self.saved.style().polish(self.saved)
            self._fit()

    def _space(self, space: int) -> None:
        if self._figures.spacing() != space:
            self._row.setContentsMargins(space + space // 2, 8, space + space // 2, 8)
            self._figures.setSpacing(space)
            for label in self.labels.values():
                label.space(space)

    def _add(self, figure: Figure) -> None:
        if self.labels:
            self._figures.addWidget(divider())
        label = self.labels[figure.key] = FigureLabel(figure.caption)
        label.asked.connect(partial(self._tell, label))
        self._figures.addWidget(label)

    def _tell(self, label: FigureLabel) -> None:
        if label.why:
            title = "这一分从哪来" if label is self.labels.get("score") else f"{label.caption.text()}怎样算出"
            Popover(self, title, label.why.splitlines()).open_above(label)


def divider() -> QFrame:
    """Return a thin line between figures."""
    line = QFrame()
    line.setObjectName("divider")
    line.setFixedSize(1, 16)
    return line


def _weighted(font: QFont, bold: bool) -> QFont:
    weighted = QFont(font)
    weighted.setBold(bold)
    return weighted
