"""Who we are to others: person, machine and process; and whether a process of this machine still runs."""

from __future__ import annotations

import getpass
import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Owner:
    """Name who holds something. ``started`` tells a process from a later one of the same number, ``""`` if unknown."""

    by: str
    machine: str
    process: int
    started: str


def ourselves() -> Owner:
    """Return the person, machine and process that this program runs for."""
    process = os.getpid()
    return Owner(_person(), machine(), process, started(process) or "")


def alive(process: int, since: str) -> bool:
    """Tell whether the process that began at ``since`` still runs on this machine; "yes" where nobody can know."""
    now = started(process)
    if now is None:
        return False
    return not since or not now or now == since


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION: allowed for the processes of other users too
    ACCESS_DENIED = 5
    STILL_ACTIVE = 259

    def machine() -> str:
        """Return this machine's name as colleagues know it; nothing is asked of a network."""
        return os.environ.get("COMPUTERNAME", "")

    def started(process: int) -> str | None:
        """Return when a process began, in the system's own count, None when there is no such process.

        Not ``os.kill(process, 0)``, which asks on Linux but ends the process on Windows.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(QUERY, False, process)
        if not handle:
            return "" if ctypes.get_last_error() == ACCESS_DENIED else None
        try:
            code = wintypes.DWORD()
            if kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code)) and code.value != STILL_ACTIVE:
                return None  # ended, but someone still holds a handle on it
            times = [wintypes.FILETIME() for _ in range(4)]
            if not kernel.GetProcessTimes(wintypes.HANDLE(handle), *(ctypes.byref(time) for time in times)):
                return ""
            return str(times[0].dwHighDateTime << 32 | times[0].dwLowDateTime)
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))

else:

    def machine() -> str:
        """Return this machine's name as colleagues know it; nothing is asked of a network."""
        return os.uname().nodename

    def started(process: int) -> str | None:
        """Return when a process began, in the system's own count, None when there is no such process."""
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return None
        except PermissionError:
            pass  # somebody else's, but there
        try:
            # The name stands in brackets and may hold anything; field 22 is the start in ticks since the machine's.
            fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
            return None if fields[0] in {b"Z", b"X"} else fields[19].decode()
        except (OSError, IndexError):
            return ""


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user, or none of the variables
        return ""
