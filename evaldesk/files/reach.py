"""The path by which the system reaches a file: links followed, and Windows' limit of 260 characters lifted."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath, PureWindowsPath

# Windows refuses 260 and more for files, 248 for folders, and our temp file may have a longer name than the form.
LONGEST_PLAIN = 200


def reach(path: Path) -> Path:
    """Return the absolute path of the file itself: what a link points to is saved, and the link stays a link.

    :raises OSError: when links go in a circle.
    :raises ValueError: when the path has a NUL in it.
    """
    try:
        long = sys.platform == "win32" and len(str(path.absolute())) >= LONGEST_PLAIN
        real = path.resolve() if long or path.is_symlink() else path.absolute()
    except RuntimeError as error:  # what Python before 3.13 says of a circle of links
        raise OSError(str(error)) from error
    return Path(extended(PureWindowsPath(real))) if sys.platform == "win32" else real


def extended(path: PurePath) -> str:
    r"""Return a long absolute Windows path with the prefix ``\\?\`` (``\\?\UNC\`` for a share), a short one as it is.

    The prefix takes the path out of Windows' own reading of it, so ``..`` and ``/`` must be gone already.
    """
    text = str(path)
    if len(text) < LONGEST_PLAIN or text.startswith(("\\\\?\\", "\\\\.\\")):
        return text
    return "\\\\?\\UNC\\" + text[2:] if text.startswith("\\\\") else "\\\\?\\" + text
