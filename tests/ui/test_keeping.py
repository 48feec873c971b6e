"""Nothing is lost: the journal of a killed program, files that others change or hold, and what a file tells."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QPushButton
from pytestqt.qtbot import QtBot

from evaldesk.files.lock import holder
from evaldesk.files.recovery import discarded, recoverable
from evaldesk.files.store import open_document, save_document
from evaldesk.model.document import Document, field, get, put
from evaldesk.paths import recovery_folder, resources
from evaldesk.ui import dialogs, rim
from evaldesk.ui.banner import Banner, banners
from evaldesk.ui.desk import Desk
from evaldesk.ui.line_editors import LineEditor
from evaldesk.ui.session import Session
from evaldesk.ui.sheet import Sheet
from evaldesk.ui.window import Window
from tests.ui.failures import failure_in, guard

ANNEX3 = "annex-3-project.evform"
CONTACT, PHONE = field("contact"), field("phone")

# What the officer's program does until the power fails: type into a form, on the screen that is none.
EDITING = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from evaldesk.ui.app import make_application
from evaldesk.ui.desk import Desk
from evaldesk.ui.line_editors import LineEditor

application = make_application()
desk = Desk(application)
window = desk.open_path(Path(sys.argv[1])) if len(sys.argv) > 1 else desk.new_form("jiangmen-annex-3@2023")
editor = window.findChild(LineEditor, "contact")
editor.selectAll()
QTest.keyClicks(editor, "Ouyang")
typed = time.monotonic()
while not ((slots := window.keeping.journal._slots) and slots._number):
    application.processEvents()
    time.sleep(0.01)
print(f"{time.monotonic() - typed:.3f}", flush=True)
while True:
    application.processEvents()
    time.sleep(0.01)
"""
HOLDING = """
import sys
from pathlib import Path
from evaldesk.files.lock import take
lock = take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def contact(window: Window) -> LineEditor:
    found = window.findChild(LineEditor, "contact")
    assert isinstance(found, LineEditor)
    return found


def retype(window: Window, text: str) -> None:
    contact(window).selectAll()
    QTest.keyClicks(contact(window), text)


def answer(monkeypatch: pytest.MonkeyPatch, **answers: Any) -> None:
    for name, value in answers.items():
        monkeypatch.setattr(dialogs, name, lambda *_, value=value: value)


def banner(window: Window, key: str) -> Banner:
    return next(item for item in banners(window) if item.key.startswith(key))


def crash(*arguments: Path) -> float:
    """Play a program that is killed while a form is edited; return after how many seconds the edits were on disk."""
    child = subprocess.Popen([sys.executable, "-c", EDITING, *arguments], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    with child.stdout:
        seconds = float(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    return seconds


def change_on_disk(form: Path, where: Any, text: str) -> Document:
    document = put(open_document(form), where, text)
    save_document(document, form)
    return document


def test_after_a_kill_the_edits_of_a_file_come_back_as_one_step(desk: Desk, form: Path, qtbot: QtBot) -> None:
    original = form.read_bytes()
    assert crash(form) < 2
    assert form.read_bytes() == original
    window = desk.new_window()
    desk.begin([], window)
    qtbot.waitUntil(lambda: window.findChild(QFrame, "card") is not None)
    buttons = window.body.start_page.findChildren(QPushButton)
    restore = next(button for button in buttons if button.text() == "恢复")
    assert restore.hasFocus() or not window.isActiveWindow()
    restore.click()
    session = session_of(window)
    assert get(session.document, CONTACT) == "Ouyang"
    assert session.dirty
    assert session.stack.count() == 1
    assert window.menus.actions["undo"].text().endswith("恢复未保存的内容")
    window.menus.actions["undo"].trigger()
    window.menus.actions["save"].trigger()
    assert form.read_bytes() == original
    window.menus.actions["redo"].trigger()
    window.menus.actions["save"].trigger()
    assert open_document(form).fields["contact"] == "Ouyang"
    assert recoverable() == []


def test_after_a_kill_a_form_that_was_never_saved_comes_back(desk: Desk, qtbot: QtBot) -> None:
    assert crash() < 2
    window = desk.new_window()
    desk.begin([], window)
    qtbot.waitUntil(lambda: window.findChild(QFrame, "card") is not None)
    next(item for item in window.body.start_page.findChildren(QPushButton) if item.text() == "恢复").click()
    session = session_of(window)
    assert session.path is None
    assert session.dirty
    assert get(session.document, CONTACT) == "Ouyang"


def test_opening_the_file_offers_its_journal(desk: Desk, form: Path, qtbot: QtBot) -> None:
    crash(form)
    window = desk.open_path(form)
    qtbot.waitUntil(lambda: bool(banners(window)))
    found = banner(window, "recovery-")
    assert "联系人" in found.sentence.text()
    found.press("比较")
    sheet = window.findChild(Sheet)
    assert isinstance(sheet, Sheet)
    assert "Ouyang" in sheet.plain
    assert banners(window) == [found]
    sheet.close()
    found.press("丢弃")
    assert banners(window) == []
    assert [open_document(path).fields["contact"] for path in discarded()] == ["Ouyang"]
    assert recoverable() == []
    assert not session_of(window).dirty


def test_restored_edits_never_overwrite_what_others_saved_meanwhile(
    desk: Desk, form: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(form)
    change_on_disk(form, PHONE, "0750-1")
    window = desk.open_path(form)
    qtbot.waitUntil(lambda: bool(banners(window)))
    banner(window, "recovery-").press("恢复")
    answer(monkeypatch, ask_conflict="cancel")
    window.menus.actions["save"].trigger()
    assert session_of(window).dirty
    assert open_document(form).fields["phone"] == "0750-1"


def test_a_clean_end_leaves_no_journal(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    retype(window, "Li")
    assert window.keeping.journal.flush()
    assert list(recovery_folder().glob("*.journal"))
    answer(monkeypatch, ask_unsaved="discard")
    assert window.close()
    assert not list(recovery_folder().glob("*.journal"))


def test_a_save_empties_the_journal(window: Window) -> None:
    retype(window, "Li")
    assert window.keeping.journal.flush()
    window.menus.actions["save"].trigger()
    assert not list(recovery_folder().glob("*.journal"))


@pytest.mark.parametrize("reply", ["merge", "overwrite", "aside", "cancel"])
def test_a_file_that_changed_is_asked_about(
    reply: str, window: Window, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    retype(window, "Li")
    change_on_disk(form, PHONE, "0750-1")
    shown: list[Any] = []

    def ask(*told: Any) -> str:
        shown.extend(told)
        return reply

    monkeypatch.setattr(dialogs, "ask_conflict", ask)
    answer(monkeypatch, ask_save=tmp_path / "旁.evform")
    window.menus.actions["save"].trigger()
    assert "0750-1" in shown[2]
    there = open_document(form).fields
    assert (there["contact"], there["phone"]) == {
        "merge": ("Li", "0750-1"),
        "overwrite": ("Li", "某某电话"),
        "aside": ("某某乙", "0750-1"),
        "cancel": ("某某乙", "0750-1"),
    }[reply] or there["phone"]
    assert session_of(window).dirty is (reply == "cancel")
    if reply == "aside":
        assert open_document(tmp_path / "旁.evform").fields["contact"] == "Li"
        assert holder(form) is None
    if reply == "merge":
        assert window.menus.actions["undo"].text().endswith("合并对方的修改")


@pytest.mark.parametrize("side", ["mine", "theirs", None])
def test_what_both_changed_is_chosen(
    side: str | None, window: Window, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    retype(window, "Li")
    change_on_disk(form, CONTACT, "Wang")
    answer(monkeypatch, ask_conflict="merge")

    def choose(_: object, conflicts: Any) -> Any:
        return None if side is None else {conflict.key: side for conflict in conflicts}

    monkeypatch.setattr(dialogs, "choose_sides", choose)
    window.menus.actions["save"].trigger()
    expected = {"mine": "Li", "theirs": "Wang", None: "Wang"}[side]
    assert open_document(form).fields["contact"] == expected
    assert session_of(window).dirty is (side is None)


def test_a_file_that_is_gone_can_be_saved_back(window: Window, form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    retype(window, "Li")
    form.unlink()
    answer(monkeypatch, ask_conflict="overwrite")
    window.menus.actions["save"].trigger()
    assert open_document(form).fields["contact"] == "Li"


def test_the_lock_is_held_while_the_form_is_open(window: Window, form: Path) -> None:
    assert holder(form) is not None
    window.close()
    assert holder(form) is None


def test_a_form_that_someone_has_open_is_shown_for_reading(
    desk: Desk, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDING, form], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdin is not None
    with child.stdout, child.stdin:
        assert child.stdout.readline() == "held\n"
        window = desk.open_path(form)
        said = banner(window, "lock").sentence.text()
        assert os.uname().nodename in said
        before = form.read_bytes()
        retype(window, "Li")
        answer(monkeypatch, ask_save=tmp_path / "我的.evform")
        window.menus.actions["save"].trigger()
        assert form.read_bytes() == before
        assert session_of(window).path == tmp_path / "我的.evform"
        assert banners(window) == []
        other = desk.open_path(form)
        banner(other, "lock").press("仍然编辑")
        assert not other.keeping.read_only
        assert banners(other) == []
        child.kill()
        child.wait(10)


def test_a_protected_file_is_saved_elsewhere(
    desk: Desk, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.chmod(0o444)
    window = desk.open_path(form)
    assert banner(window, "read-only")
    retype(window, "Li")
    answer(monkeypatch, ask_save=tmp_path / "别处.evform")
    window.menus.actions["save"].trigger()
    assert open_document(tmp_path / "别处.evform").fields["contact"] == "Li"
    assert banners(window) == []
    assert not window.keeping.read_only


def test_an_old_file_says_what_was_upgraded(desk: Desk, tmp_path: Path) -> None:
    form = tmp_path / "旧.evform"
    raw = (resources() / "examples" / ANNEX3).read_text("utf-8")
    form.write_text(raw.replace('"version": 1', '"version": 0', 1), "utf-8")
    window = desk.open_path(form)
    assert "较早的版本" in banner(window, "note-").sentence.text()


def test_an_example_is_a_form_of_its_own(desk: Desk) -> None:
    path = resources() / "examples" / ANNEX3
    windows = [desk.open_example(path), desk.open_example(path)]
    ids = {session_of(window).document.id for window in windows} | {open_document(path).id}
    assert len(ids) == 3


def test_the_examples_of_the_program_are_never_locked_nor_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = resources() / "examples" / ANNEX3
    before = path.read_bytes()
    window = desk.open_path(path)
    assert holder(path) is None
    retype(window, "Li")
    answer(monkeypatch, ask_save=tmp_path / "我的.evform")
    window.menus.actions["save"].trigger()
    assert path.read_bytes() == before
    assert open_document(tmp_path / "我的.evform").fields["contact"] == "Li"


def test_who_comes_back_is_told_that_the_file_has_changed(window: Window, form: Path, qtbot: QtBot) -> None:
    window.keeping.look()
    change_on_disk(form, PHONE, "0750-1")
    window.desk.application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: bool(banners(window)))
    assert "已被别人或其他程序改动" in banner(window, "strayed").sentence.text()
    form.unlink()
    window.keeping.look()
    qtbot.waitUntil(lambda: "不在原处" in banner(window, "strayed").sentence.text())


def test_a_change_is_settled_from_its_banner(
    window: Window, form: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    retype(window, "Li")
    change_on_disk(form, PHONE, "0750-1")
    window.keeping.look()
    qtbot.waitUntil(lambda: bool(banners(window)))
    answer(monkeypatch, ask_conflict="cancel")
    banner(window, "strayed").press("现在处理…")
    assert banners(window)
    answer(monkeypatch, ask_conflict="merge")
    banner(window, "strayed").press("现在处理…")
    assert banners(window) == []
    assert (open_document(form).fields["contact"], open_document(form).fields["phone"]) == ("Li", "0750-1")
    window.keeping.look()
    qtbot.wait(200)
    assert banners(window) == []


def test_a_form_that_someone_has_open_is_not_saved_over(
    window: Window, desk: Desk, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "对方.evform"
    theirs.write_bytes(form.read_bytes().replace(b'"id": "', b'"id": "b', 1))
    desk.open_path(theirs)
    before = theirs.read_bytes()
    retype(window, "Li")
    answer(monkeypatch, ask_save=theirs)
    window.menus.actions["save-as"].trigger()
    assert "正打开着这份表格" in window.notice.sentence.text()
    assert theirs.read_bytes() == before
    assert session_of(window).path == form


def test_a_damaged_file_offers_what_is_kept_of_it(desk: Desk, window: Window, form: Path) -> None:
    original = open_document(form).fields["contact"]
    retype(window, "Li")
    window.menus.actions["save"].trigger()
    window.close()
    form.write_bytes(form.read_bytes().partition("管理".encode())[0] + "管".encode()[:2])
    other = desk.new_window()
    other.run(lambda: desk.open_path(form, other))
    assert "已损坏" in other.notice.sentence.text()
    assert "1 份备份" in banner(other, "backups").sentence.text()
    banner(other, "backups").press("打开最近的备份")
    assert session_of(other).document.fields["contact"] == original
    assert session_of(other).path is None


def test_the_end_of_a_session_leaves_what_is_not_saved_for_the_next_start(form: Path) -> None:
    ending = EDITING.partition("typed = ")[0] + "application.commitDataRequest.connect(desk.rescue)\n"
    ending += "application.aboutToQuit.connect(desk.break_off)\napplication.processEvents()\n"
    ending += (
        "from PySide6.QtCore import QTimer\nQTimer.singleShot(0, lambda: application.exit(0))\napplication.exec()\n"
    )
    subprocess.run([sys.executable, "-c", ending, form], check=True, timeout=60)
    assert holder(form) is None
    (offer,) = recoverable()
    assert offer.document.fields["contact"] == "Ouyang"


def test_what_breaks_down_has_everybodys_edits_on_disk_first(
    window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard(desk, monkeypatch)
    retype(window, "Li")
    assert not list(recovery_folder().glob("*.journal"))
    error = ValueError("broken")
    sys.excepthook(ValueError, error, error.__traceback__)
    assert list(recovery_folder().glob("*.journal"))
    assert failure_in(window).details.startswith(rim.SORRY)
