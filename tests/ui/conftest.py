"""A desk with windows for the tests of the screen, dressed like the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaldesk.paths import resources
from evaldesk.ui.desk import Desk
from evaldesk.ui.window import Window

ANNEX3 = "annex-3-project.evform"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let pass what the screenless platform says about every window that is shown."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            # Nor has it a keyboard to grab for a popover.
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", extend=True))


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Return a copy of the filled example of annex 3."""
    path = tmp_path / "表.evform"
    path.write_bytes((resources() / "examples" / ANNEX3).read_bytes())
    return path


@pytest.fixture
def window(desk: Desk, form: Path) -> Window:
    """Return a window with the example open."""
    return desk.open_path(form)
