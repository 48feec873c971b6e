"""The menu of annexes: which go along with the form when it is printed or exported."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from evaldesk.ui.printout import Printout
    from evaldesk.ui.window import Window

KEYS = {"explained": "E", "scoring": "S", "charts": "C", "evidence": "L", "response": "R", "data": "D"}


def annex_menu(window: Window, menu: QMenu) -> None:
    """List the annexes with those ticked that go along; one that has nothing to say is told so."""
    from evaldesk.ui.printout import NAMES

    printout = window.printout
    has = {name: bool(printout.annexes(name)) for name in NAMES}
    for name, title in NAMES.items():
        action = menu.addAction(f"{title}(&{KEYS[name]})" + ("" if has[name] else "：现在没有内容"))
        action.setCheckable(True)
        action.setChecked(name in printout.chosen)
        action.triggered.connect(partial(_choose, printout, name))


def _choose(printout: Printout, name: str, checked: bool) -> None:
    printout.choose(name, checked)
