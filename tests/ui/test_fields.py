"""Fields: an editor for every kind, and none of the traps of text widgets."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.files.templates import load_template
from evaldesk.model.blank import new_document
from evaldesk.model.document import field, put
from evaldesk.model.template.fields import (
    AmountField,
    ChoiceField,
    EmailField,
    Field,
    ParagraphField,
    PhoneField,
    TextField,
    YearField,
)
from evaldesk.ui.edits import difference, units
from evaldesk.ui.fields import FieldRow, make_editor
from evaldesk.ui.labels import HelpLine
from evaldesk.ui.line_editors import ChoiceEditor, LineEditor
from evaldesk.ui.session import Session
from evaldesk.ui.text_editor import TextEditor

FIELDS: tuple[Field, ...] = (
    TextField(key="project_name", label="项目名称", kind="text", help="写全称", good="甲", bad="乙"),
    ParagraphField(key="performance", label="资金绩效", kind="paragraph", heading="一、资金使用绩效:", note="含管理"),
    YearField(key="year", label="评价年度", kind="year"),
    AmountField(key="planned", label="预算计划安排", kind="amount"),
    ChoiceField(key="goal_met", label="是否实现", kind="choice", choices=("是", "部分", "否")),
    PhoneField(key="phone", label="联系电话", kind="phone"),
    EmailField(key="email", label="联系邮箱", kind="email"),
)
EDITORS = {"paragraph": TextEditor, "choice": ChoiceEditor}


@pytest.fixture
def session(qapp: QApplication) -> Session:
    template = load_template("jiangmen-annex-3@2023")
    return Session(new_document(template), template)


def row_of(session: Session, qtbot: QtBot, kind: str) -> FieldRow:
    row = FieldRow(session, next(field for field in FIELDS if field.kind == kind), HelpLine())
    qtbot.addWidget(row)
    session.changed.connect(row.show_state)
    row.show()
    return row


def test_every_kind_of_the_union_is_tried_here() -> None:
    union, _ = get_args(Field)
    assert {type(field) for field in FIELDS} == set(get_args(union))


@pytest.mark.parametrize("described", FIELDS, ids=lambda field: field.kind)
def test_every_kind_has_its_editor(described: Field, qtbot: QtBot) -> None:
    editor = make_editor(described)
    qtbot.addWidget(editor)
    assert type(editor) is EDITORS.get(described.kind, LineEditor)


@pytest.mark.parametrize("described", FIELDS, ids=lambda field: field.kind)
def test_what_is_typed_stands_in_the_document_at_every_key(described: Field, session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, described.kind)
    target = row.editor.line if isinstance(row.editor, ChoiceEditor) else row.editor
    for end in range(1, 4):
        QTest.keyClicks(target, "1,x"[end - 1])
        assert session.document.fields[described.key] == "1,x"[:end]


@pytest.mark.parametrize("described", FIELDS, ids=lambda field: field.kind)
def test_every_editor_says_what_it_is(described: Field, session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, described.kind)
    assert row.editor.accessibleName() == described.label
    assert row.editor.accessibleDescription() == described.help


def test_a_document_that_comes_back_changes_nothing(session: Session, qtbot: QtBot) -> None:
    for described in FIELDS:
        row = row_of(session, qtbot, described.kind)
        row.editor.show_text("甲\n乙" if described.kind == "paragraph" else "甲")
        row.show_state()
    assert session.stack.count() == 0


def test_a_choice_takes_an_answer_of_the_list_and_any_other(session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, "choice")
    assert isinstance(row.editor, ChoiceEditor)
    row.editor.textActivated.emit("部分")
    assert session.document.fields["goal_met"] == "部分"
    row.editor.line.selectAll()
    QTest.keyClicks(row.editor.line, "basically")
    assert session.document.fields["goal_met"] == "basically"


def test_an_amount_says_how_it_is_read(session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, "amount")
    assert isinstance(row.editor, LineEditor)
    QTest.keyClicks(row.editor, "8967.19")
    assert row.reading.text() == "= 89,671,900 元"
    row.editor.selectAll()
    QTest.keyClicks(row.editor, "/")
    assert row.reading.text() == "按 0 计"
    row.editor.selectAll()
    QTest.keyClicks(row.editor, "1,079.8x")
    assert row.reading.text() == "没有读出金额"
    assert session.document.fields["planned"] == "1,079.8x"


def test_a_long_text_counts_its_characters_and_shows_its_note(session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, "paragraph")
    QTest.keyClicks(row.editor, "ab cd")
    assert row.count.text() == "4 字"
    assert row.reading.text() == "（含管理）"
    assert "一、资金使用绩效" in row.label.text()


def test_a_long_text_grows(session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, "paragraph")
    before = row.editor.height()
    row.editor.show_text("\n".join("字" * 10 for _ in range(9)))
    assert row.editor.height() > before


@pytest.mark.parametrize("kind", ["text", "paragraph"])
def test_a_composition_is_left_alone(kind: str, session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, kind)
    key = row.field.key
    QTest.keyClicks(row.editor, "ab")
    QApplication.sendEvent(row.editor, QInputMethodEvent("ni hao", []))
    assert session.document.fields[key] == "ab"
    # Something else changes and refreshes every field, even this one, while the officer is composing.
    session.apply("另一处", put(put(session.document, field("year"), "2023"), field(key), "other"))
    assert row.editor.text() == "ab"
    session.stack.undo()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("你好")
    QApplication.sendEvent(row.editor, committed)
    assert session.document.fields[key] == "ab你好"
    assert row.editor.text() == "ab你好"


@pytest.mark.parametrize("kind", ["text", "paragraph"])
def test_the_caret_stays_when_the_form_is_refreshed(kind: str, session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, kind)
    QTest.keyClicks(row.editor, "abcdef")
    QTest.keyClick(row.editor, Qt.Key.Key_Left)
    QTest.keyClick(row.editor, Qt.Key.Key_Left)
    QTest.keyClicks(row.editor, "X")
    assert row.editor.text() == "abcdXef"
    QTest.keyClicks(row.editor, "Y")
    assert row.editor.text() == "abcdXYef"


@pytest.mark.parametrize("kind", ["text", "paragraph"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Y])
def test_undo_and_redo_are_left_to_the_window(kind: str, key: Qt.Key, session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, kind)
    QTest.keyClicks(row.editor, "ab")
    for type in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(type, key, Qt.KeyboardModifier.ControlModifier, "")
        event.setAccepted(True)
        assert not row.editor.event(event)
        assert not event.isAccepted()
    assert row.editor.text() == "ab"


def test_what_a_file_holds_is_kept_verbatim(session: Session, qtbot: QtBot) -> None:
    row = row_of(session, qtbot, "paragraph")
    text = "甲\u00a0乙\u3000丙\r\n𠮷田 2028"
    session.apply("打开", put(session.document, field("performance"), text))
    assert session.document.fields["performance"] == text
    assert session.stack.count() == 1
    assert row.editor.text() == text.replace("\r\n", "\n")
    assert isinstance(row.editor, TextEditor)
    row.editor.moveCursor(row.editor.textCursor().MoveOperation.End)
    QTest.keyClicks(row.editor, "!")
    assert session.document.fields["performance"] == "甲\u00a0乙\u3000丙\n𠮷田 2028!"
    session.stack.undo()
    assert session.document.fields["performance"] == text
    assert row.editor.text() == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("", "", (0, 0, "")),
        ("abc", "abXc", (2, 2, "X")),
        ("aaa", "aa", (2, 3, "")),
        ("ab", "cd", (0, 2, "cd")),
        ("𠮷甲", "𠮷乙", (1, 2, "乙")),
    ],
)
def test_difference_is_the_piece_between(before: str, after: str, where: tuple[int, int, str]) -> None:
    start, end, piece = difference(before, after)
    assert (start, end, piece) == where
    assert before[:start] + piece + before[end:] == after


def test_rare_characters_count_twice_as_qt_counts_them() -> None:
    assert units("𠮷a") == 3
