"""The living PDF in the window: it opens as the form inside it, and its pages are held against that form."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.files.decode import Decoded, decode_form
from evaldesk.files.store import free_name, read_bytes
from evaldesk.files.templates import template_of
from evaldesk.model.template import Template
from evaldesk.report.attachment import extract
from evaldesk.report.form_in import is_pdf as is_pdf  # where the windows look for it
from evaldesk.report.verify import Verified, verify
from evaldesk.rules import evaluate
from evaldesk.rules.evaluation import Evaluation
from evaldesk.ui.background import Background
from evaldesk.ui.banner import put_up
from evaldesk.ui.naming import SUFFIX
from evaldesk.ui.session import Session
from evaldesk.ui.sheet import plain_page, show_sheet
from evaldesk.ui.waiting import opened

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

KEY = "pdf"
OPENED = "已打开 PDF 里所附的表，页面与数据一致。第一次保存时会请您选择位置，PDF 不会改动。"


def open_pdf(path: Path, near: Window | None = None) -> tuple[Session, bytes, tuple[str, ...]]:
    """Return the form inside a PDF, not saved yet, with the PDF's bytes and what was mended to read the form.

    A large one is waited for in ``near``.

    :raises Unreadable: when the PDF cannot be read or carries no form of ours.
    :raises GivenUp: when the officer gave up.
    """
    pdf, decoded, template, evaluation = opened(near, path, partial(_read, path))
    session = Session(decoded.document, template, evaluation=evaluation)
    session.origin = path
    return session, pdf, decoded.notes


def _read(path: Path) -> tuple[bytes, Decoded, Template, Evaluation]:
    pdf = read_bytes(path)
    decoded = decode_form(extract(pdf, f"“{path.name}”"), path.name)
    template = template_of(decoded.document)
    return pdf, decoded, template, evaluate(decoded.document, template)


def proposal(origin: Path) -> Path:
    """Return where a form out of a PDF may be saved: beside it, under its name, over nothing that is there."""
    beside = origin.with_suffix(SUFFIX)
    return free_name(beside, "来自 PDF") if beside.exists() else beside


def tell(window: Window, pdf: bytes, notes: tuple[str, ...], name: str) -> None:
    """Tell what was mended, and hold the pages against the form in the background."""
    for at, note in enumerate(notes):
        put_up(window, f"note-{at}", note, mark="hint")
    session = window.session
    assert session is not None
    if not session.understood:
        return
    worker = Background(window)
    window.closed.connect(worker.stop)
    worker.do(partial(verify, pdf, f"“{name}”"), partial(_told, window))


def _told(window: Window, verified: Verified) -> None:
    if verified.same:
        window.tell_news(OPENED)
        return
    count = len(verified.differences)
    said = f"这份 PDF 有 {count} 处页面与所附的数据不同，可能在导出后被改动过。现在打开的是所附的数据。"
    put_up(window, KEY, said, [("查看", partial(_show, window, verified))])


def _show(window: Window, verified: Verified) -> bool:
    show_sheet(window, "PDF 核对", plain_page(str(verified)), str(verified))
    return False
