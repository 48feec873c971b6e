"""A form whose template this machine lacks opens for reading: everything is there, nothing can be harmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from evaldesk.files.journal import Journal
from evaldesk.files.recovery import recoverable
from evaldesk.files.store import open_document, save_document
from evaldesk.model.document import Document, cell, field, put
from evaldesk.ui import dialogs
from evaldesk.ui.banner import banners
from evaldesk.ui.desk import Desk
from evaldesk.ui.fields import FieldRow
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.window import Window

ROW = "a3-007"
OFF = ("hand-in", "response", "pdf", "print", "checkup", "remarks", "mend", "undo")


@pytest.fixture
def unknown(form: Path) -> Document:
    """Return a form of a template that nobody here has, saved in ``form``, with keys of another program."""
    document = open_document(form).model_copy(update={"template": "elsewhere@2031", "theirs": {"a": [1]}})
    save_document(document, form)
    return document


@pytest.fixture
def window(desk: Desk, form: Path, unknown: Document) -> Window:
    """Return a window with that form."""
    return desk.open_path(form)


def test_it_opens_for_reading_with_one_sentence(window: Window, form: Path) -> None:
    (banner,) = banners(window)
    for words in ("本机没有这份表的模板“elsewhere@2031”", "只读打开", "装上"):
        assert words in banner.sentence.text()
    assert not [name for name in OFF if window.menus.actions[name].isEnabled()]
    assert window.menus.actions["save-as"].isEnabled()
    assert not window.checkup.isVisible()
    assert not any(button.isVisible() for button in window.strip.counts.values())
    tabs = [window.tabs.tabText(at) for at in range(window.tabs.count())]
    assert tabs == ["栏目", "指标"]


def test_all_that_was_typed_can_be_read(window: Window, unknown: Document) -> None:
    rows = {str(row.where): row for row in window.findChildren(FieldRow)}
    assert set(rows) == {f"fields/{key}" for key in unknown.fields}
    assert rows["fields/planned"].label.text() == "预算计划安排"
    panel = window.findChild(IndicatorPanel)
    assert isinstance(panel, IndicatorPanel)
    texts = [
        str(panel.model.data(panel.model.place(cell(ROW, attribute)))) for attribute in ("name", "target", "actual")
    ]
    assert texts == ["跨域通办事项数量", "≥300项", "336项"]
    assert panel.model.data(panel.model.place(cell(ROW, "self_score"))) == "1.05"
    assert window.strip.labels["score"].value.text() == (unknown.total.score or "—")


def test_no_key_changes_anything(window: Window, form: Path, unknown: Document) -> None:
    before = form.read_bytes()
    session = window.session
    assert session is not None
    for row in window.findChildren(FieldRow):
        QTest.keyClicks(row.editor, "x")
    panel = window.findChild(IndicatorPanel)
    assert isinstance(panel, IndicatorPanel)
    panel.show_where(cell(ROW, "actual"))
    for key in (Qt.Key.Key_5, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        QTest.keyClick(panel.view, key)
    for action in panel.actions():
        action.trigger()
    window.menus.actions["save"].trigger()
    assert session.document == unknown
    assert not session.dirty
    assert form.read_bytes() == before


def test_a_copy_holds_all_of_it(window: Window, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: tmp_path / "副本.evform")
    window.menus.actions["save-as"].trigger()
    assert (tmp_path / "副本.evform").read_bytes() == form.read_bytes()


def test_unsaved_edits_of_such_a_form_wait_until_its_template_is_there(
    desk: Desk, unknown: Document, qtbot: QtBot
) -> None:
    journal = Journal(unknown.id)
    journal.note(put(unknown, field("contact"), "Li"), None, None)
    assert journal.flush()
    journal.abandon()
    window = desk.new_window()
    desk.begin([], window)
    qtbot.waitUntil(lambda: window.findChild(QFrame, "card") is not None)
    buttons = {item.text(): item for item in window.body.start_page.findChildren(type(window.notice.copy))}
    assert "恢复" not in buttons
    buttons["查看"].click()
    shown = desk.windows[-1].session
    assert shown is not None
    assert shown.document.fields["contact"] == "Li"
    desk.windows[-1].close()
    assert [offer.document.fields["contact"] for offer in recoverable()] == ["Li"]
