"""导入 and 导出 Excel in the window: foreign files open as new forms, with a list of what was guessed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.exchange.foreign import is_foreign, read_foreign
from evaldesk.exchange.imported import Imported
from evaldesk.files.store import read_bytes, write_bytes
from evaldesk.model.indicators import leaves
from evaldesk.report.attachment import carries
from evaldesk.rules import evaluate
from evaldesk.rules.evaluation import Evaluation
from evaldesk.ui import dialogs
from evaldesk.ui.import_guesses import tell_guesses
from evaldesk.ui.living_pdf import is_pdf
from evaldesk.ui.naming import default_name
from evaldesk.ui.session import Session
from evaldesk.ui.waiting import Advance, followed, waited

if TYPE_CHECKING:
    from evaldesk.ui.desk import Desk
    from evaldesk.ui.window import Window

SHEET = ".xlsx"


def is_to_import(path: Path) -> bool:
    """Tell whether a file is opened by importing it: a workbook, a text, or a PDF in which no form of ours travels.

    :raises Unreadable: when a PDF is not there.
    """
    return is_foreign(path.name) or (is_pdf(path) and not carries(read_bytes(path)))


def open_foreign(desk: Desk, path: Path, near: Window | None) -> Window:
    """Show what a foreign file holds as a form that has no file yet, and say what was guessed.

    :raises EvaldeskError: when it cannot be read, holds no form, or was given up.
    """
    read, evaluation = waited(near, f"正在读取“{path.name}”……", partial(_read, path))
    session = Session(read.document, read.template, evaluation=evaluation)
    session.origin = path
    window = desk.show_session(session, near)
    count = sum(1 for _ in leaves(read.document.indicators))
    done = f"已从“{path.name}”导入 {count} 项指标，原文件不会改动，保存时请选择位置。"
    tell_guesses(window, done, read.findings)
    return window


def import_files(window: Window) -> None:
    """Ask for foreign files and open each as a form of its own."""
    for path in dialogs.ask_import(window, window.desk.folder("open")):
        window.desk.remember_folder("open", path.parent)
        window.run(partial(window.desk.open_path, path, window))


def export_sheet(window: Window) -> None:
    """Ask for a place and write the form there as a workbook of the official layout."""
    session = window.session
    assert session is not None  # the command is off without a form
    name = default_name(session.document, session.template, SHEET)
    path = dialogs.ask_export_sheet(window, str(Path(window.desk.folder("export")) / name))
    if path is None:
        return
    path = path if path.suffix.lower() == SHEET else path.with_name(path.name + SHEET)
    window.desk.remember_folder("export", path.parent)
    write_bytes(followed(window, "正在导出……", partial(_written, session)), path)
    window.tell_news(f"已导出：{path}")


def _read(path: Path) -> tuple[Imported, Evaluation]:
    read = read_foreign(read_bytes(path), path.name)
    return read, evaluate(read.document, read.template)


def _written(session: Session, advance: Advance) -> bytes:
    from evaldesk.exchange.sheet.write import workbook_bytes  # what writes workbooks takes a while to load

    return workbook_bytes(session.document, session.template, session.evaluation, advance)
