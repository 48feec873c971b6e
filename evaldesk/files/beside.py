"""Names of our own small files beside a form, and clearing away what a crashed save left there.

They start with ``.~``, as the lock files of office programs do, so that sync clients and people leave them alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import time
from itertools import islice
from pathlib import Path

# Nearly every file system takes 255 bytes (Linux) or units (Windows); a Chinese character is three bytes of UTF-8.
LONGEST_NAME = 200

TEMPORARY = re.compile(r"\.~evaldesk-[0-9a-f]{16}\.tmp")
LOOKED_AT = 1000  # entries; to list ten thousand files of a slow share would hold up every save
OLD_ENOUGH = 24 * 3600.0  # seconds; a save takes less than three


def beside(path: Path, purpose: str) -> Path:
    """Return the place of our file for a form: ``.~<name>.<purpose>``, with a digest where that is too long."""
    name = path.name
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        folded = name.casefold().encode("utf-8", "surrogatepass")
        name = f"evaldesk-{hashlib.sha256(folded).hexdigest()[:32]}"
    return path.with_name(f".~{name}.{purpose}")


def temporary(folder: Path) -> Path:
    """Return a name in ``folder`` that nobody has yet, for a file that will be renamed."""
    return folder / f".~evaldesk-{os.urandom(8).hex()}.tmp"


def sweep(folder: Path, now: float | None = None) -> int:
    """Remove what saves that crashed left in ``folder``: only files of our naming, only old ones; return how many.

    A file from the future (a clock that went backwards) counts as young.
    """
    removed = 0
    moment = time.time() if now is None else now
    with contextlib.suppress(OSError):
        with os.scandir(folder) as entries:
            found = [entry.name for entry in islice(entries, LOOKED_AT) if TEMPORARY.fullmatch(entry.name)]
        for name in found:
            with contextlib.suppress(OSError):
                kind = (folder / name).lstat()
                if stat.S_ISREG(kind.st_mode) and moment - kind.st_mtime > OLD_ENOUGH:
                    (folder / name).unlink()
                    removed += 1
    return removed
