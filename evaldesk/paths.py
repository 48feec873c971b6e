"""Where things lie: the program's own resources, the user's settings, recovery files, backups, the log.

The one place that knows the difference between a checkout, an installed wheel and a frozen build.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

APP = "evaldesk"
PORTABLE = "portable.txt"  # beside the program on a USB stick: settings and recovery stay there, too


@cache
@cache
def resources() -> Path:
    """Return the folder that holds templates, fonts, icons, help and examples.

    A wheel carries it inside the package; a checkout has it beside the package; a frozen build beside the program.

    :raises FileNotFoundError: when none of these places has it, which means a damaged installation.
    """
    package = Path(__file__).resolve().parent
    places = [package / "resources", package.parent / "resources", Path(sys.executable).resolve().parent / "resources"]
    for place in places:
        if (place / "templates").is_dir():
            return place
    raise FileNotFoundError("resources folder not found in: " + ", ".join(map(str, places)))


def data_home() -> Path:
    """Return the user's own folder for settings and logs; nothing is created here but a portable one.

    ``EVALDESK_HOME`` overrides it, which the tests use. A portable program has it beside itself where it can write.
    """
    if override := os.environ.get("EVALDESK_HOME"):
        return Path(override)
    if (beside := portable_home(Path(sys.executable or ".").resolve().parent)) is not None:
        return beside
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / APP
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / APP


@cache
def portable_home(program: Path) -> Path | None:
    """Return the data folder of a portable program, made where it is missing.

    None for a program that is installed, or lies on a medium that cannot be written.
    """
    if not (program / PORTABLE).is_file():
        return None
    home = program / "data"
    try:
        from tempfile import TemporaryFile  # rarely needed, and dear to a quick start

        home.mkdir(exist_ok=True)
        # Only writing tells: neither rights nor attributes know of a stick's switch.
        with TemporaryFile(dir=home):
            return home
    except OSError:
        return None


def licences() -> Path:
    """Return the text of the licences: of all parts where a build has gathered them, else of this program alone."""
    gathered = resources() / "licences.txt"
    return gathered if gathered.is_file() else resources().parent / "LICENSE"


def settings_file() -> Path:
    """Return the file that keeps window state, recent files and the last folders."""
    return data_home() / "settings.json"


def recent_file() -> Path:
    """Return the file that keeps what the start page tells of the recent forms."""
    return data_home() / "recent.json"


def words_file() -> Path:
    """Return the file that keeps the wording of indicators, to offer it in the next form."""
    return data_home() / "words.json"


def log_file() -> Path:
    """Return the rotating log of the program's own errors."""
    return data_home() / "evaldesk.log"


def recovery_folder() -> Path:
    """Return the folder of the journals, which hold every edit that is not saved yet."""
    return data_home() / "recovery"


def backups_folder() -> Path:
    """Return the folder that keeps what lay in a form's file before it was replaced, one folder a form."""
    return data_home() / "backups"


def template_packs_folder() -> Path:
    """Return the folder of the template packs that the user has installed."""
    return data_home() / "template-packs"
