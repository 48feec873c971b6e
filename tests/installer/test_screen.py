"""The screen that the test command starts: windows get the keyboard there, as on a person's desk."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.screen


def test_a_window_gets_the_keyboard(qtbot: QtBot) -> None:
    editor = QLineEdit()
    qtbot.addWidget(editor)
    editor.show()
    with qtbot.waitActive(editor):
        editor.activateWindow()
    target = QApplication.focusWidget()
    assert target is editor
    QTest.keyClicks(target, "98.5")
    assert editor.text() == "98.5"


def test_the_screen_is_the_one_of_the_test_command(qapp: QApplication) -> None:
    if os.environ.get("QT_QPA_PLATFORM") != "xcb":
        pytest.skip("a real screen has its own size")
    assert qapp.primaryScreen().size() == QSize(1920, 1080)
