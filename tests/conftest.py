"""What holds for every test: its own home, no network, and no window on the person's screen unless it asked for one."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:  # most tests do without Qt
    from PySide6.QtWidgets import QApplication

    from evaldesk.ui.desk import Desk

# A deadline measures the machine's other work, not ours: what must be fast has a test or a benchmark of its own.
# Where a change is judged, the same change meets the same examples; everywhere else each run looks for new ones.
hypothesis.settings.register_profile("evaldesk", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("evaldesk")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the screen before anything imports Qt: none, unless exactly the screen tests were asked for."""
    if config.option.markexpr != "screen":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not os.environ.get("XDG_RUNTIME_DIR"):  # Qt would warn about its absence, and warnings are failures
        os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="evaldesk-runtime-")
    os.environ["CUPS_SERVER"] = os.devnull  # no printer of this machine: what they are asked for is tested without them
    # Modules that look for the user's folder while they are imported must not find the real one either.
    os.environ["EVALDESK_HOME"] = tempfile.mkdtemp(prefix="evaldesk-home-")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the screen tests where there is no screen."""
    if config.option.markexpr == "screen":
        return
    for item in items:
        if item.get_closest_marker("screen"):
            item.add_marker(pytest.mark.skip(reason="needs a screen: python3 tests/run.py, or pytest -m screen"))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty folder for settings, recovery files and the log."""
    folder = tmp_path_factory.mktemp("home", numbered=True)
    monkeypatch.setenv("EVALDESK_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that reaches for the network; sockets between processes of this machine stay open."""
    reach = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            pytest.fail(f"evaldesk works offline, but something reached for {address}")
        reach(self, address)  # type: ignore[arg-type]

    def look_up(host: object, *_: object, **__: object) -> None:
        pytest.fail(f"evaldesk works offline, but something looked up {host}")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """Return an empty desk, dressed like the real one; its windows are closed without questions."""
    from evaldesk.ui.app import prepare
    from evaldesk.ui.desk import Desk

    qapp.setStyle("Fusion")
    prepare(qapp)
    desk = Desk(qapp)
    yield desk
    for window in list(desk.windows):
        if window.session is not None:
            window.session.stack.set_clean()
        window.close()
    qapp.processEvents()
