"""Access: in every tab, panel and dialog each thing that can be used has a name, is reached by Tab, and is whole."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
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
from evaldesk.ui.app import prepare
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


class Kept:
    """A stage in one size of text for scene after scene; where one of them breaks down, the next gets a new stage."""

    def __init__(self, application: QApplication, percent: int, folders: Callable[[str], Path]) -> None:
        self.application, self.percent, self.folders = application, percent, folders
        self.home = folders("home")
        self.stage: Stage | None = None

    def play(self, name: str, look: Callable[[QWidget], object]) -> None:
        """Play a scene and look at what it shows."""
        try:
            self.stage = self.stage or self._set_up()
            scenes.play(name, self.stage, look)
        except BaseException:
            self.close()
            raise

    def gathered(self, name: str, look: Callable[[QWidget], list[str]]) -> str:
        """Play a scene and return what ``look`` found there, in lines."""
        found: list[str] = []
        self.play(name, lambda shown: found.extend(look(shown)))
        return "\n".join(found)

    def _set_up(self) -> Stage:
        self.application.setStyle("Fusion")
        prepare(self.application)
        stage = set_up(Desk(self.application), self.folders("forms"), lambda shown: None)
        stage.desk.choose_text_size(self.percent)
        stage.window.resize(*SIZE)
        settle(MOMENT)
        return stage

    def close(self) -> None:
        """Close all windows without questions, and write as large as before."""
        if self.stage is None:
            return
        self.stage.desk.choose_text_size(100)
        for window in list(self.stage.desk.windows):
            if window.session is not None:
                window.session.stack.set_clean()
            window.close()
        self.application.processEvents()
        self.stage = None


@pytest.fixture(scope="module")
def kept(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kept]:
    """Keep one stage for all scenes that are played in the same size of text, with the home it was set up in."""
    made = Kept(qapp, request.param, partial(tmp_path_factory.mktemp, numbered=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALDESK_HOME", str(made.home))
        yield made
        made.close()


@pytest.fixture
def stage(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Return the kept stage, in its own home."""
    monkeypatch.setenv("EVALDESK_HOME", str(kept.home))
    return kept


in_size = partial(pytest.mark.parametrize, "kept", indirect=True, scope="module")
in_every_scene = pytest.mark.parametrize("name", scenes.SCENES)


@in_size([100])
@in_every_scene
def test_all_that_can_be_used_has_a_name(name: str, stage: Kept) -> None:
    found = stage.gathered(name, nameless)
    assert not found, found


@in_size([100])
@in_every_scene
def test_tab_goes_everywhere_and_the_focus_is_seen(name: str, stage: Kept) -> None:
    found = stage.gathered(name, badly_tabbed)
    assert not found, found


@in_size(PERCENT)
@in_every_scene
def test_no_words_are_cut_in_any_size(name: str, stage: Kept) -> None:
    found = stage.gathered(name, cut)
    assert not found, found


def dialogs_there_are() -> Iterator[type[QDialog]]:
    """Yield our own dialogs."""
    for module in pkgutil.iter_modules(evaldesk.ui.__path__):
        known = vars(importlib.import_module(f"evaldesk.ui.{module.name}"))
        for item in known.values():
            if isinstance(item, type) and issubclass(item, QDialog) and item.__module__ == f"evaldesk.ui.{module.name}":
                yield item


@in_size([100])
def test_every_dialog_has_a_scene(stage: Kept) -> None:
    seen: set[type] = set()
    for name in scenes.SCENES:
        stage.play(name, lambda shown: seen.update((type(shown), *map(type, shown.findChildren(QWidget)))))
    assert {kind.__name__ for kind in dialogs_there_are() if kind not in seen} == set()
