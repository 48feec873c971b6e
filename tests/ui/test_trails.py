"""Where a number comes from opens from the number itself, and what would bring full marks is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from evaldesk.model.document import address, put
from evaldesk.paths import resources
from evaldesk.rules.evaluation import NodeResult
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.indicator_row import ATTRIBUTES
from evaldesk.ui.popover import Popover
from evaldesk.ui.strip import FigureLabel
from evaldesk.ui.window import Window


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Window:
    """Return a window with a real form open at its table."""
    form = tmp_path / "表.evform"
    form.write_bytes((resources() / "examples" / "annex-3-project.evform").read_bytes())
    window = desk.new_window()
    window.resize(1280, 800)
    desk.open_path(form, window)
    window.show_where(address("indicators/a3-007/name"))
    with qtbot.waitExposed(window):
        window.show()
    return window


def panel(window: Window) -> IndicatorPanel:
    found = window.tabs.currentWidget()
    assert isinstance(found, IndicatorPanel)
    return found


def click(window: Window, id: str, attribute: str) -> str:
    """Click the cell of a row with the mouse and return what the pane below then tells."""
    view = panel(window).view
    index = panel(window).model.index_of(id, ATTRIBUTES.index(attribute))
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    return panel(window).detail.points.toPlainText()


def result(window: Window, id: str) -> NodeResult:
    assert window.session is not None
    return window.session.evaluation.nodes[id]


@pytest.mark.parametrize("attribute", ["weight", "self_score", "actual"])
@pytest.mark.parametrize("id", ["a3-007", "a3-015", "a3-b2", "a3-b2-1"])
def test_a_click_on_a_number_of_the_table_opens_its_trail(window: Window, id: str, attribute: str) -> None:
    told = click(window, id, attribute)
    trail = result(window, id).trail
    assert trail
    for step in trail:
        assert step in told
    assert panel(window).detail.points.isVisibleTo(window)


def test_what_would_bring_full_marks_is_said_until_it_is_there(window: Window) -> None:
    assert window.session is not None
    session = window.session
    session.apply("少做一些", put(session.document, address("indicators/a3-007/actual"), "150项"))
    assert "→\t达到 300 项即得满分（1.05 分）" in click(window, "a3-007", "self_score")
    session.edit(address("indicators/a3-007/actual"), "300项", "补齐")
    assert "即得满分" not in click(window, "a3-007", "self_score")


@pytest.mark.qt_log_ignore("grabbing the (keyboard|mouse)", extend=True)
@pytest.mark.parametrize("key", ["score", "weight", "rate"])
def test_a_click_on_a_figure_of_the_strip_opens_its_trail(window: Window, key: str) -> None:
    label = window.strip.labels[key]
    assert isinstance(label, FigureLabel)
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    (told,) = window.strip.findChildren(Popover)
    said = "\n".join(words.text() for words in told.findChildren(QLabel))
    assert all(line in said for line in label.why.splitlines())
    assert told.isVisible()
    told.close()
