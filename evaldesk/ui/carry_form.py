"""由去年的表新建: last year's file or PDF becomes this year's form, not saved yet."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.exchange.last_year import carried, newest_edition
from evaldesk.files.templates import load_template
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document
from evaldesk.report.form_in import form_in
from evaldesk.ui import dialogs
from evaldesk.ui.session import Session
from evaldesk.ui.waiting import waited

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

STEP = "由去年的表新建"
TOLD = "已由去年的表新建，原来的表没有改动。金额和实现值请逐项填写，旁边有去年的数字可以对照。"


def carry(window: Window, path: Path | None = None) -> None:
    """Ask for last year's form, unless it is known, and for what is taken; show this year's.

    :raises EvaldeskError: when the form cannot be read, or this machine has no edition of its template.
    """
    if path is None:
        path = dialogs.ask_last_year(window, window.desk.folder("open"))
        if path is None:
            return
        window.desk.remember_folder("open", path.parent)
    last = waited(window, f"正在读取“{path.name}”……", partial(form_in, path))
    template = newest_edition(last.template)
    wish = dialogs.ask_carry(window, last, template)
    if wish is not None:
        show(window, carried(last, template, wish.take, wish.year))


def show(window: Window, form: Document) -> Window:
    """Show the new form as one undo step on an empty one: it is not saved, and a crash loses nothing of it."""
    template = load_template(form.template)
    empty = new_document(template).model_copy(update={"id": form.id, "previous": form.previous})
    session = Session(empty, template)
    target = window.desk.show_session(session, window)
    session.apply(STEP, form)
    target.tell_news(TOLD)
    return target
