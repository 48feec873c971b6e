"""Nothing is cut at a real scale of the screen either: every scene in a process of its own, at 125, 150 and 200 %."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from tests import scenes, screen
from tests.fits import cut

SCALES = (1.25, 1.5, 2.0)
SCREEN = "2560x1440x24"  # at 200 % it holds the smallest window that is supported
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300  # seconds: a busy machine is no failure


@pytest.mark.screen
def test_no_words_are_cut_at_any_scale(tmp_path: Path) -> None:
    with ExitStack() as stack:
        walks = {}
        for scale in SCALES:
            home = tmp_path / f"{scale}"
            home.mkdir()
            environment = {
                **os.environ,
                "DISPLAY": stack.enter_context(screen.opened(SCREEN)),  # its own: two windows would share the focus
                "EVALDESK_HOME": str(home),
                "QT_QPA_PLATFORM": "xcb",
                "QT_SCALE_FACTOR": str(scale),
            }
            walks[scale] = subprocess.Popen(
                [sys.executable, "-m", "tests.scaled"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            stack.callback(walks[scale].kill)
        found: list[str] = []
        for scale, walk in walks.items():
            told, failed = walk.communicate(timeout=PATIENCE)
            assert walk.returncode == 0, failed
            by_scene = json.loads(told)
            assert by_scene.pop("scale") == [str(scale)]
            assert by_scene.keys() == scenes.SCENES.keys()
            found += [f"{scale:.0%} {scene}: {line}" for scene, lines in by_scene.items() for line in lines]
    assert not found, "\n".join(found)


def test_a_word_that_is_cut_is_found(qapp: QApplication) -> None:
    top = QWidget()
    row = QHBoxLayout(top)
    label, button = QLabel("评价年度预期值"), QPushButton("导出佐证材料包")
    for widget in (label, button):
        row.addWidget(widget)
    top.show()
    assert cut(top) == []
    label.setMaximumWidth(label.sizeHint().width() - 8)
    button.setMaximumHeight(button.sizeHint().height() - 8)
    top.resize(top.sizeHint())
    qapp.processEvents()
    assert [line.split(" ")[0] for line in cut(top)] == ["QLabel", "QPushButton"]
    top.close()
