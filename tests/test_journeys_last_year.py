"""A journey by keyboard from the start page to this year's form: carried from last year's, filled, saved, reopened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evaldesk.files.store import open_document
from evaldesk.model.document import Document
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources
from evaldesk.report.render import render
from evaldesk.rules import evaluate
from evaldesk.ui import dialogs
from evaldesk.ui.carry_dialog import CarryDialog
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_view import IndicatorView
from tests.journeys import ALT, CONTROL, answer, focus, key, session_of, started, tab_to

pytestmark = [pytest.mark.screen, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

SIZE = (1280, 720)
EXAMPLE = resources() / "examples" / "annex-3-project.evform"


def test_from_the_start_page_to_a_carried_form_saved_and_reopened(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tmp_path / "去年.evform"
    shutil.copy(EXAMPLE, before)
    raw, last = before.read_bytes(), open_document(before)
    desk.remember_recent(before)
    window = started(desk, qtbot, size=SIZE)
    (row,) = window.body.start_page.rows
    qtbot.waitUntil(lambda: row.told is not None, timeout=30_000)
    assert focus() is row.card

    def choose(box: QWidget) -> None:
        assert isinstance(box, CarryDialog)
        assert focus() is box.year
        assert box.year.text() == "2024"
        QTest.keyClick(box, Qt.Key.Key_N, ALT)

    answer(choose)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(window.isActiveWindow)
    session = session_of(window)
    assert session.dirty
    assert session.document.fields["year"] == "2024"

    key(Qt.Key.Key_2, ALT)
    tab_to("spent_own")
    QTest.keyClicks(focus(), "2500")
    window.settle_checkup()
    assert [item.level.value for item in session.findings if item.code == "yearly.amount"] == ["explain"]

    key(Qt.Key.Key_4, ALT)
    assert isinstance(focus(), IndicatorView)
    key(Qt.Key.Key_5, ALT)
    tab_to("performance")
    key(Qt.Key.Key_Down, ALT)
    assert session.document.fields["performance"] == last.fields["performance"]
    key(Qt.Key.Key_Tab)
    assert focus().objectName() == "problems"
    key(Qt.Key.Key_Escape)
    key(Qt.Key.Key_Tab)
    assert focus().objectName() == "improvements"

    after = tmp_path / "今年.evform"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: after)
    key(Qt.Key.Key_S, CONTROL)
    assert session.stack.is_clean()
    assert before.read_bytes() == raw
    saved = open_document(after)
    assert saved == session.document
    assert (saved.fields["spent_own"], saved.fields["problems"]) == ("2500", "")
    assert saved.previous.fields["spent_own"] == last.fields["spent_own"]
    assert [node.name for node in leaves(saved.indicators)] == [node.name for node in leaves(last.indicators)]
    key(Qt.Key.Key_W, CONTROL)
    qtbot.waitUntil(lambda: not desk.windows)

    again = started(desk, qtbot, size=SIZE)
    newest = again.body.start_page.rows[0]
    assert newest.recent.path == after
    assert focus() is newest.card
    key(Qt.Key.Key_Return)
    assert session_of(again).document == saved
    key(Qt.Key.Key_2, ALT)
    tab_to("planned")
    said = [label.accessibleName() for label in again.tabs.currentWidget().findChildren(QWidget)]
    assert f"去年：{last.fields['planned']}" in said


def test_last_years_pdf_becomes_this_years_form_from_the_menu(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = tmp_path / "去年.pdf"
    pdf.write_bytes(_printed(open_document(EXAMPLE)))
    window = started(desk, qtbot, size=SIZE)
    monkeypatch.setattr(dialogs, "ask_last_year", lambda *_: pdf)

    def choose(box: QWidget) -> None:
        assert isinstance(box, CarryDialog)
        QTest.keyClicks(focus(), "2025")
        tab_to("基本信息　6 项")
        key(Qt.Key.Key_Space)
        key(Qt.Key.Key_Return)

    answer(choose)
    key(Qt.Key.Key_L, CONTROL | ALT)
    document = session_of(window).document
    assert document.fields["year"] == "2025"
    assert document.fields["project_name"] == ""
    assert len(list(leaves(document.indicators))) == 73
    assert document.previous.year == "2023"


def _printed(document: Document) -> bytes:
    from evaldesk.files.templates import load_template

    template = load_template(document.template)
    return render(document, template, evaluate(document, template))
