"""One start of the program in a process of its own: ``leave FORM`` arranges everything and goes, ``come FORM`` tells.

What is told is JSON: what the officer finds again when she opens the form the next time.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QSplitter

from evaldesk.model.document import cell
from evaldesk.ui.app import make_application, prepare
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.indicator_row import ACTUAL, TARGET
from evaldesk.ui.picture import settle
from evaldesk.ui.window import Window

MOMENT = 300
PLACE = (1180, 640, 1300, 730)  # in the lower right of a large screen


def leave(desk: Desk, window: Window) -> None:
    """Arrange the window as nobody finds it at first."""
    table = _table(window)
    window.setGeometry(*PLACE)
    desk.choose_text_size(110)
    desk.choose_appearance("dark")
    window.show_tab(3)
    settle(MOMENT)
    first = table.model.index(0, 0)
    table.view.setCurrentIndex(table.model.index(1, 0))
    table.view.collapse(first)
    group = table.model.index(0, 0, table.model.index(1, 0))
    window.show_where(cell(table.model.id_of(table.model.index(3, 0, group)), "target"))
    table.view.header().resizeSection(ACTUAL, 177)
    _below(table).setSizes([300, 200])
    window.body.sides.setSizes([900, 400])
    window.checkup.show_list(700)
    desk.remember_folder("open", Path("/例"))
    settle(MOMENT)


def told(desk: Desk, window: Window) -> dict[str, object]:
    """Return what is found."""
    table = _table(window)
    place, room = window.frameGeometry(), window.screen().availableGeometry()
    return {
        "tab": window.tabs.tabText(window.tabs.currentIndex()),
        "row": table.model.id_of(table.view.currentIndex()),
        "in target": table.view.currentIndex().column() == TARGET,
        "open": [table.view.isExpanded(table.model.index(row, 0)) for row in range(table.model.rowCount())],
        "column": table.view.header().sectionSize(ACTUAL),
        "below": _share(_below(table)),
        "beside": window.checkup.width(),
        "list": window.checkup.list_height(),
        "size": desk.text_size,
        "look": desk.appearance,
        "folder": desk.folder("open"),
        "geometry": str(window.geometry().getRect()),
        "in view": room.contains(place),
    }


def main() -> int:
    """Open the form, do what is asked, tell what is there, and close."""
    application = make_application()
    prepare(application)
    desk = Desk(application)
    window = desk.open_path(Path(sys.argv[2]))
    settle(MOMENT)
    if sys.argv[1] == "leave":
        leave(desk, window)
    elif sys.argv[1] == "come":
        window.show_tab(window.tabs.currentIndex())
    json.dump(told(desk, window), sys.stdout)
    window.close()
    return 0


def _table(window: Window) -> IndicatorPanel:
    table = window.findChild(IndicatorPanel)
    assert table is not None
    return table


def _below(table: IndicatorPanel) -> QSplitter:
    splitter = table.findChild(QSplitter)
    assert splitter is not None
    return splitter


def _share(splitter: QSplitter) -> float:
    sizes = splitter.sizes()
    return round(sizes[0] / (sum(sizes) or 1), 1)


if __name__ == "__main__":
    sys.exit(main())
