"""The package from the window: made beside it, told in one sentence, stopped without a trace."""

from __future__ import annotations

import zipfile
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from evaldesk.exchange.package import Content, Progress, write_package
from evaldesk.exchange.packed import Packed
from evaldesk.files.store import open_document, save_document
from evaldesk.model.document import with_indicators
from evaldesk.model.indicators import Evidence, change
from evaldesk.ui import dialogs, evidence_package
from evaldesk.ui.desk import Desk
from evaldesk.ui.evidence_package import PackageProgress
from evaldesk.ui.window import Window

ROW = "a3-009"


@pytest.fixture
def window(desk: Desk, form: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    document = open_document(form)
    (form.parent / "合同.pdf").write_bytes(b"contract" * 1000)
    items = (Evidence(title="合同", file="合同.pdf"), Evidence(title="发票", file="没有.pdf"))
    save_document(with_indicators(document, change(document.indicators, ROW, {"evidence": items})), form)
    monkeypatch.setattr(dialogs, "ask_package", lambda *_: form.parent / "包")
    return desk.open_path(form)


def test_the_package_is_written_and_what_is_missing_told(window: Window, form: Path, qtbot: QtBot) -> None:
    window.menus.actions["package"].trigger()
    qtbot.waitUntil(lambda: "已生成" in window.notice.sentence.text(), timeout=20000)
    assert "有 1 份材料找不到文件，没有打进包里：“发票”" in window.notice.sentence.text()
    with zipfile.ZipFile(form.parent / "包.zip") as archive:
        names = archive.namelist()
        assert archive.read("表.pdf").startswith(b"%PDF")
    assert names[:2] == ["表.evform", "表.pdf"]
    assert names[2].endswith("/01 合同.pdf")
    assert not any(box.isVisible() for box in window.findChildren(PackageProgress))


def test_a_package_can_be_stopped(window: Window, form: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = Event(), Event()

    def held(content: Content, target: Path, progress: Progress | None = None) -> tuple[Packed, ...]:
        begun.set()
        go_on.wait(10)
        return write_package(content, target, progress)

    monkeypatch.setattr(evidence_package, "write_package", held)
    window.menus.actions["package"].trigger()
    (box,) = window.findChildren(PackageProgress)
    assert box.isVisible()
    qtbot.waitUntil(begun.is_set, timeout=20000)
    box.cancel.click()
    go_on.set()
    qtbot.waitUntil(lambda: "已取消" in window.notice.sentence.text(), timeout=20000)
    assert sorted(path.name for path in form.parent.glob("*包*")) == []


def test_a_place_that_takes_nothing_is_told(
    window: Window, form: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_package", lambda *_: form.parent / "没有" / "包.zip")
    window.menus.actions["package"].trigger()
    qtbot.waitUntil(lambda: "文件夹" in window.notice.sentence.text(), timeout=20000)
