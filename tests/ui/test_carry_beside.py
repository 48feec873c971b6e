"""Last year's texts beside the fields: what is said, what is suggested, and when it counts as typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evaldesk.exchange.last_year import TAKES, carried
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, cell, field
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources
from evaldesk.ui import carry_form
from evaldesk.ui.carry_fitting import MORE, fitted, height
from evaldesk.ui.desk import Desk
from evaldesk.ui.fields import FieldRow
from evaldesk.ui.form import FormPanel
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.session import Session
from evaldesk.ui.text_editor import TextEditor
from evaldesk.ui.window import Window


@pytest.fixture
def last() -> Document:
    return open_document(resources() / "examples" / "annex-3-project.evform")


@pytest.fixture
def window(desk: Desk, last: Document) -> Window:
    """Return a window with the form that follows the example's year."""
    return carry_form.show(desk.new_window(), carried(last, load_template(last.template), tuple(TAKES), "2024"))


def row_of(window: Window, key: str) -> FieldRow:
    return next(row for panel in window.findChildren(FormPanel) for name, row in panel.rows.items() if name == key)


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def test_the_new_form_is_one_step_and_not_saved(window: Window) -> None:
    session = session_of(window)
    assert session.dirty
    assert session.path is None
    session.stack.undo()
    assert not session.document.fields["project_name"]
    assert session.document.previous.fields["project_name"]


def test_an_amount_says_what_it_was_and_what_is_the_same_says_nothing(window: Window, last: Document) -> None:
    assert row_of(window, "planned").last.line.accessibleName() == f"去年：{last.fields['planned']}"
    name = row_of(window, "project_name").last
    assert name.line.accessibleName() == ""
    session_of(window).edit(field("project_name"), "另一个项目", "")
    assert name.line.accessibleName() == f"去年：{last.fields['project_name']}"
    assert row_of(window, "year").last.isHidden()
    assert row_of(window, "email").last.isHidden(), "nothing was typed there last year"


def test_a_form_without_a_year_before_has_no_such_lines(desk: Desk) -> None:
    window = desk.new_form("jiangmen-annex-3@2023", desk.new_window())
    rows = [row for panel in window.findChildren(FormPanel) for row in panel.rows.values()]
    assert all(row.last.isHidden() for row in rows)


def suggesting(window: Window) -> tuple[FieldRow, TextEditor]:
    window.show_where(field("problems"))
    row = row_of(window, "problems")
    assert isinstance(row.editor, TextEditor)
    assert row.editor.offers
    return row, row.editor


def test_a_suggestion_is_not_typed_until_a_key_takes_it(window: Window, last: Document) -> None:
    session, (row, editor) = session_of(window), suggesting(window)
    assert session.document.fields["problems"] == ""
    assert row.last.line.accessibleName().startswith("灰色是去年的文字")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert session.document.fields["problems"] == "", "Tab moves on and takes nothing"
    assert not row.last.take.isHidden()
    window.show_where(field("problems"))
    QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert session.document.fields["problems"] == last.fields["problems"]
    assert not editor.offers
    QTest.keyClicks(editor, "!")
    session.stack.undo()
    assert session.document.fields["problems"] == last.fields["problems"], (
        "what is typed behind it is a step of its own"
    )
    session.stack.undo()
    assert session.document.fields["problems"] == ""
    assert editor.offers


def test_the_button_takes_it_too(window: Window, last: Document) -> None:
    row, _ = suggesting(window)
    assert not row.last.take.isHidden()
    row.last.take.click()
    assert session_of(window).document.fields["problems"] == last.fields["problems"]
    assert row.last.take.isHidden()


def test_escape_sets_it_aside(window: Window, last: Document) -> None:
    row, editor = suggesting(window)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.offers
    assert row.last.line.accessibleName().startswith("去年：")
    QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert session_of(window).document.fields["problems"] == ""


def test_typing_leaves_it_behind_and_shift_tab_passes_by(window: Window) -> None:
    _, editor = suggesting(window)
    QTest.keyClick(editor, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert session_of(window).document.fields["problems"] == ""
    QTest.keyClicks(editor, "ab")
    assert session_of(window).document.fields["problems"] == "ab"
    assert not editor.offers


def test_the_detail_pane_tells_last_years_row(window: Window, last: Document) -> None:
    panel = next(iter(window.findChildren(IndicatorPanel)))
    old = next(row for row in leaves(last.indicators) if row.name == "跨境通办事项数量")
    new = next(row for row in leaves(session_of(window).document.indicators) if row.name == old.name)
    window.show_where(cell(new.id, "actual"))
    lines = panel.detail.guidance.toPlainText().splitlines()
    assert lines[:2] == ["去年", f"预期值 {old.target}　实现值 {old.actual}"]
    session_of(window).edit(cell(new.id, "name"), "跨境通办事项", "")
    panel.detail.show_story(None)
    panel.show_state()
    assert panel.detail.guidance.toPlainText().splitlines()[0] == f"去年：{old.name}"


def test_a_long_suggestion_ends_at_a_whole_line(window: Window) -> None:
    metrics = window.fontMetrics()
    text = "指标完成情况良好。" * 200
    shown = fitted(text, metrics, 400, 8)
    assert shown.endswith(MORE)
    assert height(shown, metrics, 400) <= 8 * metrics.lineSpacing() < height(shown + text[:60], metrics, 400)
    assert fitted("一行", metrics, 400, 8) == "一行"
