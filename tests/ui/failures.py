"""What the tests of breakdowns share: the dialog, and a rim that is put back afterwards."""

from __future__ import annotations

import sys
import threading

import pytest

from evaldesk.ui import rim
from evaldesk.ui.desk import Desk
from evaldesk.ui.failure import Failure
from evaldesk.ui.window import Window


def failure_in(window: Window) -> Failure:
    """Return the one dialog that tells in a window that the program broke down."""
    (shown,) = [item for item in window.findChildren(Failure) if item.isVisible()]
    return shown


def guard(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catch what nobody caught, as the program does, for the time of a test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    rim.guard(desk.broke.emit)
