"""Live numbers: offered after a brace, taken by a key, told in the line of help."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.model.document import field, get
from evaldesk.ui.fields import FieldRow
from evaldesk.ui.live_numbers import LiveNumbers
from evaldesk.ui.text_editor import TextEditor
from evaldesk.ui.window import Window


@pytest.fixture
def editor(window: Window, qtbot: QtBot) -> TextEditor:
    """Return the editor of a long text with the focus in it, its caret at the end."""
    assert window.session is not None
    window.show_where(field("problems"))
    editor = window.findChild(TextEditor, "problems")
    assert isinstance(editor, TextEditor)
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    return editor


def live(editor: TextEditor) -> LiveNumbers:
    found = editor.findChild(LiveNumbers)
    assert isinstance(found, LiveNumbers)
    return found


def text_of(window: Window) -> str:
    assert window.session is not None
    return get(window.session.document, field("problems"))


def help_of(window: Window, editor: TextEditor) -> str:
    row = editor.parentWidget()
    assert isinstance(row, FieldRow)
    return row.help.text()


def test_a_figure_is_taken_by_a_key_and_stored_as_typed(window: Window, editor: TextEditor) -> None:
    QTest.keyClicks(editor, "{")
    assert live(editor).shown
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text_of(window).endswith("{支出率}")
    assert not live(editor).shown
    assert window.session is not None
    assert window.session.stack.count() == 1


def test_arrows_choose_and_escape_leaves_the_text_alone(window: Window, editor: TextEditor) -> None:
    QTest.keyClicks(editor, "{")
    QTest.keyClick(editor, Qt.Key.Key_Down)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not live(editor).shown
    assert text_of(window).endswith("{")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text_of(window).endswith("{\n")


def test_what_is_typed_narrows_the_offers(window: Window, editor: TextEditor) -> None:
    QApplication.clipboard().setText("{指标")
    editor.paste()
    aid = live(editor)._aid
    assert aid is not None
    assert all("指标" in name for name, _ in aid.offers)
    assert aid.offers[0][0] == "指标总数"


def test_the_line_of_help_says_what_it_is_now(window: Window, editor: TextEditor) -> None:
    QApplication.clipboard().setText("{支出率}")
    editor.paste()
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert help_of(window, editor).startswith("{支出率} 现在是 97.66%")
    QTest.keyClick(editor, Qt.Key.Key_Home)
    assert "现在是" not in help_of(window, editor)


def test_an_unknown_name_is_told_and_nothing_is_offered(window: Window, editor: TextEditor) -> None:
    QApplication.clipboard().setText("{没有的数}")
    editor.paste()
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert "照原样印出" in help_of(window, editor)
    assert not live(editor).shown


def test_without_a_brace_keys_are_the_editors_own(window: Window, editor: TextEditor) -> None:
    before = text_of(window)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text_of(window) == f"{before}\n"
