"""核对纸质件: scans and PDFs dropped or chosen, checked in the background, their differences shown and gone to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.model.document import field
from evaldesk.paths import resources
from evaldesk.report.page import Box
from evaldesk.ui import dialogs
from evaldesk.ui.paper_window import PaperCheck
from evaldesk.ui.session import Session
from evaldesk.ui.window import Window
from tests.report.scan.scanner import PRINTED, Scanner, as_file, printed_page, scanned

PATIENT = 60_000


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def box_of(window: Window, key: str) -> Box:
    from evaldesk.report.layout import lay_out

    order = window.printout.order()
    laid = lay_out(order.printed, order.template, order.evaluation, order.options())
    return next(box for box in laid.sheets[0].boxes if box.where == field(key))


def scan(window: Window, path: Path, written: str = "") -> Path:
    """Scan the first page as it is printed now, with another amount written over the spent one if given."""
    page = printed_page(window.printout.order().pdf(), 0)
    if written:
        box, scale = box_of(window, "spent_own"), PRINTED / 72
        edges = (box.x + 2, box.y + 2, box.x + box.width - 2, box.y + box.height - 2)
        pen = ImageDraw.Draw(page)
        left, top, right, bottom = (edge * scale for edge in edges)
        pen.rectangle((left, top, right, bottom), fill="white")
        font = ImageFont.truetype(str(resources() / "fonts" / "NotoSerifSC-Regular.ttf"), round(9 * scale))
        pen.text(((left + right) / 2, (top + bottom) / 2), written, "black", font, anchor="mm")
    path.write_bytes(as_file(scanned(page, Scanner(skew=0.6))))
    return path


@pytest.fixture
def paper(window: Window) -> PaperCheck:
    """Return the window for papers, opened by its command."""
    window.settle_checkup()
    window.menus.actions["paper-check"].trigger()
    (paper,) = window.findChildren(PaperCheck)
    return paper


def checked(paper: PaperCheck, qtbot: QtBot, count: int = 1) -> None:
    qtbot.waitUntil(lambda: len(paper.outcomes) == count and paper.cancel.isHidden(), timeout=PATIENT)


def test_the_signed_paper_is_the_form(window: Window, paper: PaperCheck, tmp_path: Path, qtbot: QtBot) -> None:
    paper.check([scan(window, tmp_path / "扫描.png")])
    checked(paper, qtbot)
    assert paper.outcomes[0].mark == "met"
    assert "一致" in paper.list.item(0).text()
    assert not paper.outcomes[0].lines


def test_an_amount_changed_on_paper_is_shown_beside_the_form_s_and_gone_to(
    window: Window, paper: PaperCheck, tmp_path: Path, qtbot: QtBot
) -> None:
    paper.check([scan(window, tmp_path / "扫描.png", written="1,179.017")])
    checked(paper, qtbot)
    (line,) = paper.outcomes[0].lines
    assert line.where == field("spent_own")
    assert line.paper is not None
    assert line.file is not None
    assert line.paper.size() == line.file.size()
    assert line.paper != line.file
    paper.list.setCurrentRow(1)
    assert paper.cutouts.paper.picture is line.paper
    QTest.keyClick(paper.list, Qt.Key.Key_Return)
    assert window.tabs.tabText(window.tabs.currentIndex()) == "资金情况"


def test_a_form_changed_after_the_print_is_told(
    window: Window, paper: PaperCheck, tmp_path: Path, qtbot: QtBot
) -> None:
    path = scan(window, tmp_path / "扫描.png")
    session_of(window).edit(field("spent_own"), "1,079.117", "")
    paper.check([path])
    checked(paper, qtbot)
    assert paper.outcomes[0].mark == "error"
    assert any(line.where == field("spent_own") for line in paper.outcomes[0].lines)


def test_results_of_an_older_form_say_so(window: Window, paper: PaperCheck, tmp_path: Path, qtbot: QtBot) -> None:
    paper.check([scan(window, tmp_path / "扫描.png")])
    checked(paper, qtbot)
    assert paper.stale.isHidden()
    session_of(window).edit(field("contact"), "x", "")
    assert not paper.stale.isHidden()
    paper.again.click()
    assert paper.stale.isHidden()
    checked(paper, qtbot)
    assert paper.outcomes[0].mark == "error"


def test_a_pdf_of_ours_is_verified(window: Window, paper: PaperCheck, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "导出.pdf"
    path.write_bytes(window.printout.order().pdf())
    paper.check([path])
    checked(paper, qtbot)
    assert paper.outcomes[0].mark == "met"
    assert paper.outcomes[0].sentence == "所附数据与打开的表相同；页面与所附数据一致。"
    session_of(window).edit(field("contact"), "x", "")
    paper.check([path])
    checked(paper, qtbot)
    assert "所附的数据与打开的表不同" in paper.outcomes[0].sentence


def test_several_files_are_checked_one_after_the_other_and_bad_ones_are_told(
    window: Window, paper: PaperCheck, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, text = tmp_path / "照片.png", tmp_path / "说明.txt"
    Image.new("L", (800, 600), 200).save(photo)
    text.write_text("不是扫描件", "utf-8")
    monkeypatch.setattr(dialogs, "ask_scans", lambda *_: [photo, text, tmp_path / "没有.png"])
    paper.choose.click()
    checked(paper, qtbot, 3)
    assert [outcome.mark for outcome in paper.outcomes] == ["explain", "error", "error"]
    assert [outcome.name for outcome in paper.outcomes] == ["照片.png", "说明.txt", "没有.png"]
    assert all("。" in outcome.sentence for outcome in paper.outcomes)
    assert window.desk.folder("scan") == str(tmp_path)
    paper.copy.click()
    assert "照片.png" in QGuiApplication.clipboard().text()


def test_files_are_taken_by_drop(window: Window, paper: PaperCheck, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "照片.png"
    Image.new("L", (400, 300), 200).save(path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(paper, QDragEnterEvent(QPoint(9, 9), action, data, button, none))
    QApplication.sendEvent(paper, QDropEvent(QPointF(9, 9), action, data, button, none))
    checked(paper, qtbot)


def test_a_check_that_was_stopped_shows_nothing_more(
    window: Window, paper: PaperCheck, tmp_path: Path, qtbot: QtBot
) -> None:
    path = scan(window, tmp_path / "扫描.png")
    paper.check([path, path, path])
    paper.cancel.click()
    assert paper.cancel.isHidden()
    qtbot.wait(300)
    assert not paper.outcomes


def test_the_command_shows_the_one_window_again(window: Window, paper: PaperCheck) -> None:
    window.menus.actions["paper-check"].trigger()
    assert window.findChildren(PaperCheck) == [paper]
    paper.close()
