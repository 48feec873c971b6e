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
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QWidget,
)

import evaldesk.ui
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.picture import settle
from tests import scenes
from tests.stage import MOMENT, SIZE, Stage
from tests.stage import stage as set_up

USED = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar, QTextEdit,
)  # fmt: skip
PERCENT = (100, 150, 200)
MOST_STOPS = 200
QTS_OWN = ("qt_", "ScrollLeftButton", "ScrollRightButton")


def found_in(top: QWidget) -> list[QWidget]:
    """Return the widgets of a window that a person sees, without the parts that Qt makes for itself."""
    return [
        item
        for item in top.findChildren(QWidget)
        if item.isVisible() and item.window() is top and not item.objectName().startswith(QTS_OWN)
    ]


def is_part(item: QWidget) -> bool:
    """Tell whether a widget is only a part of another that has the name."""
    above = item.parentWidget()
    if isinstance(above, QComboBox | QAbstractSpinBox):
        return True
    # The head and the corner of a table and the cross of a search line are Qt's own.
    if isinstance(item, QAbstractButton) and isinstance(above, QAbstractItemView):
        return True
    return (isinstance(item, QAbstractItemView) and isinstance(above, QAbstractItemView)) or isinstance(
        above, QLineEdit
    )


def said_of(item: QWidget) -> str:
    """Return the name by which a reader of the screen calls a widget, empty where it is of no role to it."""
    known = QAccessible.queryAccessibleInterface(item)
    if known is None or known.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
        return ""
    return known.text(QAccessible.Text.Name).strip()


def kind_of(item: QWidget) -> str:
    """Return what a failing test says of a widget."""
    above: QWidget | None = item
    chain: list[str] = []
    while above is not None and len(chain) < 4:
        chain.append(f"{type(above).__name__}#{above.objectName()}".rstrip("#"))
        above = above.parentWidget()
    text = getattr(item, "text", None)
    words = text() if callable(text) and not isinstance(item, QTextEdit) else ""
    return f"{' < '.join(chain)} {words!r}"


def nameless(top: QWidget) -> list[str]:
    """Return what can be used and has no name."""
    used = [item for item in found_in(top) if isinstance(item, USED) and not is_part(item)]
    return [kind_of(item) for item in used if not said_of(item)]


def needed(item: QWidget) -> tuple[int, int]:
    """Return the width and height that a label or button needs to show all its words; 0 where it does not matter."""
    if not isinstance(item, QLabel):
        size = item.sizeHint()
        return size.width(), size.height()
    if item.text() and item.wordWrap():
        return 0, item.heightForWidth(item.width())
    size = item.sizeHint()
    return size.width(), size.height()


def shows_words(item: QWidget) -> bool:
    """Tell whether a widget has words that could be cut, and does not shorten them itself with … ."""
    if isinstance(item, QLabel):
        return bool(item.text()) and "…" not in item.text() and item.sizePolicy().horizontalPolicy().name != "Ignored"
    if isinstance(item, QPushButton | QToolButton | QCheckBox | QRadioButton):
        return bool(item.text()) and not item.text().rstrip("…").endswith("…")
    return isinstance(item, QComboBox)


def cut(top: QWidget) -> list[str]:
    """Return what is smaller than its words, or lies partly outside of what holds it."""
    found = []
    for item in found_in(top):
        if not shows_words(item) or is_part(item):
            continue
        wide, high = needed(item)
        if wide > item.width() + 1 or high > item.height() + 1:
            found.append(f"{kind_of(item)} needs {wide}×{high}, has {item.width()}×{item.height()}")
        elif beyond(item):
            found.append(f"{kind_of(item)} lies outside: {beyond(item)}")
    return found


def parents(item: QWidget) -> Iterator[QWidget]:
    """Yield what holds a widget, up to its window."""
    while (above := item.parentWidget()) is not None and not item.isWindow():
        yield above
        item = above


def beyond(item: QWidget) -> str:
    """Return how a widget sticks out of what holds it; what can be scrolled to is inside."""
    place = QRect(item.rect())
    above: QWidget = item
    if any(above.inherits("RoleHeader") for above in parents(item)):  # it is scrolled along with its table
        return ""
    if isinstance(item.parentWidget(), QTabBar):  # too many tabs are scrolled to by the arrows at their end
        return ""
    for holding in [*parents(item)]:
        place.translate(above.pos())
        above = holding
        holder = above.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
            wide = place.left() >= above.rect().left() and place.right() <= above.rect().right()
            may = holder.horizontalScrollBar().maximum() > 0
            return "" if wide or may else f"{place} of {above.rect()} in {type(holder).__name__}"
        if not above.rect().adjusted(-1, -1, 1, 1).contains(place):
            return f"{place} of {above.rect()} in {type(above).__name__}#{above.objectName()}"
    return ""


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
