"""Menus that are filled when they open: recent files, examples, and the looks to choose from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from evaldesk.paths import resources
from evaldesk.ui.palette import Appearance
from evaldesk.ui.text_size import SIZES

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

LOOKS: tuple[tuple[Appearance, str], ...] = (
    ("system", "跟随系统(&S)"),
    ("light", "浅色(&L)"),
    ("dark", "深色(&D)"),
    ("contrast", "高对比，白底黑字(&C)"),
    ("contrast-dark", "高对比，黑底白字(&B)"),
)


def live(title: str, fill: Callable[[QMenu], None], window: Window) -> QMenu:
    """Return a menu that is made anew whenever it opens."""
    menu = QMenu(title, window)
    menu.aboutToShow.connect(partial(_refill, menu, fill))
    return menu


def recent_menu(window: Window, menu: QMenu) -> None:
    """List the forms that were open lately, newest first."""
    recent = window.desk.recent()
    for number, path in enumerate(recent, 1):
        mnemonic = f"&{number} " if number < 10 else ""
        call = partial(window.desk.open_path, path, window)
        _offer(menu, mnemonic + path.name.replace("&", "&&"), window, call).setToolTip(str(path))
    menu.setToolTipsVisible(True)
    if not recent:
        menu.addAction("还没有打开过的表").setEnabled(False)


def examples_menu(window: Window, menu: QMenu) -> None:
    """List the filled examples that come with the program."""
    for path in examples():
        name, call = example_title(path), partial(window.desk.open_example, path, window)
        _offer(menu, name.replace("&", "&&"), window, call)


def examples() -> list[Path]:
    """Return the files of the examples."""
    return sorted((resources() / "examples").glob("*.evform"))


def example_title(path: Path) -> str:
    """Return what an example shows, in the words of its form."""
    from evaldesk.files.store import open_document

    return open_document(path).fields.get("project_name", path.stem)


def looks_menu(window: Window) -> QMenu:
    """Offer the system's appearance, light, dark, or high contrast."""
    menu = QMenu("外观(&A)", window)
    group = QActionGroup(menu)
    for look, text in LOOKS:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(window.desk.appearance == look)
        action.triggered.connect(partial(_choose_look, window, look))
        group.addAction(action)
    return menu


def sizes_menu(window: Window, menu: QMenu) -> None:
    """Offer the sizes of text, the present one ticked, and the steps between them."""
    menu.addActions([window.menus.actions[id] for id in ("larger", "smaller")])
    menu.addSeparator()
    group = QActionGroup(menu)
    for at, size in enumerate(SIZES, 1):
        action = menu.addAction(f"{size}%(&{at})")
        action.setCheckable(True)
        action.setChecked(window.desk.text_size == size)
        action.triggered.connect(partial(_choose_size, window, size))
        group.addAction(action)


def _choose_size(window: Window, size: int, checked: bool = False) -> None:
    window.desk.choose_text_size(size)


def _choose_look(window: Window, look: Appearance, checked: bool = False) -> None:
    window.desk.choose_appearance(look)


def _offer(menu: QMenu, text: str, window: Window, call: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(partial(_run, window, call))
    return action


def _run(window: Window, call: Callable[[], object], checked: bool = False) -> None:
    window.run(call)


def _refill(menu: QMenu, fill: Callable[[QMenu], None]) -> None:
    menu.clear()
    fill(menu)
