"""A form's file that cannot be read: what this machine kept of it before is offered."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.files.backup import Backup, backups_at
from evaldesk.files.store import open_document
from evaldesk.files.templates import template_of
from evaldesk.ui.banner import put_up
from evaldesk.ui.session import Session

if TYPE_CHECKING:
    from evaldesk.ui.window import Window


def offer_backups(window: Window, path: Path) -> None:
    """Say that earlier contents of the file are kept here, where that is so; each opens as a form without a file."""
    kept = backups_at(path)
    if kept:
        said = f"“{path.name}”以前的内容，本机留有 {len(kept)} 份备份，最近一份是 {_when(kept[0])} 换下的。"
        put_up(window, "backups", said, [("打开最近的备份", partial(_open, window, kept[0]))], "hint")


def _open(window: Window, backup: Backup) -> None:
    document = open_document(backup.path)
    shown = window.desk.show_session(Session(document, template_of(document)), window)
    shown.tell_news(f"这是 {_when(backup)} 换下的内容，请核对后另存。")


def _when(backup: Backup) -> str:
    return f"{backup.at.astimezone():%Y-%m-%d %H:%M}"
