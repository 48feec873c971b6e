"""What the window does with paper: the page's settings, the question about a draft, export and print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.files.store import write_bytes
from evaldesk.report.setup import setup_of, with_setup
from evaldesk.ui import dialogs
from evaldesk.ui.checkup_guide import draft_words, open_list
from evaldesk.ui.naming import default_name
from evaldesk.ui.page_dialog import STEP
from evaldesk.ui.printing import print_form
from evaldesk.ui.saving import record_print
from evaldesk.ui.waiting import followed

if TYPE_CHECKING:
    from evaldesk.ui.session import Session
    from evaldesk.ui.window import Window


def set_page(window: Window) -> None:
    """Ask for the page's settings and keep them in the form, as one undo step."""
    session = _session(window)
    setup = dialogs.ask_page(window, window.printout.order())
    if setup is not None and setup != setup_of(session.document):
        session.apply(STEP, with_setup(session.document, setup))


def export(window: Window) -> None:
    """Ask for a place and write the form as it prints there."""
    if not _is_wanted(window, "导出"):
        return
    session = _session(window)
    name = default_name(session.document, session.template, ".pdf")
    if path := dialogs.ask_export(window, str(Path(window.desk.folder("export")) / name)):
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        window.desk.remember_folder("export", path.parent)
        write_bytes(followed(window, "正在生成 PDF……", window.printout.order().pdf), path)
        record_print(window)
        window.tell_news(f"已导出：{path}")


def send(window: Window) -> None:
    """Ask for a printer and print the form there."""
    if _is_wanted(window, "打印"):
        print_form(window)


def check_paper(window: Window) -> None:
    """Show where scans of the signed paper are held against the form."""
    from evaldesk.ui.paper_window import show_paper_check  # what reads scans is rarely needed

    show_paper_check(window)


def preview_beside(window: Window) -> None:
    """Show the pages in a window of their own, so that they can be seen while one types."""
    from evaldesk.ui.preview_beside import show_beside

    show_beside(window)


def _is_wanted(window: Window, doing: str) -> bool:
    """Ask once about a draft: in the same state nobody is asked again. Explanations that are wanted are told only."""
    words = draft_words(window)
    draft = window.printout.order().draft
    if not draft:
        if words:
            window.notice.say(words, level="explain")
        return True
    if window.printout.agreed == words:
        return True
    answer = dialogs.ask_draft(window, words, doing)
    if answer == "list":
        open_list(window)
    elif answer == "go":
        window.printout.agreed = words
    return answer == "go"


def _session(window: Window) -> Session:
    assert window.session is not None  # the commands are off without a form
    return window.session
