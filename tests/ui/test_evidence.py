"""Evidence in the window: files dropped or chosen, listed, renamed, opened, missed, and everything undone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from evaldesk.files.evidence import Seen, Step, hashed
from evaldesk.files.evidence_findings import CHANGED, MISSING
from evaldesk.files.store import open_document, save_document
from evaldesk.model.document import proof, with_indicators
from evaldesk.model.indicators import Evidence, change, find
from evaldesk.ui import dialogs, evidence_keeper
from evaldesk.ui.checkup_guide import mend
from evaldesk.ui.desk import Desk
from evaldesk.ui.evidence_box import EvidenceBox
from evaldesk.ui.evidence_keeper import EvidenceKeeper
from evaldesk.ui.evidence_list import PAGE, STATE, TITLE
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.window import Window

ROW = "a3-009"
BUTTON = Qt.MouseButton.LeftButton


class Rig:
    """Hold a window on its table, with the row of the tests chosen."""

    def __init__(self, qtbot: QtBot, window: Window, form: Path) -> None:
        self.qtbot, self.window, self.form = qtbot, window, form
        (self.table,) = window.findChildren(IndicatorPanel)
        window.show_tab_of(self.table)
        self.table.view.go_to(self.table.model.index_of(ROW))
        self.box: EvidenceBox = self.table.detail.evidence
        self.keeper: EvidenceKeeper = window.evidence

    @property
    def listed(self) -> tuple[Evidence, ...]:
        """Return what the document lists for the row."""
        assert self.window.session is not None
        return find(self.window.session.document.indicators, ROW).evidence

    def line(self, number: int) -> tuple[str, str, str]:
        """Return what one line of the list says."""
        item = self.box.list.topLevelItem(number)
        assert item is not None
        return item.text(TITLE), item.text(PAGE), item.text(STATE)

    def wait_listed(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.listed) == count)

    def wait_state(self, number: int, word: str) -> None:
        self.qtbot.waitUntil(lambda: word in self.line(number)[2])

    def codes(self) -> list[str]:
        assert self.window.session is not None
        return [item.code for item in self.window.session.findings if item.code.startswith("evidence.")]


@pytest.fixture
def rig(qtbot: QtBot, window: Window, form: Path) -> Iterator[Rig]:
    yield Rig(qtbot, window, form)
    QApplication.processEvents()


def make(folder: Path, name: str, content: bytes = b"x") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def drop(rig: Rig, paths: list[Path], on: str = ROW) -> bool:
    """Drop files on a row of the table; tell whether the table took them."""
    viewport = rig.table.view.viewport()
    rig.table.view.scrollTo(rig.table.model.index_of(on))
    place = QPointF(rig.table.view.visualRect(rig.table.model.index_of(on)).center())
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place.toPoint(), copy, content, BUTTON, none)
    QApplication.sendEvent(viewport, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(place, copy, content, BUTTON, none)
    QApplication.sendEvent(viewport, event)
    return event.isAccepted()


def test_files_dropped_on_a_row_are_listed_as_one_step(rig: Rig) -> None:
    files = [make(rig.form.parent, "佐证/合同.pdf", b"contract"), make(rig.form.parent, "照片.jpg", b"photo")]
    rig.table.view.go_to(rig.table.model.index(0, 0))
    assert drop(rig, files)
    rig.wait_listed(2)
    first, second = rig.listed
    assert first == Evidence(title="合同", file="佐证/合同.pdf", sha256=hashlib.sha256(b"contract").hexdigest())
    assert second.file == "照片.jpg"
    rig.wait_state(1, "一致")
    assert rig.line(0) == ("合同", "", "✓ 一致")
    assert rig.box.count.text() == "佐证材料 2 份"
    assert rig.window.session is not None
    assert rig.window.session.stack.undo_text() == "添加佐证材料"
    rig.window.session.stack.undo()
    assert rig.listed == ()
    assert rig.box.list.topLevelItemCount() == 0
    assert rig.codes() == []


def test_what_has_no_file_is_listed_too(qtbot: QtBot, desk: Desk, form: Path) -> None:
    form_with(form, Evidence(title="验收报告", page="3"))
    rig = Rig(qtbot, desk.open_path(form), form)
    assert rig.line(0) == ("验收报告", "3", "无文件")
    assert not rig.box.open.isEnabled()
    assert rig.codes() == []


def test_the_same_file_is_listed_once(rig: Rig) -> None:
    file = make(rig.form.parent, "合同.pdf")
    rig.keeper.add(ROW, [file])
    rig.wait_listed(1)
    rig.keeper.add(ROW, [file, make(rig.form.parent, "发票.pdf", b"y")])
    rig.wait_listed(2)


def test_a_form_that_is_dropped_opens_as_ever(rig: Rig) -> None:
    (rig.form.parent / "另一份.evform").write_bytes(rig.form.read_bytes())
    drop(rig, [rig.form.parent / "另一份.evform"])
    assert rig.listed == ()
    assert len(rig.window.desk.windows) == 2


def test_files_are_chosen_by_the_menu(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    file = make(rig.form.parent, "合同.pdf")
    asked: list[str] = []

    def ask(_: object, folder: str, several: bool = True) -> list[Path]:
        asked.append(folder)
        return [file]

    monkeypatch.setattr(dialogs, "ask_evidence", ask)
    rig.table.action("evidence.add").trigger()
    rig.wait_listed(1)
    assert asked == [str(rig.form.parent)]
    rig.box.add.click()
    assert asked[1:] == [str(file.parent)]


def test_title_and_page_are_typed_in_the_list(rig: Rig) -> None:
    rig.keeper.add(ROW, [make(rig.form.parent, "合同.pdf")])
    rig.wait_listed(1)
    for column, text in ((TITLE, "设备采购合同"), (PAGE, "3-5")):
        rig.box.edit(column)
        editor = rig.box.list.findChildren(QLineEdit)[-1]
        editor.setText(text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        rig.qtbot.waitUntil(lambda: not rig.box.list.findChildren(QLineEdit))
    assert (rig.listed[0].title, rig.listed[0].page) == ("设备采购合同", "3-5")
    assert rig.window.session is not None
    rig.window.session.stack.undo()
    assert (rig.listed[0].title, rig.listed[0].page) == ("设备采购合同", "")
    assert rig.line(0)[:2] == ("设备采购合同", "")


def test_delete_takes_a_line_off_and_leaves_the_file(rig: Rig) -> None:
    file = make(rig.form.parent, "合同.pdf")
    rig.keeper.add(ROW, [file])
    rig.wait_listed(1)
    rig.box.list.setFocus()
    QTest.keyClick(rig.box.list, Qt.Key.Key_Delete)
    assert rig.listed == ()
    assert file.exists()


def test_a_document_opens_and_a_program_does_not(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    files = [make(rig.form.parent, "合同.pdf"), make(rig.form.parent, "发票.exe", b"y")]
    rig.keeper.add(ROW, files)
    rig.wait_listed(2)
    rig.wait_state(1, "一致")
    for number in (0, 1):
        rig.box.list.setCurrentIndex(rig.box.list.model().index(number, TITLE))
        QTest.keyClick(rig.box.list, Qt.Key.Key_Return)
    assert opened == [str(files[0]), str(rig.form.parent)]
    assert "没有直接打开" in rig.window.notice.sentence.text()


def form_with(form: Path, *items: Evidence) -> None:
    document = open_document(form)
    save_document(with_indicators(document, change(document.indicators, ROW, {"evidence": items})), form)


def test_missing_and_changed_files_are_found_and_mended(qtbot: QtBot, desk: Desk, form: Path) -> None:
    changed = make(form.parent, "合同.pdf", b"new")
    moved = make(form.parent, "新夹/发票.pdf", b"bill")
    form_with(
        form,
        Evidence(title="合同", file="合同.pdf", sha256="0" * 64),
        Evidence(title="发票", file="发票.pdf", sha256=hashlib.sha256(b"bill").hexdigest()),
    )
    rig = Rig(qtbot, desk.open_path(form), form)
    qtbot.waitUntil(lambda: sorted(rig.codes()) == [CHANGED, MISSING])
    assert [rig.line(at)[2] for at in (0, 1)] == ["◆ 已改动", "○ 在别处"]
    session = rig.window.session
    assert session is not None
    for code in (CHANGED, MISSING):
        finding = next(item for item in session.findings if item.code == code)
        assert rig.window.checkup.places.label(finding.where, session.evaluation).endswith("佐证材料")
        rig.window.checkup.choose(finding)
        mend(rig.window)
    qtbot.waitUntil(lambda: rig.codes() == [])
    assert rig.listed[0].sha256 == hashlib.sha256(changed.read_bytes()).hexdigest()
    assert rig.listed[1].file == moved.relative_to(form.parent).as_posix()


def test_a_file_that_changes_while_the_form_is_open_is_noticed(rig: Rig) -> None:
    file = make(rig.form.parent, "合同.pdf")
    rig.keeper.add(ROW, [file])
    rig.wait_listed(1)
    rig.wait_state(0, "一致")
    file.write_bytes(b"changed")
    rig.keeper.look()
    rig.wait_state(0, "已改动")
    assert rig.codes() == [CHANGED]
    rig.box.asked.emit("renew", 0)
    rig.wait_state(0, "一致")
    assert rig.codes() == []
    file.unlink()
    rig.keeper.look()
    rig.wait_state(0, "找不到")


def test_another_file_can_be_taken(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.keeper.add(ROW, [make(rig.form.parent, "合同.pdf")])
    rig.wait_listed(1)
    other = make(rig.form.parent, "合同（盖章）.pdf", b"sealed")
    monkeypatch.setattr(dialogs, "ask_evidence", lambda *_, several=True: [other])
    rig.box.asked.emit("relocate", 0)
    rig.qtbot.waitUntil(lambda: rig.listed[0].file == other.name)
    assert rig.listed[0].title == "合同"
    rig.wait_state(0, "一致")


def test_reading_shows_how_far_it_is_and_can_be_cancelled(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    file = make(rig.form.parent, "大.zip", b"x" * (3 << 20))
    told: list[tuple[str, int]] = []
    rig.keeper.went.connect(lambda words, per_mille: told.append((words, per_mille)))
    rig.keeper.add(ROW, [file])
    assert not rig.box.cancel.isHidden()
    rig.wait_listed(1)
    assert rig.box.cancel.isHidden()
    assert (told[0], told[-1]) == (("正在读取文件…", 0), ("", 0))
    assert ("正在读取文件", 1000) in told

    reading, go_on = Event(), Event()

    def held(path: Path, step: Step) -> Seen:
        reading.set()
        go_on.wait(10)
        return hashed(path, step)

    monkeypatch.setattr(evidence_keeper, "hashed", held)
    rig.keeper.add(ROW, [make(rig.form.parent, "另.zip", b"y" * (3 << 20))])
    assert reading.wait(10)
    rig.box.cancel.click()
    assert rig.box.cancel.isHidden()
    go_on.set()
    rig.keeper.background.stop()
    QApplication.processEvents()
    assert len(rig.listed) == 1


def test_a_folder_is_told_and_not_listed(rig: Rig) -> None:
    (rig.form.parent / "夹").mkdir()
    rig.keeper.add(ROW, [rig.form.parent / "夹"])
    rig.qtbot.waitUntil(lambda: "“夹”不能读取" in rig.window.notice.sentence.text())
    assert rig.listed == ()


def test_a_row_that_went_meanwhile_takes_nothing(rig: Rig) -> None:
    rig.keeper.add("gone", [make(rig.form.parent, "合同.pdf")])
    rig.qtbot.waitUntil(lambda: "已被删除" in rig.window.notice.sentence.text())


def test_typing_in_evidence_is_addressed_like_any_text(rig: Rig) -> None:
    rig.keeper.add(ROW, [make(rig.form.parent, "合同.pdf")])
    rig.wait_listed(1)
    rig.window.show_tab(0)
    rig.window.show_where(proof(ROW, 0, "title"))
    assert rig.window.tabs.currentWidget() is rig.table
    assert rig.table.model.id_of(rig.table.view.currentIndex()) == ROW


def test_paths_follow_a_form_that_is_saved_elsewhere(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.keeper.add(ROW, [make(rig.form.parent, "合同.pdf")])
    rig.wait_listed(1)
    target = rig.form.parent / "新夹" / "表.evform"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: target)
    rig.window.menus.actions["save-as"].trigger()
    assert rig.listed[0].file == "合同.pdf"  # the folder does not exist: nothing was saved, nothing moved
    target.parent.mkdir()
    rig.window.menus.actions["save-as"].trigger()
    assert rig.listed[0].file == "../合同.pdf"
    rig.wait_state(0, "一致")
    assert find(open_document(target).indicators, ROW).evidence == rig.listed
