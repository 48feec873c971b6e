"""Names that every system accepts for a file or folder, made of what people wrote."""

from __future__ import annotations

import re

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')  # what Windows refuses in a name
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")  # with any ending, too
LONGEST = 80  # with the folders before it, Windows stops at 260


def safe(stem: str, longest: int = LONGEST) -> str:
    """Return a stem that every system accepts as the name of a file, of at most ``longest`` characters."""
    stem = FORBIDDEN.sub("_", " ".join(stem.split()))[:longest].strip(" .")
    return RESERVED.sub(r"\1_", stem) or "_"
