"""A lock on an open file that the system itself lets go of when the process ends, however it ends.

The lock says "a living program has this open" without any clock or process number in it. It is taken on one byte far
behind the content, because on Windows a locked range cannot be read by others, and everyone may read our files.
"""

from __future__ import annotations

import sys

FAR = 0x7FFF_0000

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    EXCLUSIVE_AT_ONCE = 0x2 | 0x1  # LOCKFILE_EXCLUSIVE_LOCK, LOCKFILE_FAIL_IMMEDIATELY
    ANOTHER_HAS_IT = {33, 997}  # ERROR_LOCK_VIOLATION; ERROR_IO_PENDING where the file was opened overlapped

    class Place(ctypes.Structure):
        """Say where the locked byte lies: the system's OVERLAPPED."""

        _fields_ = (
            ("internal", ctypes.c_void_p),
            ("internal_high", ctypes.c_void_p),
            ("offset", wintypes.DWORD),
            ("offset_high", wintypes.DWORD),
            ("event", wintypes.HANDLE),
        )

    def try_lock(handle: int) -> bool | None:
        """Lock the file of ``handle`` for as long as it stays open; False: another has it, None: no locks here."""
        # Not msvcrt.locking: its error number does not tell a lock that another holds from a place without locks.
        lock = ctypes.WinDLL("kernel32", use_last_error=True).LockFileEx
        lock.argtypes = (wintypes.HANDLE, *(4 * [wintypes.DWORD]), ctypes.POINTER(Place))
        place = Place(offset=FAR)
        if lock(msvcrt.get_osfhandle(handle), EXCLUSIVE_AT_ONCE, 0, 1, 0, ctypes.byref(place)):
            return True
        return False if ctypes.get_last_error() in ANOTHER_HAS_IT else None

else:
    import errno
    import fcntl

    def try_lock(handle: int) -> bool | None:
        """Lock the file of ``handle`` for as long as it stays open; False: another has it, None: no locks here."""
        # flock, not lockf: a POSIX record lock is lost as soon as the process closes *any* handle on the file.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return False if error.errno in {errno.EAGAIN, errno.EACCES} else None
        return True
