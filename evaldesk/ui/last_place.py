"""Where the officer was in a form: its tab, its row, and the branches that were folded; kept beside the settings.

The form itself is never touched by it, and a place that is no longer there is as good as none.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from evaldesk.model.document import cell
from evaldesk.ui.indicator_folds import Folds
from evaldesk.ui.indicator_row import ATTRIBUTES

if TYPE_CHECKING:
    from evaldesk.ui.indicator_panel import IndicatorPanel
    from evaldesk.ui.window import Window

STATE = "places"
MOST = 30  # forms


def furnish(window: Window, table: IndicatorPanel) -> None:
    """Go to where the officer left the form, and remember where it is left this time."""
    session = window.session
    assert session is not None  # its tabs are there
    known = _places(window).get(session.document.id)
    told = known if isinstance(known, dict) else {}
    folded = told.get("folded")
    folds = Folds(table.view, [id for id in folded if isinstance(id, str)] if isinstance(folded, list) else ())
    _go(window, table, told.get("row"), told.get("tab"))
    window.closed.connect(partial(_remember, table, folds))


def _go(window: Window, table: IndicatorPanel, row: object, tab: object) -> None:
    if isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) and row[1] in ATTRIBUTES:
        index = table.model.place(cell(row[0], row[1]))
        if index.isValid():
            table.view.setCurrentIndex(index)  # it is not scrolled to before it is shown, and no branch is opened
    titles = [window.tabs.tabText(at) for at in range(window.tabs.count())]
    if tab in titles:
        window.show_tab(titles.index(str(tab)))


def _remember(table: IndicatorPanel, folds: Folds, window: Window) -> None:
    session = window.session
    if session is None or session.path is None:
        return  # a form without a file is not opened again
    index = table.view.currentIndex()
    place = {
        "tab": window.tabs.tabText(window.tabs.currentIndex()),
        "row": [table.model.id_of(index), ATTRIBUTES[index.column()]] if index.isValid() else [],
        "folded": folds.folded(),
    }
    known = {id: kept for id, kept in _places(window).items() if id != session.document.id}
    kept = {session.document.id: place, **known}
    few = dict(list(kept.items())[:MOST])
    window.desk.remember_state(**{STATE: json.dumps(few, ensure_ascii=False, separators=(",", ":"))})


def _places(window: Window) -> dict[str, object]:
    try:
        known = json.loads(window.desk.state.get(STATE, ""))
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}
