"""The calculator in a field of money, by keys on a real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from evaldesk.files.store import open_document, save_document
from evaldesk.history.merge import merge
from evaldesk.model.digest import digest
from evaldesk.model.document import field
from evaldesk.ui.calculator import kept_sum
from evaldesk.ui.fields import BY_SUM, FieldRow
from evaldesk.ui.form import FormPanel
from evaldesk.ui.session import Session
from evaldesk.ui.window import Window
from tests.ui.indicator_rig import press, write

pytestmark = pytest.mark.screen
KEY = "planned"


@pytest.fixture
def row(qtbot: QtBot, window: Window) -> FieldRow:
    """Return the row of a field of money with the keyboard in its editor and its text marked."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.show_where(field(KEY))
    panel = window.tabs.currentWidget()
    assert isinstance(panel, FormPanel)
    found = panel.rows[KEY]
    assert isinstance(found.editor, QLineEdit)
    assert found.editor.hasFocus()
    found.editor.selectAll()
    return found


def text_of(row: FieldRow) -> str:
    return row.session.document.fields[KEY]


def test_a_sum_becomes_its_result_and_stays_as_a_note(row: FieldRow) -> None:
    before = row.session.document
    write("8967.19+76.95")
    assert text_of(row) == "8967.19+76.95"
    write("=")
    assert text_of(row) == row.editor.text() == "9044.14"
    assert kept_sum(row.session.document, row.where) == "8967.19+76.95=9044.14"
    assert row.reading.text() == f"{BY_SUM} = 90,441,400 元"
    assert row.reading.toolTip() == "算式：8967.19+76.95=9044.14"
    assert isinstance(row.editor, QLineEdit)
    assert row.editor.cursorPosition() == len("9044.14")
    assert row.session.stack.undo_text() == "计算“预算计划安排”"
    press("Ctrl+Z")
    assert text_of(row) == row.editor.text() == "8967.19+76.95="
    assert kept_sum(row.session.document, row.where) == ""
    press("Ctrl+Z")
    assert row.session.document is before
    press("Ctrl+Y")
    press("Ctrl+Y")
    assert kept_sum(row.session.document, row.where) == "8967.19+76.95=9044.14"


@pytest.mark.parametrize("typed", ["100=", "1+a=", "1/0=", "(1+2=", "__import__('os')="])
def test_what_is_no_sum_stays_as_it_was_typed(row: FieldRow, typed: str) -> None:
    write(typed)
    assert text_of(row) == row.editor.text() == typed
    assert not row.session.document.notes


def test_a_note_is_not_told_once_the_result_is_changed(row: FieldRow) -> None:
    write("1+2=")
    write("5")
    assert text_of(row) == "35"
    assert BY_SUM not in row.reading.text()
    assert row.reading.toolTip() == ""
    press("Backspace")
    assert BY_SUM in row.reading.text()


def test_going_on_with_a_result(row: FieldRow) -> None:
    write("1+2=")
    write("*2=")
    assert text_of(row) == "6"
    assert kept_sum(row.session.document, row.where) == "3*2=6"


def test_a_field_of_words_reckons_nothing(row: FieldRow, window: Window) -> None:
    window.show_where(field("contact"))
    press("Ctrl+A")
    write("1+2=")
    assert row.session.document.fields["contact"] == "1+2="


def test_a_note_is_kept_in_the_file_and_out_of_the_digest(row: FieldRow, tmp_path: Path) -> None:
    write("1+2=")
    document = row.session.document
    path = tmp_path / "算式.evform"
    save_document(document, path)
    assert open_document(path).notes == {"fields/planned": "1+2=3"}
    assert digest(document) == digest(document.model_copy(update={"notes": {}}))


def test_notes_of_both_sides_are_merged(row: FieldRow) -> None:
    base: Session = row.session
    document = base.document.model_copy(update={"notes": {"fields/a": "1+1=2"}})
    mine = document.model_copy(update={"notes": {**document.notes, "fields/planned": "1+2=3"}})
    theirs = document.model_copy(update={"notes": {"fields/planned": "2+2=4", "fields/spent_own": "3+3=6"}})
    merged = merge(document, mine, theirs, base.template).document
    assert merged.notes == {"fields/planned": "1+2=3", "fields/spent_own": "3+3=6"}
