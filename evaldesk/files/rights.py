"""The rights of a file that is replaced: the new file takes over what the old one had."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

from evaldesk.files.reach import reach


def refuse_protected(target: Path) -> None:
    """Refuse to replace a file that someone protected: a rename would quietly get around the mark on it.

    :raises OSError: with EPERM, when the file exists and is read-only or not ours to write.
    """
    if target.exists() and not (target.stat().st_mode & stat.S_IWUSR and os.access(target, os.W_OK)):
        raise PermissionError(errno.EPERM, "read-only file")


def read_only(path: Path) -> bool:
    """Tell whether a form will not be savable where it lies, as far as one can see without trying."""
    try:
        target = reach(path)
        refuse_protected(target)
        return not os.access(target.parent, os.W_OK)
    except (OSError, ValueError):
        return True


def take_over_rights(target: Path, temporary: Path) -> None:
    """Give ``temporary`` the owner, mode and attributes of ``target``, as far as the file system knows them.

    A new file keeps what the system gave it (the umask, the folder's group, on Windows the folder's access list).
    On Windows a replaced file, too, gets the folder's access list, which is what office shares work with; the times of
    a saved file are those of the save everywhere.
    """
    try:
        old = target.stat()
    except OSError:
        return
    if sys.platform != "win32":
        new = temporary.stat()
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            with contextlib.suppress(OSError):  # only root may give files away; the group may be ours, though
                os.chown(temporary, -1, old.st_gid)
            with contextlib.suppress(OSError):
                os.chown(temporary, old.st_uid, -1)
    if sys.platform == "linux":  # access lists and desktop marks of Linux; before the mode, which changes the list
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(target, name))
    with contextlib.suppress(OSError):  # a FAT stick knows no modes
        temporary.chmod(stat.S_IMODE(old.st_mode))
