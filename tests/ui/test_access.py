"""Access: in every tab, panel and dialog each thing that can be used has a name, is reached by Tab, and is whole."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

import evaldesk.ui
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.picture import settle
from tests import scenes
from tests.fits import cut, found_in, is_part, kind_of, parents
from tests.stage import MOMENT, SIZE, Stage
from tests.stage import stage as set_up

USED = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar, QTextEdit,
)  # fmt: skip
PERCENT = (100, 150, 200)
MOST_STOPS = 200


def said_of(item: QWidget) -> str:
    """Return the name by which a reader of the screen calls a widget, empty where it is of no role to it."""
    known = QAccessible.queryAccessibleInterface(item)
    if known is None or known.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
        return ""
    return known.text(QAccessible.Text.Name).strip()


def nameless(top: QWidget) -> list[str]:
    """Return what can be used and has no name."""
    used = [item for item in found_in(top) if isinstance(item, USED) and not is_part(item)]
    return [kind_of(item) for item in used if not said_of(item)]


def around(item: QWidget) -> QImage:
    """Return the pixels of a widget with what lies just around it."""
    top = item.window()
    place = QRect(item.mapTo(top, item.rect().topLeft()), item.size())
    return top.grab(place.adjusted(-3, -3, 3, 3)).toImage()


def press_tab(top: QWidget, here: QWidget) -> None:
    """Press Tab; in a page to read it goes from link to link first."""
    for _ in range(MOST_STOPS if isinstance(here, QTextBrowser) else 1):
        QTest.keyClick(here, Qt.Key.Key_Tab)
        if top.focusWidget() is not here:
            return


def badly_tabbed(top: QWidget) -> list[str]:
    """Press Tab until the focus is where it began; return what holds it fast, hides it, or is not drawn with it."""
    if top.windowType() == Qt.WindowType.Popup:
        return []  # it takes every key itself, and Escape closes it
    top.activateWindow()
    if top.focusWidget() is None and not top.focusNextChild():
        return [f"{kind_of(top)} has nothing that takes the focus"]
    (top.focusWidget() or top).setFocus(Qt.FocusReason.TabFocusReason)
    settle(MOMENT)
    found: list[str] = []
    seen: list[QWidget] = []
    while (here := top.focusWidget()) is not None and here not in seen:
        if len(seen) > MOST_STOPS:
            return [*found, f"more than {MOST_STOPS} places"]
        seen.append(here)
        place = QRect(here.mapTo(top, here.rect().topLeft()), here.size())
        if not here.isVisible() or not top.rect().intersects(place):
            found.append(f"{kind_of(here)} has the focus and is not in view")
        with_focus = around(here)
        if isinstance(here, IndicatorView):
            top.focusNextChild()  # Tab goes from cell to cell there; Ctrl+Tab and F7 leave it
        elif any(above.inherits("SearchPopup") for above in parents(here)):
            QTest.keyClick(here, Qt.Key.Key_Escape)  # the one thing there takes Tab
            return [] if top.focusWidget() is not here else [f"{kind_of(here)} is not left by Escape"]
        else:
            press_tab(top, here)
        QApplication.processEvents()
        if top.focusWidget() is here:
            others = [item for item in found_in(top) if item.focusPolicy() & Qt.FocusPolicy.TabFocus]
            return [*found, f"{kind_of(here)} holds the focus fast"] if others != [here] else found
        if here.isVisible() and around(here) == with_focus:
            found.append(f"{kind_of(here)} looks the same with the focus")
    return found


@pytest.fixture
def stage(desk: Desk, tmp_path: Path) -> Stage:
    """Return a stage for scenes, at the smallest size that is supported."""
    return set_up(desk, tmp_path, lambda shown: None)


def gathered(name: str, on: Stage, look: Callable[[QWidget], list[str]]) -> list[str]:
    """Play a scene and return what ``look`` found there."""
    found: list[str] = []
    scenes.play(name, on, lambda shown: found.extend(look(shown)))
    return found


@pytest.mark.parametrize("name", scenes.SCENES)
def test_all_that_can_be_used_has_a_name(name: str, stage: Stage) -> None:
    found = gathered(name, stage, nameless)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", scenes.SCENES)
def test_tab_goes_everywhere_and_the_focus_is_seen(name: str, stage: Stage) -> None:
    found = gathered(name, stage, badly_tabbed)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", scenes.SCENES)
def test_no_words_are_cut_in_any_size(name: str, stage: Stage) -> None:
    found: list[str] = []
    for percent in PERCENT:
        stage.desk.choose_text_size(percent)
        stage.window.resize(*SIZE)
        settle(MOMENT)
        found += [f"{percent}%: {line}" for line in gathered(name, stage, cut)]
    assert not found, "\n".join(found)


def dialogs_there_are() -> Iterator[type[QDialog]]:
    """Yield our own dialogs."""
    for module in pkgutil.iter_modules(evaldesk.ui.__path__):
        known = vars(importlib.import_module(f"evaldesk.ui.{module.name}"))
        for item in known.values():
            if isinstance(item, type) and issubclass(item, QDialog) and item.__module__ == f"evaldesk.ui.{module.name}":
                yield item


def test_every_dialog_has_a_scene(stage: Stage) -> None:
    seen: set[type] = set()
    for name in scenes.SCENES:
        scenes.play(name, stage, lambda shown: seen.update((type(shown), *map(type, shown.findChildren(QWidget)))))
    assert {kind.__name__ for kind in dialogs_there_are() if kind not in seen} == set()
