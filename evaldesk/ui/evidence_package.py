"""Exporting the package of a form and its evidence: made beside the window's thread, with progress and a way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from evaldesk.errors import EvaldeskError
from evaldesk.exchange.package import Content, missing_sentence, write_package
from evaldesk.exchange.packed import Packed
from evaldesk.files.encode import encode
from evaldesk.files.evidence import Known, known_from, look_at_all
from evaldesk.rules.computed import computed
from evaldesk.ui import dialogs, rim
from evaldesk.ui.background import Background
from evaldesk.ui.checkup_guide import draft_words
from evaldesk.ui.evidence_keeper import Stopped
from evaldesk.ui.naming import default_name

if TYPE_CHECKING:
    from evaldesk.ui.printout import Order
    from evaldesk.ui.window import Window

TITLE = "导出佐证材料包"
EVIDENCE = "evidence"
WIDTH = 420


class PackageProgress(QDialog):
    """Show how far a package is; ``stopped`` says that it is no longer wanted."""

    stopped = Signal()

    def __init__(self, parent: Window, target: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.words = QLabel("正在生成 PDF、查看佐证材料…")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("打包进度")
        self.cancel = QPushButton("取消")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.rejected.connect(self.stopped)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        name = QLabel(f"“{target.name}”")
        name.setWordWrap(True)
        column.addWidget(name)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self.setMinimumWidth(WIDTH)

    def show_progress(self, per_mille: int) -> None:
        """Show a thousandth."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(per_mille)
        self.words.setText(f"正在打包：{per_mille / 10:.0f}%")


class Packing(QObject):
    """Make one package; ``done`` carries what was packed, None where it was stopped, or the error."""

    went = Signal(int)
    done = Signal(object)

    def __init__(self, window: Window, order: Order, name: str, target: Path) -> None:
        super().__init__(window)
        self._wanted = True
        self._told = -1
        session = window.session
        assert session is not None
        known = known_from(window.evidence.looks)
        self.background = Background(self)
        window.closed.connect(self.stop)
        work = partial(_make, order, session.path, name, target, known, self._advance)
        self.background.do(work, self._end, self._end)

    def stop(self, *_: object) -> None:
        """Make no more of it."""
        self._wanted = False

    def _end(self, result: object) -> None:
        self.background.stop()
        self.done.emit(result)
        self.deleteLater()

    def _advance(self, done: int, whole: int) -> None:
        if not self._wanted:
            raise Stopped
        per_mille = done * 1000 // max(whole, 1)
        if per_mille != self._told:
            self._told = per_mille
            self.went.emit(per_mille)


def export_package(window: Window) -> Packing | None:
    """Ask for a place and write the package there, while the officer may go on."""
    session = window.session
    assert session is not None  # the command is off without a form
    draft = draft_words(window)
    name = session.path.stem if session.path is not None else default_name(session.document, session.template, "")
    target = dialogs.ask_package(window, str(Path(window.desk.folder("export")) / f"{name}-佐证材料包.zip"))
    if target is None:
        return None
    target = target if target.suffix.lower() == ".zip" else target.with_name(target.name + ".zip")
    window.desk.remember_folder("export", target.parent)
    order = window.printout.order()
    box = PackageProgress(window, target)
    packing = Packing(window, replace(order, annexes=order.annexes | {EVIDENCE}), name, target)
    packing.went.connect(box.show_progress)
    box.stopped.connect(packing.stop)
    packing.done.connect(partial(_tell, window, box, target, draft))
    box.show()
    return packing


def _make(
    order: Order, form: Path | None, name: str, target: Path, known: Known, advance: Callable[[int, int], None]
) -> tuple[Packed, ...] | None:
    document = order.document
    try:
        looks = look_at_all(document.indicators, form, known, lambda _: advance(0, 1))
        raw = encode(document, computed(document, order.template, order.evaluation))
        return write_package(Content(document, name, raw, order.pdf(), looks), target, advance)
    except Stopped:
        return None


def _tell(window: Window, box: PackageProgress, target: Path, draft: str, result: object) -> None:
    box.stopped.disconnect()
    box.close()
    box.deleteLater()
    if isinstance(result, Exception):
        error = result if isinstance(result, EvaldeskError) else rim.as_error(result)
        window.notice.say(error.sentence, error.details)
    elif not isinstance(result, tuple):
        window.tell_news("已取消，没有生成材料包。")
    elif gone := missing_sentence(result):
        window.notice.say(f"已生成：{target}。{gone}", level="explain")
    else:
        count = sum(bool(item.name) for item in result)
        note = f"注意：{draft}" if draft else ""
        window.tell_news(f"已生成：{target}，内有 {count} 份佐证材料。{note}")
