"""The stage of the scenes: a window with a form that has remarks and versions, and how one looks at what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from evaldesk.files.store import open_document, save_document
from evaldesk.history.remarks import answered, with_remark
from evaldesk.model.document import field
from evaldesk.paths import resources
from evaldesk.ui.desk import Desk
from evaldesk.ui.picture import settle
from evaldesk.ui.window import Window

EXAMPLE = "annex-3-project.evform"
INDICATOR = "a3-009"
SIZE = (1280, 720)
LONGEST = 100  # moments to wait for something
MOMENT = 60  # milliseconds for what follows a click


@dataclass(frozen=True)
class Stage:
    """Hold where scenes are played: a window with a form that has remarks and versions, and who looks at them."""

    desk: Desk
    window: Window
    look: Callable[[QWidget], object]

    def show(self, shown: QWidget) -> None:
        """Look at what lies beside the form, and close it."""
        settle(MOMENT)
        self.look(shown)
        shown.close()

    def ask(self, question: Callable[[], object]) -> None:
        """Ask; look at the dialog once it is there, and turn it down."""
        failed: list[BaseException] = []
        watch = QTimer(interval=20)
        watch.timeout.connect(partial(self._answer, watch, failed))
        watch.start()
        question()
        watch.stop()
        if failed:
            raise failed[0]

    def _answer(self, watch: QTimer, failed: list[BaseException]) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QDialog) or not box.isVisible():
            return
        watch.stop()
        settle(MOMENT)  # it may be there and not laid out yet
        try:
            self.look(box)
        except BaseException as error:  # it belongs to whoever asked, not to the loop of events
            failed.append(error)
        box.reject()


def form(folder: Path) -> Path:
    """Write the example with a remark that waits and one that is answered; return its file."""
    path = folder / "表.evform"
    document = open_document(resources() / "examples" / EXAMPLE)
    pin = partial(with_remark, by="财政局绩效科", at="2024-05-06T10:00:00+08:00")
    document = pin(document, "fields/spent_own", "与决算系统的支出数不符，请核对。")
    document = answered(pin(document, f"indicators/{INDICATOR}", "请补充佐证材料。"), 1, "已补充验收报告。")
    save_document(document, path)
    return path


def stage(desk: Desk, folder: Path, look: Callable[[QWidget], object]) -> Stage:
    """Open the form in a window of the smallest size that is supported, saved twice so that it has versions."""
    from evaldesk.ui.saving import save

    window = desk.open_path(form(folder))
    window.resize(*SIZE)
    assert window.session is not None
    for amount in ("552.4", "1000"):
        window.session.edit(field("spent_own"), amount, "")
        save(window)
    window.notice.dismiss()
    window.settle_checkup()
    settle(MOMENT)
    return Stage(desk, window, look)
