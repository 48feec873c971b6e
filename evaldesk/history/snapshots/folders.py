"""Where snapshots lie: a folder a form in the user's own data folder, and one beside the form's file where wanted.

In it one small JSON file an entry, and below ``contents`` one compressed file a content, named by its SHA-256.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from evaldesk.errors import Unwritable
from evaldesk.files.backup import form_key
from evaldesk.files.patience import Patience
from evaldesk.files.turn import turn
from evaldesk.files.wording import why_unwritable
from evaldesk.paths import data_home


def own_folder(form: str) -> Path:
    """Return the folder of a form's snapshots in the user's data folder."""
    return _home() / form_key(form)


def own_folders() -> list[Path]:
    """Return the folders of all forms in the user's data folder; none where there is no history yet."""
    try:
        return [path for path in _home().iterdir() if path.is_dir()]
    except OSError:
        return []


def beside_folder(file: Path) -> Path:
    """Return the folder for snapshots beside a form's file."""
    return file.with_name(f"{file.stem}-历史版本")


@contextlib.contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Make the folder and hold the only right to change it, so that two programs never disturb each other.

    :raises Unwritable: when that is impossible.
    """
    try:
        (folder / "contents").mkdir(parents=True, exist_ok=True, mode=0o700)
        with turn(folder / "entries", Patience()):
            yield
    except OSError as error:
        raise Unwritable(f"历史版本没有存下：{why_unwritable(folder, error)}", str(error)) from error


def _home() -> Path:
    return data_home() / "history"
