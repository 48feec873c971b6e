"""The officer's own fonts: 仿宋 and 宋体 as the machine has them, where their makers allow to embed them.

Another font is a line in ``FONTS``: its name in the page's settings and the file names under which it is delivered.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from evaldesk.report.fonts import open_face

FONTS = {
    "仿宋": ("simfang.ttf", "fangsong.ttf", "fangsong_gb2312.ttf", "仿宋_gb2312.ttf", "仿宋.ttf"),
    "宋体": ("simsun.ttc", "simsun.ttf", "宋体.ttf"),
}


@lru_cache(8)
def own_font(name: str) -> str:
    """Return the path of a font of this machine by its Chinese name, ``""`` where it has none that may be embedded."""
    for path in _files(FONTS.get(name, ())):
        try:
            if open_face(path).embeddable:
                return str(path)
        except (OSError, ValueError, KeyError, IndexError, struct.error):
            continue  # damaged, or of a kind that we cannot take apart
    return ""


def font_folders() -> list[Path]:
    """Return where this system keeps its fonts, and where people put their own."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        return [
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            Path(local) / "Microsoft" / "Windows" / "Fonts",
        ]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]


def _files(names: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files of these names, in the order of the names."""
    found: dict[str, Path] = {}
    for folder in font_folders() if names else ():
        for place, _, files in os.walk(folder):
            for file in files:
                if file.lower() in names:
                    found.setdefault(file.lower(), Path(place) / file)
    return (found[name] for name in names if name in found)
