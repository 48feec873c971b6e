"""The versions of a form: kept at each save and print, compared, named, and brought back as one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.errors import Unwritable
from evaldesk.files.store import open_document
from evaldesk.history import seen as memory
from evaldesk.history.snapshots import listed
from evaldesk.history.snapshots.reading import kept_in
from evaldesk.model.document import field, get
from evaldesk.paths import data_home
from evaldesk.ui import dialogs, keeping_versions
from evaldesk.ui.banner import banners
from evaldesk.ui.desk import Desk
from evaldesk.ui.line_editors import LineEditor
from evaldesk.ui.session import Session
from evaldesk.ui.sheet import Sheet
from evaldesk.ui.versions_panel import BEFORE, Versions
from evaldesk.ui.window import Window

SPENT = field("spent_own")


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def spend(window: Window, amount: str) -> None:
    editor = window.findChild(LineEditor, "spent_own")
    assert isinstance(editor, LineEditor)
    editor.selectAll()
    QTest.keyClicks(editor, amount)
    window.menus.actions["save"].trigger()


def versions(window: Window, qtbot: QtBot, count: int) -> Versions:
    """Open the list by its command and wait until it is filled."""
    qtbot.waitUntil(lambda: len(listed(session_of(window).document.id)) == count)
    window.menus.actions["versions"].trigger()
    panel = window.findChild(Versions)
    assert isinstance(panel, Versions)
    qtbot.waitUntil(lambda: panel.list.count() == count and "正在" not in panel.page.toPlainText())
    qtbot.waitUntil(lambda: bool(panel.page.toPlainText()))
    return panel


def test_each_save_leaves_a_version_and_the_first_also_what_was_there(window: Window, qtbot: QtBot) -> None:
    before = session_of(window).document
    spend(window, "552.4")
    spend(window, "600")
    panel = versions(window, qtbot, 3)
    assert [listed(before.id)[at].event for at in range(3)] == ["saved"] * 3
    assert "1 处变动：" in panel.list.item(0).text()
    assert "最早的版本" in panel.list.item(2).text()


def test_a_version_is_compared_with_the_present_and_with_the_one_before(window: Window, qtbot: QtBot) -> None:
    spend(window, "552.4")
    spend(window, "600")
    panel = versions(window, qtbot, 3)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "552.4" in panel.page.toPlainText())
    assert "600" in panel.page.toPlainText()
    assert "支出率" in panel.page.toPlainText()
    panel.mode.setCurrentText(BEFORE)
    qtbot.waitUntil(lambda: "600" not in panel.page.toPlainText())
    assert "552.4" in panel.page.toPlainText()


def test_a_version_comes_back_as_one_step(window: Window, form: Path, qtbot: QtBot) -> None:
    original = form.read_bytes()
    spend(window, "552.4")
    panel = versions(window, qtbot, 2)
    QTest.keyClick(panel.list, Qt.Key.Key_End)
    steps = session_of(window).stack.count()
    QTest.keyClick(panel.bring, Qt.Key.Key_Space)
    assert session_of(window).stack.count() == steps + 1
    window.menus.actions["save"].trigger()
    assert form.read_bytes() == original
    window.menus.actions["undo"].trigger()
    assert get(session_of(window).document, SPENT) == "552.4"


def test_a_version_is_named_and_opened_beside(desk: Desk, window: Window, qtbot: QtBot) -> None:
    spend(window, "552.4")
    panel = versions(window, qtbot, 2)
    QTest.keyClicks(panel.words, "First")
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "“First”" in panel.list.item(0).text())
    QTest.keyClick(panel.look, Qt.Key.Key_Space)
    other = desk.windows[-1]
    assert other is not window
    assert session_of(other).path is None
    assert get(session_of(other).document, SPENT) == "552.4"


def test_an_export_leaves_a_version(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_export", lambda *_: tmp_path / "表.pdf")
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    window.menus.actions["pdf"].trigger()
    qtbot.waitUntil(lambda: [item.event for item in listed(session_of(window).document.id)] == ["printed"])


@pytest.mark.parametrize("edited", [False, True])
def test_a_print_is_put_on_record_without_being_a_step(
    edited: bool, window: Window, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(window)
    spend(window, "552.4")
    if edited:
        session.edit(SPENT, "600", "修改")
    steps = session.stack.count()
    monkeypatch.setattr(dialogs, "ask_export", lambda *_: tmp_path / "表.pdf")
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    window.menus.actions["pdf"].trigger()
    assert [event.event for event in session.document.history] == ["printed"]
    assert session.stack.count() == steps
    assert session.dirty is edited
    assert [event.event for event in open_document(form).history] == ([] if edited else ["printed"])
    window.menus.actions["pdf"].trigger()
    assert len(session.document.history) == 1  # the same content once more
    window.menus.actions["undo"].trigger()
    assert get(session.document, SPENT) == ("552.4" if edited else "1,079.017")
    window.menus.actions["save"].trigger()
    assert [event.event for event in open_document(form).history] == ["printed"]


def test_a_print_of_what_is_only_looked_at_changes_nothing(
    desk: Desk, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.chmod(0o444)
    window = desk.open_path(form)
    monkeypatch.setattr(dialogs, "ask_export", lambda *_: tmp_path / "表.pdf")
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    window.menus.actions["pdf"].trigger()
    assert (tmp_path / "表.pdf").stat().st_size > 0
    assert not session_of(window).dirty
    assert session_of(window).document.history == ()


def test_a_version_that_cannot_be_kept_never_hinders_the_save(
    window: Window, form: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Unwritable("历史版本没有存下：磁盘空间不足。")

    monkeypatch.setattr(keeping_versions, "take", refuse)
    spend(window, "552.4")
    assert open_document(form).fields["spent_own"] == "552.4"
    qtbot.waitUntil(lambda: "历史版本没有存下" in window.notice.sentence.text())
    assert window.notice.sentence.text().startswith("文件已保存。")


def test_rules_that_changed_are_told_with_their_list(desk: Desk, form: Path, qtbot: QtBot) -> None:
    window = desk.open_path(form)
    session = session_of(window)
    id = session.document.id
    qtbot.waitUntil(lambda: memory.recall(id) is not None)
    last = memory.recall(id)
    assert last is not None
    assert not [banner for banner in banners(window) if banner.key == "rules"]
    window.close()
    QApplication.processEvents()
    row = "a3-007"
    memory.remember(last.model_copy(update={"rows": {**last.rows, row: {**last.rows[row], "score": "9.99"}}}))
    window = desk.open_path(form)
    qtbot.waitUntil(lambda: "rules" in [banner.key for banner in banners(window)])
    (banner,) = [banner for banner in banners(window) if banner.key == "rules"]
    assert banner.sentence.text().startswith("规则更新使 1 个分值变化")
    banner.press("查看")
    sheet = window.findChild(Sheet)
    assert isinstance(sheet, Sheet)
    assert "9.99 → " in sheet.plain
    assert (data_home() / "history").is_dir()


def test_versions_are_kept_beside_the_file_where_wanted(
    desk: Desk, window: Window, form: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spend(window, "552.4")
    beside = form.with_name("表-历史版本")
    panel = versions(window, qtbot, 2)
    assert not beside.exists()
    QTest.keyClick(panel.beside, Qt.Key.Key_Space)
    panel.close()
    spend(window, "600")
    id = session_of(window).document.id
    qtbot.waitUntil(lambda: len(kept_in(beside).snapshots) == 1)
    # On another machine the same folder tells what happened here.
    window.close()
    QApplication.processEvents()
    monkeypatch.setenv("EVALDESK_HOME", str(tmp_path / "another machine"))
    assert [item.event for item in listed(id, beside)] == ["saved"]
    other = desk.open_path(form)
    other.menus.actions["versions"].trigger()
    panel = next(item for item in other.findChildren(Versions))
    qtbot.waitUntil(lambda: panel.list.count() == 1)
    assert Desk(desk.application).state.get("versions-beside") is None


def test_a_version_that_finds_no_place_beside_the_file_is_kept_at_home(
    desk: Desk, window: Window, form: Path, qtbot: QtBot
) -> None:
    keeping_versions.choose_beside(desk, True)
    form.with_name("表-历史版本").write_text("in the way")
    spend(window, "552.4")
    qtbot.waitUntil(lambda: "也留一份" in window.notice.sentence.text())
    assert window.notice.sentence.text().startswith("文件已保存。")
    assert listed(session_of(window).document.id)
