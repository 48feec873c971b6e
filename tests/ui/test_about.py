"""关于: the version, and the licences that a build gathers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from evaldesk.ui import about


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_it_names_the_version_and_shows_the_licence(parent: QWidget) -> None:
    dialog = about.AboutDialog(parent, "1.2.3")
    assert "evaldesk 1.2.3" in dialog.findChildren(QLabel)[0].text()
    assert "Apache License" in dialog.licences.toPlainText()
    assert dialog.licences.isReadOnly()


def test_the_gathered_licences_of_a_build_come_first(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "licences.txt").write_text("各部件的许可", encoding="utf-8")
    monkeypatch.setattr("evaldesk.paths.resources", lambda: tmp_path)
    assert about.AboutDialog(parent, "1.2.3").licences.toPlainText() == "各部件的许可"


def test_lost_licences_are_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaldesk.paths.resources", lambda: tmp_path / "nowhere")
    assert "请重新安装" in about.licence_text()
