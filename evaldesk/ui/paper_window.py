"""核对纸质件: scans of the signed paper, or PDFs, held against the form; each difference beside what the file shows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
)

from evaldesk.ui import dialogs, rim
from evaldesk.ui.checkup_guide import go_to
from evaldesk.ui.dialog_frame import dialog_column
from evaldesk.ui.help_key import answer_key
from evaldesk.ui.paper_check import Cancelled, Line, Outcome, check
from evaldesk.ui.paper_cutouts import Cutouts
from evaldesk.ui.paper_results import Results
from evaldesk.ui.window import dropped

if TYPE_CHECKING:
    from evaldesk.ui.printout import Order
    from evaldesk.ui.window import Window

TITLE = "核对纸质件"
HINT = "把签字盖章后的扫描件（PNG、JPG、TIFF 或 PDF，200 dpi 以上）拖到这里，逐格与现在打开的表核对。"
SORRY = "这份文件没有核对成，表格内容没有受影响。"
SIZE = (960, 620)


class PaperCheck(QDialog):
    """Take scans, and show of each whether it is the form, and what differs."""

    _went = Signal(int, int, int)
    _came = Signal(int, object)
    _ended = Signal(int)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        answer_key(self)
        self.setAcceptDrops(True)
        self._window = window
        self._run = 0
        self._order: Order | None = None
        self._paths: list[Path] = []
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="paper")
        self.outcomes: list[Outcome] = []
        self.hint = QLabel(HINT)
        self.hint.setWordWrap(True)
        self.choose = QPushButton("选择扫描件(&O)…")
        self.choose.clicked.connect(self._ask)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("核对进度")
        self.progress.setTextVisible(False)
        self.words = QLabel()
        self.cancel = QPushButton("停止(&S)")
        self.cancel.clicked.connect(self.stop)
        self.stale = QLabel("◆ 表格在核对之后改动过，请重新核对。")
        self.stale.setProperty("tone", "explain")
        self.again = QPushButton("重新核对(&R)")
        self.again.clicked.connect(self._check_again)
        self.list = Results()
        self.list.looked_at.connect(self._show_line)
        self.list.chosen.connect(self._go)
        self.cutouts = Cutouts()
        self.copy = QPushButton("复制结果(&C)")
        self.copy.clicked.connect(self._copy)
        shut = QPushButton("关闭")
        shut.clicked.connect(self.close)
        self._lay_out(shut)
        self._went.connect(self._show_progress)
        self._came.connect(self._take)
        self._ended.connect(self._end)
        assert window.session is not None  # the command is off without a form
        window.session.changed.connect(self._show_stale)
        window.closed.connect(self.close)
        self._show_running(False)
        self._show_stale()
        self.choose.setFocus()

    def check(self, paths: list[Path]) -> None:
        """Hold these files against the form as it is now."""
        if not paths:
            return
        self.stop()
        self._run += 1
        self._paths, self._order = paths, self._window.printout.order()
        self.outcomes = []
        self.list.clear()
        self.cutouts.clear()
        self._show_running(True)
        self._show_stale()
        self._worker.submit(self._work, self._run, tuple(paths), self._order)

    def stop(self, *_: object) -> None:
        """Give up what is being checked; what is done stays."""
        self._run += 1
        self._show_running(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the work in the background."""
        self._run += 1
        self._worker.shutdown(wait=False, cancel_futures=True)
        super().closeEvent(event)

    def reject(self) -> None:
        """Close by Escape as by the button."""
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped."""
        event.acceptProposedAction()
        self.check(dropped(event))

    def _work(self, run: int, paths: tuple[Path, ...], order: Order) -> None:
        for at, path in enumerate(paths):
            try:
                self._came.emit(run, check(path, order, partial(self._told, run, at)))
            except Cancelled:
                return
            except Exception as error:  # a thread has nobody to tell
                rim.log(rim.as_error(error).details)
                self._came.emit(run, Outcome(path.name, "error", SORRY))
        self._ended.emit(run)

    def _told(self, run: int, at: int, done: int, count: int) -> None:
        if run != self._run:
            raise Cancelled
        self._went.emit(at, done, count)

    def _show_progress(self, at: int, done: int, count: int) -> None:
        whole = len(self._paths)
        self.progress.setRange(0, max(1, count))
        self.progress.setValue(done)
        which = f"（第 {at + 1} / {whole} 份）" if whole > 1 else ""
        self.words.setText(f"正在核对{which}：已看 {done} / {count} 页")

    def _take(self, run: int, outcome: Outcome) -> None:
        if run != self._run:
            return
        self.outcomes.append(outcome)
        self.list.add(outcome)

    def _end(self, run: int) -> None:
        if run == self._run:
            self._show_running(False)
            self.list.setFocus()

    def _show_running(self, running: bool) -> None:
        for widget in (self.progress, self.words, self.cancel):
            widget.setVisible(running)
        self.progress.setRange(0, 0)
        self.words.setText("正在核对…")
        self.copy.setEnabled(bool(self.outcomes))

    def _show_stale(self) -> None:
        session = self._window.session
        stale = self._order is not None and session is not None and self._order.document is not session.document
        self.stale.setVisible(stale)
        self.again.setVisible(stale)

    def _show_line(self, line: Line | None) -> None:
        if line is not None:
            self.cutouts.show_line(line)
        else:
            self.cutouts.clear()

    def _go(self, line: Line) -> None:
        if line.where is not None:
            go_to(self._window, line.where)

    def _ask(self, checked: bool = False) -> None:
        desk = self._window.desk
        if paths := dialogs.ask_scans(self, desk.folder("scan")):
            desk.remember_folder("scan", paths[0].parent)
            self.check(paths)

    def _check_again(self, checked: bool = False) -> None:
        self.check(self._paths)

    def _copy(self, checked: bool = False) -> None:
        now = datetime.now().astimezone()
        told = "\n".join(map(str, self.outcomes))
        QGuiApplication.clipboard().setText(f"{TITLE}（{now:%Y-%m-%d %H:%M}）\n{told}")

    def _lay_out(self, shut: QPushButton) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.hint, 1)
        top.addWidget(self.choose)
        going = QHBoxLayout()
        going.setSpacing(12)
        going.addWidget(self.words)
        going.addWidget(self.progress, 1)
        going.addWidget(self.cancel)
        old = QHBoxLayout()
        old.addWidget(self.stale, 1)
        old.addWidget(self.again)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.addWidget(self.list)
        sides.addWidget(self.cutouts)
        sides.setSizes([SIZE[0] // 2, SIZE[0] // 2])
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(shut)
        column = dialog_column(self, 12)
        column.addLayout(top)
        column.addLayout(going)
        column.addLayout(old)
        column.addWidget(sides, 1)
        column.addLayout(buttons)
        for button in (self.choose, self.cancel, self.again, self.copy, shut):
            button.setAutoDefault(False)  # the return key goes to the field of a difference
        self.resize(*SIZE)


def show_paper_check(window: Window) -> PaperCheck:
    """Show the one such window of a form, in front."""
    for known in window.findChildren(PaperCheck):
        known.raise_()
        known.activateWindow()
        return known
    made = PaperCheck(window)
    made.show()
    return made
