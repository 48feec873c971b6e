"""Where things lie: the program's own resources, the user's settings, recovery files, backups, the log.

The one place that knows the difference between a checkout, an installed wheel and a frozen build.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

APP = "evaldesk"


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
    """Return the user's own folder for settings and logs; nothing is created here.

    ``EVALDESK_HOME`` overrides it, which the tests and the USB-stick build use.
    """
    if override := os.environ.get("EVALDESK_HOME"):
        return Path(override)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / APP
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / APP


def settings_file() -> Path:
    """Return the file that keeps window state, recent files and the last folders."""
    return data_home() / "settings.json"


def log_file() -> Path:
    """Return the rotating log of the program's own errors."""
    return data_home() / "evaldesk.log"


def recovery_folder() -> Path:
    """Return the folder of the journals, which hold every edit that is not saved yet."""
    return data_home() / "recovery"


def backups_folder() -> Path:
    """Return the folder that keeps what lay in a form's file before it was replaced, one folder a form."""
    return data_home() / "backups"
