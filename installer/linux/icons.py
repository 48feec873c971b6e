"""Icons of the program and of its files, in each size that desktops ask for, taken from those of the Windows setup."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from installer.interpreter import ROOT

SIZES = (16, 24, 32, 48, 64, 128, 256)
THEME = "usr/share/icons/hicolor"
ICONS = ROOT / "installer" / "windows" / "icons"
# Place in the theme, without size and ending -> icon file, drawing.
KINDS = {
    "apps/evaldesk": (ICONS / "app.ico", ROOT / "resources" / "icons" / "app.svg"),
    "mimetypes/evaldesk-form": (ICONS / "form-file.ico", ICONS / "form-file.svg"),
}
# Pillow, which the package has, reads an icon file's pictures; the machine of the build need not have it.
TAKE_OUT = """
import sys
from PIL import Image
icon, size, into = sys.argv[1:]
with Image.open(icon) as file:
    file.size = (int(size), int(size))
    file.convert("RGBA").save(into, "PNG", optimize=True)
"""


def put(into: Path, python: Path) -> None:
    """Put all icons below ``into``, with the package's own ``python``."""
    for name, (icon, drawing) in KINDS.items():
        for size in SIZES:
            place = into / THEME / f"{size}x{size}" / f"{name}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([str(python), "-B", "-c", TAKE_OUT, str(icon), str(size), str(place)], check=True)
        place = into / THEME / "scalable" / f"{name}.svg"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawing, place)
