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
def opened() -> Iterator[str]:
    """Start a screen and a window manager on it; yield its name (``:7``) and end both afterwards.

    :raises SetupError: when the screen does not come up.
    """
    reader, writer = os.pipe()
    started: list[subprocess.Popen[bytes]] = []
    try:
        # A session of their own: Ctrl+C reaches the tests first, and the screen goes only when they are done.
        started.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"],
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
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XInternAtom.restype = ctypes.c_ulong
    root = ctypes.c_ulong(x11.XDefaultRootWindow(connection))
    announced = ctypes.c_ulong(x11.XInternAtom(connection, b"_NET_SUPPORTING_WM_CHECK", 0))
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if _has_property(x11, connection, root, announced):
                return
            time.sleep(0.02)
    finally:
        x11.XCloseDisplay(connection)
    raise SetupError("窗口管理器 openbox 没有启动。", "The window manager openbox did not start.")


def _has_property(
    x11: ctypes.CDLL, connection: ctypes.c_void_p, window: ctypes.c_ulong, atom: ctypes.c_ulong
) -> bool:
    count = ctypes.c_int()
    x11.XListProperties.restype = ctypes.POINTER(ctypes.c_ulong)
    atoms = x11.XListProperties(connection, window, ctypes.byref(count))
    found = atom.value in [atoms[index] for index in range(count.value)]
    if count.value:
        x11.XFree(atoms)
    return found
