"""A lock on an open file that the system itself lets go of when the process ends, however it ends.

The lock says "a living program has this open" without any clock or process number in it. It is taken on one byte far
behind the content, because on Windows a locked range cannot be read by others, and everyone may read our files.
"""

from __future__ import annotations

import errno
import os
import sys

FAR = 0x7FFF_0000

if sys.platform == "win32":
    import msvcrt

    def try_lock(handle: int) -> bool | None:
        """Lock the file of ``handle`` for as long as it stays open; False: another has it, None: no locks here."""
        os.lseek(handle, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return False if error.errno in {errno.EACCES, errno.EDEADLK} else None
        return True

else:
    import fcntl

    def try_lock(handle: int) -> bool | None:
        """Lock the file of ``handle`` for as long as it stays open; False: another has it, None: no locks here."""
        # flock, not lockf: a POSIX record lock is lost as soon as the process closes *any* handle on the file.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return False if error.errno in {errno.EAGAIN, errno.EACCES} else None
        return True
