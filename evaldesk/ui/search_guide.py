"""What Ctrl+F, Ctrl+G and F3 do in a window: open the search, go to what was found, and on to the next place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from evaldesk.model.document import Where, address, cell, get
from evaldesk.model.indicators import walk
from evaldesk.model.search import Entry
from evaldesk.ui.checkup_guide import go_to
from evaldesk.ui.form import FormPanel
from evaldesk.ui.search_popup import Scope, SearchPopup

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

LONGEST = 40  # characters of a selection that somebody may mean to look for
MOST = 5000  # places that F3 goes through


def open_search(window: Window, scope: Scope = "everything") -> None:
    """Open the search over the form; what is selected in a text is looked for at once."""
    popup_of(window).open(scope, _selected() if scope == "everything" else None)


def next_place(window: Window, by: int) -> None:
    """Go to the next (1) or the former (-1) place of the last search, round and round; without one, open the search."""
    popup = popup_of(window)
    if popup.scope != "everything" or not popup.query.strip():
        open_search(window)
        return
    entries = popup.look(MOST).entries
    if not entries:
        window.tell_news(f"没有找到“{popup.query.strip()}”。")
        return
    at = (entries.index(popup.last) + by) % len(entries) if popup.last in entries else min(by, 0)
    popup.hide()
    _go(window, popup, entries[at])
    window.tell_news(f"“{popup.query.strip()}”：第 {at % len(entries) + 1} 处，共 {len(entries)} 处。")


def popup_of(window: Window) -> SearchPopup:
    """Return the window's search, made when it is first wanted."""
    popup = window.body.findChild(SearchPopup)
    if isinstance(popup, SearchPopup):
        return popup
    assert window.session is not None  # the commands are off without a form
    popup = SearchPopup(window.session, window.body)
    popup.wanted.connect(partial(_go, window, popup))
    popup.gave_up.connect(partial(_return, window))
    return popup


def place_of(window: Window, entry: Entry) -> Where | None:
    """Return the address to go to, None for a row that is gone."""
    assert window.session is not None
    part, _, rest = entry.where.partition("/")
    try:
        where = cell(rest, "name") if part == "indicators" and "/" not in rest else address(entry.where)
    except ValueError:
        return None
    if where.part == "indicators" and all(node.id != where.key for _, node in walk(window.session.document.indicators)):
        return None
    return where


def _go(window: Window, popup: SearchPopup, entry: Entry) -> None:
    popup.last = entry
    where = place_of(window, entry)
    if where is None:
        window.tell_news("这一处已经不在表里了。")
        return
    go_to(window, where)
    panel = window.tabs.currentWidget()
    if isinstance(panel, FormPanel) and where.part == "fields" and (span := _span(window, where, popup.query, entry)):
        panel.select(where, span)


def _span(window: Window, where: Where, query: str, entry: Entry) -> tuple[int, int] | None:
    """Return which words of a field to mark: those of a finding, or the query where it stands there."""
    assert window.session is not None
    if entry.kind == "finding":
        return entry.span
    text = get(window.session.document, where)
    at = text.casefold().find(query.strip().casefold()) if len(text.casefold()) == len(text) else -1
    return (at, at + len(query.strip())) if entry.kind == "text" and query.strip() and at >= 0 else None


def _selected() -> str | None:
    """Return the selected words where the keyboard is, None when there are none that one would look for."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QPlainTextEdit):
        text = widget.textCursor().selectedText()
    elif isinstance(widget, QLineEdit) and not isinstance(widget.parent(), SearchPopup):
        text = widget.selectedText()
    else:
        return None
    return text.strip() if text.strip() and len(text) <= LONGEST and "\u2029" not in text else None


def _return(window: Window) -> None:
    window.show_tab(window.tabs.currentIndex())
