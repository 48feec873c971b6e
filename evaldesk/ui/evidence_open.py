"""Opening a file of evidence with the system's own program: only kinds that show something, never one that runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from evaldesk.errors import Unreadable

# A form may come from anybody, and so may the path in it: what is not plainly a document is only shown in its folder.
DOCUMENTS = frozenset(
    {
        *(".pdf", ".ofd", ".ceb", ".doc", ".docx", ".wps", ".rtf", ".odt", ".txt", ".md", ".eml", ".msg"),
        *(".xls", ".xlsx", ".et", ".csv", ".ods", ".ppt", ".pptx", ".dps", ".odp", ".zip", ".rar", ".7z"),
        *(".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"),
        *(".mp3", ".wav", ".m4a", ".mp4", ".avi", ".mov", ".mkv", ".wmv"),
    }
)


def open_file(path: Path) -> str:
    """Open a document; of anything else open the folder, and return a sentence about that.

    :raises Unreadable: when the system has no program for it.
    """
    if path.suffix.lower() not in DOCUMENTS:
        open_folder(path)
        return f"“{path.name}”不是常见的文档，为安全起见没有直接打开，已打开它所在的文件夹。"
    _open(path)
    return ""


def open_folder(path: Path) -> None:
    """Open the folder that a file lies in.

    :raises Unreadable: when the system has no program for it.
    """
    _open(path.parent)


def _open(path: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise Unreadable(f"系统没有可以打开“{path.name}”的程序。文件在：{path}")
