"""Two cut-outs, one below the other: a cell as the paper shows it, and as the form would print it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from evaldesk.ui.fonts import scaled
from evaldesk.ui.palette import tones
from evaldesk.ui.paper_check import Line

LARGEST = 1.5  # a cut-out is not blown up further than this: a scan has no more to show


class Cutouts(QWidget):
    """Show what one difference is about."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setWordWrap(True)
        self.paper, self.file = Cutout("纸质件上的样子"), Cutout("现在打开的表")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text)
        for cutout in (self.paper, self.file):
            title = QLabel(cutout.accessibleName())
            title.setFont(scaled(title.font(), 1.0, bold=True))
            title.setBuddy(cutout)
            column.addWidget(title)
            column.addWidget(cutout, 1)
        self.clear()

    def show_line(self, line: Line) -> None:
        """Show a difference."""
        self.text.setText(line.text)
        self.paper.show_picture(line.paper)
        self.file.show_picture(line.file)

    def clear(self) -> None:
        """Show nothing."""
        self.text.setText("选中一处不同，这里并排显示纸面和表格；单击可转到该栏。")
        self.paper.show_picture(None)
        self.file.show_picture(None)


class Cutout(QWidget):
    """Show one piece of a page, as large as there is room for it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.picture: QImage | None = None

    def show_picture(self, picture: QImage | None) -> None:
        """Show a piece, or that there is none."""
        self.picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for a cell."""
        return QSize(320, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the piece in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(tones().line))
        painter.setBrush(QColor("#ffffff") if self.picture else QColor(tones().shade))
        painter.drawRect(frame)
        if self.picture is None or self.picture.isNull():
            painter.setPen(QColor(tones().faint))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, "没有图样")
            return
        room = frame.adjusted(8, 8, -8, -8)
        factor = min(
            room.width() / self.picture.width(), room.height() / self.picture.height(), LARGEST / self._fineness()
        )
        width, height = self.picture.width() * factor, self.picture.height() * factor
        place = QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
        painter.drawImage(place, self.picture)

    def _fineness(self) -> float:
        return self.devicePixelRatioF()
