"""The rig of the journeys: a window in front, and keys at whatever has the focus, as a person presses them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evaldesk.paths import resources
from evaldesk.ui.desk import Desk
from evaldesk.ui.session import Session
from evaldesk.ui.window import Window

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MOST = 120  # presses of Tab from one end of a window to the other
EXAMPLES = resources() / "examples"


def started(desk: Desk, qtbot: QtBot, *forms: Path, size: tuple[int, int] | None = None) -> Window:
    """Start the program with files, as the command line does; return its window, which is in front."""
    window = desk.new_window()
    if size is not None:
        window.resize(*size)
    qtbot.waitUntil(window.isActiveWindow)
    desk.begin(list(forms), window)
    return window


def filled(folder: Path, name: str = "附件3.evform", example: str = "annex-3-project.evform") -> Path:
    """Return a copy of a form as it was really filled."""
    path = folder / name
    path.write_bytes((EXAMPLES / example).read_bytes())
    return path


def session_of(window: Window) -> Session:
    """Return the session of a window that has a form."""
    assert window.session is not None
    return window.session


def focus() -> QWidget:
    """Return where the keys go."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def key(which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key at whatever has the focus."""
    QTest.keyClick(focus(), which, modifiers)


def tab_to(name: str) -> None:
    """Walk with Tab to what is called ``name``, and nothing else; it must be reachable."""
    for _ in range(MOST):
        if name in (getattr(focus(), "text", str)(), focus().accessibleName(), focus().objectName()):
            return
        key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to “{name}”")


def answer(*steps: Callable[[QWidget], object]) -> None:
    """Answer the question that comes next, by keys on it, once it is in front."""

    def act(left: int) -> None:
        box = QApplication.activeModalWidget()
        if box is None or not box.isActiveWindow():  # keys reach only what is in front
            if left:
                QTimer.singleShot(100, partial(act, left - 1))
                return
            if box is not None:
                box.close()
            raise AssertionError("no question came to the front")
        for step in steps:
            step(box)

    QTimer.singleShot(300, partial(act, 100))
