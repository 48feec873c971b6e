"""The window comes back as it was left: by real starts of the program, also on a smaller screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from evaldesk.model.document import cell
from evaldesk.paths import resources
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.last_place import MOST, STATE
from evaldesk.ui.memory import into_view
from evaldesk.ui.window import Window
from tests import screen

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = resources() / "examples" / "annex-3-project.evform"
PATIENCE = 120


def start(role: str, form: Path, home: Path, size: str) -> dict[str, object]:
    """Start the program on a screen of a size; return what it told."""
    with screen.opened(size) as display:
        environment = {**os.environ, "DISPLAY": display, "EVALDESK_HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-m", "tests.restarts", role, str(form)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.screen
def test_the_window_comes_back_as_it_was_left(tmp_path: Path, home: Path) -> None:
    form = tmp_path / "表.evform"
    shutil.copy(EXAMPLE, form)
    first = start("leave", form, home, "2560x1440x24")
    assert first["open"] == [False, True, True]
    assert first["tab"] == "指标评分"
    assert start("come", form, home, "2560x1440x24") == first
    # The screen at the desk is large, the one in the meeting room is not.
    small = start("come", form, home, "1366x768x24")
    assert small["in view"]
    assert {name: small[name] for name in ("tab", "row", "in target", "open", "column", "size", "look", "folder")} == {
        name: first[name] for name in ("tab", "row", "in target", "open", "column", "size", "look", "folder")
    }


def table_of(window: Window) -> IndicatorPanel:
    found = window.findChild(IndicatorPanel)
    assert found is not None
    return found


def opened(desk: Desk, form: Path) -> Window:
    return desk.open_path(form, desk.new_window())


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLE, tmp_path / "表.evform"))


def test_a_form_opens_in_the_tab_and_the_row_where_it_was_left(desk: Desk, form: Path) -> None:
    window = opened(desk, form)
    assert window.tabs.currentIndex() == 0
    window.show_where(cell("a3-009", "actual"))
    window.close()
    again = opened(desk, form)
    assert again.tabs.tabText(again.tabs.currentIndex()) == "指标评分"
    index = table_of(again).view.currentIndex()
    assert table_of(again).model.where(index) == cell("a3-009", "actual")


def test_branches_stay_folded_also_when_the_table_was_not_looked_at_meanwhile(desk: Desk, form: Path) -> None:
    window = opened(desk, form)
    window.show_tab(3)
    table_of(window).view.collapse(table_of(window).model.index(0, 0))
    window.show_tab(1)
    window.close()
    opened(desk, form).close()
    again = opened(desk, form)
    again.show_tab(3)
    view, model = table_of(again).view, table_of(again).model
    assert [view.isExpanded(model.index(row, 0)) for row in range(3)] == [False, True, True]


@pytest.mark.parametrize(
    "kept", ["", "[", "[1]", '{"ID": 3}', '{"ID": {"tab": 5, "row": ["x"], "folded": {"a": 1}}}',
             '{"ID": {"row": [1, 2]}}',
             '{"ID": {"row": ["gone", "actual"], "tab": "没有这一页", "folded": ["gone", 7]}}']
)  # fmt: skip
def test_a_damaged_memory_is_as_good_as_none(desk: Desk, form: Path, kept: str) -> None:
    id = json.loads(form.read_text())["id"]
    desk.remember_state(**{STATE: kept.replace("ID", id)})
    window = opened(desk, form)
    assert window.tabs.currentIndex() == 0
    window.show_tab(3)
    model = table_of(window).model
    assert all(table_of(window).view.isExpanded(model.index(row, 0)) for row in range(3))
    window.close()
    assert list(json.loads(desk.state[STATE])) == [id]


def test_only_so_many_forms_are_remembered_and_new_ones_are_not(desk: Desk, form: Path) -> None:
    desk.remember_state(**{STATE: json.dumps({str(number): {} for number in range(MOST)})})
    opened(desk, form).close()
    kept = list(json.loads(desk.state[STATE]))
    assert len(kept) == MOST
    assert kept[1:] == [str(number) for number in range(MOST - 1)]
    before = desk.state[STATE]
    desk.new_form("jiangmen-annex-3@2023").close()
    assert desk.state[STATE] == before


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((100, 100, 1280, 700), (100, 100, 1280, 700)),
        ((1180, 640, 1300, 730), (612, 342, 1300, 730)),  # a screen at the right is gone
        ((-2000, -900, 800, 600), (8, 32, 800, 600)),
        ((10, 0, 4000, 3000), (8, 32, 1904, 1040)),
    ],
)
def test_a_window_is_brought_into_view(place: tuple[int, int, int, int], expected: tuple[int, int, int, int]) -> None:
    assert into_view(QRect(*place), QRect(0, 0, 1920, 1080)) == QRect(*expected)
