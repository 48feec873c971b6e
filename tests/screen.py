"""A screen of our own: Xvfb with a small window manager, ended by their ids whatever happens."""

from __future__ import annotations

import ctypes
import os
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from installer.words import SetupError

SIZE = "1920x1080x24"
PATIENCE = 30.0  # seconds


@contextmanager
def opened(size: str = SIZE) -> Iterator[str]:
    """Start a screen of a size and a window manager on it; yield its name (``:7``) and end both afterwards.

    :raises SetupError: when the screen does not come up.
    """
    reader, writer = os.pipe()
    started: list[subprocess.Popen[bytes]] = []
    try:
        # A session of their own: Ctrl+C reaches the tests first, and the screen goes only when they are done.
        started.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
                pass_fds=[writer],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        display = f":{_number(reader)}"
        started.append(
            subprocess.Popen(
                ["openbox", "--sm-disable"],
                env={**os.environ, "DISPLAY": display},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        _wait_for_manager(display)
        yield display
    finally:
        os.close(reader)
        os.close(writer)
        for process in reversed(started):
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that we started; the hard way when it does not listen."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _number(reader: int) -> int:
    """Return the display number that Xvfb chose; it writes it once it is ready for clients."""
    ready, _, _ = select.select([reader], [], [], PATIENCE)
    said = os.read(reader, 32) if ready else b""
    if not said.strip().isdigit():
        raise SetupError("Xvfb 没有启动，屏幕测试无法进行。", "Xvfb did not start, so the screen tests cannot run.")
    return int(said)


def _wait_for_manager(display: str) -> None:
    """Return once a window manager has announced itself; windows opened before that never get the focus."""
    if not wait_for(display, b"_NET_SUPPORTING_WM_CHECK", PATIENCE):
        raise SetupError("窗口管理器 openbox 没有启动。", "The window manager openbox did not start.")


def wait_for(display: str, name: bytes, patience: float) -> bool:
    """Tell whether the root window of ``display`` gets the property ``name`` within ``patience`` seconds.

    A window manager announces itself as ``_NET_SUPPORTING_WM_CHECK`` and the open windows as ``_NET_CLIENT_LIST``.
    """
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    if not connection:
        return False
    try:
        root = ctypes.c_ulong(x11.XDefaultRootWindow(connection))
        atom = ctypes.c_ulong(x11.XInternAtom(connection, name, 0))
        until = time.monotonic() + patience
        while not (found := _items(x11, connection, root, atom)) and time.monotonic() < until:
            time.sleep(0.02)
        return bool(found)
    finally:
        x11.XCloseDisplay(connection)


def _items(x11: ctypes.CDLL, connection: ctypes.c_void_p, window: ctypes.c_ulong, atom: ctypes.c_ulong) -> int:
    """Return how many items a window's property holds; 0 when it has none of that name."""
    kind, count, rest = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
    bits, data = ctypes.c_int(), ctypes.c_void_p()
    start, length, delete, any_kind = ctypes.c_long(0), ctypes.c_long(64), 0, ctypes.c_ulong(0)
    results = [ctypes.byref(value) for value in (kind, bits, count, rest, data)]
    x11.XGetWindowProperty(connection, window, atom, start, length, delete, any_kind, *results)
    if data:
        x11.XFree(data)
    return count.value
