"""The start page: what it tells of recent forms, how one walks over it, and its pictures."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evaldesk.files.settings import load_settings
from evaldesk.files.templates import template_names, templates
from evaldesk.model.template import Template
from evaldesk.paths import recent_file, resources
from evaldesk.rules import evaluate
from evaldesk.rules.findings import all_findings, holds_back
from evaldesk.ui import dialogs
from evaldesk.ui.carry_dialog import Wish
from evaldesk.ui.desk import Desk
from evaldesk.ui.start_page import NOTHING, StartPage
from evaldesk.ui.start_picture import PIXELS, SIZE, file_of, page_picture
from evaldesk.ui.start_recent import GONE, RecentRow, state_of
from evaldesk.ui.start_summary import Summary, recall, remember, summary
from evaldesk.ui.window import Window
from tests.template_pictures import small

EXAMPLES = resources() / "examples"


def nothing() -> None:
    """Let nobody have a turn."""


@pytest.fixture
def start(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Window:
    """Return a window with two recent forms on its start page, a missing one among them, all looked at."""
    shutil.copy(EXAMPLES / "annex-2-special-fund.evform", tmp_path / "专项.evform")
    for name in ("专项.evform", "已经删掉.evform"):
        desk.remember_recent(tmp_path / name)
    window = desk.new_window()
    window.resize(1280, 720)
    desk.begin([], window)
    rows = window.body.start_page.rows
    qtbot.waitUntil(lambda: all(row.told is not None for row in rows), timeout=30_000)
    return window


def page_of(window: Window) -> StartPage:
    return window.body.start_page


def shown(row: RecentRow) -> tuple[str, str, str, str, str]:
    return row.name.whole, row.about.whole, row.score.text(), row.errors.text(), row.state.text()


def test_a_recent_form_tells_its_name_unit_year_score_and_open_points(start: Window, tmp_path: Path) -> None:
    gone, there = page_of(start).rows
    window = start.desk.open_path(tmp_path / "专项.evform", start.desk.new_window())
    assert window.session is not None
    document, template = window.session.document, window.session.template
    evaluation = evaluate(document, template)
    waiting = [item.level.value for item in all_findings(document, template, evaluation) if holds_back(item)]
    assert shown(there) == (
        document.fields["project_name"],
        f"2023 年度　专项.evform　{document.fields['reporting_unit']}",
        f"{evaluation.score_text} {evaluation.grade}",
        f"● {waiting.count('error')} 错误",
        f"◆ {waiting.count('explain')} 需说明",
    )
    assert shown(gone)[0] == "已经删掉"
    assert gone.state.text() == GONE
    assert gone.name.property("tone") == "faint"


def test_a_missing_form_is_taken_off_the_list(start: Window, tmp_path: Path) -> None:
    gone, there = page_of(start).rows
    assert gone.aside.accessibleName() == "从最近的表里移除：已经删掉"
    QTest.keyClick(gone.aside, Qt.Key.Key_Return)
    assert page_of(start).rows == [there]
    assert load_settings().recent == (str(tmp_path / "专项.evform"),)
    assert start.focusWidget() is there.card


def test_the_small_button_makes_next_years_form(start: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_carry", lambda *_: Wish(("basics", "indicators"), "2024"))
    page_of(start).rows[1].aside.click()
    assert start.session is not None
    assert start.session.document.fields["year"] == "2024"
    assert start.session.document.previous.year == "2023"
    assert start.session.dirty


def test_carrying_can_be_given_up(start: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_carry", lambda *_: None)
    page_of(start).rows[1].aside.click()
    assert start.session is None
    monkeypatch.setattr(dialogs, "ask_last_year", lambda *_: None)
    start.menus.actions["carry"].trigger()
    assert start.session is None


def test_what_cannot_be_carried_is_told(start: Window) -> None:
    page_of(start).rows[0].recent.carry.args[1].write_text("{", "utf-8")  # type: ignore[attr-defined] # a partial
    start.run(page_of(start).rows[0].recent.carry)
    assert "已损坏" in start.notice.sentence.text()


def focus(window: Window) -> str:
    there = window.focusWidget()
    assert isinstance(there, QWidget)
    return there.accessibleName()


def test_arrows_go_where_one_looks_and_enter_opens(start: Window) -> None:
    gone, there = page_of(start).rows
    assert start.focusWidget() is gone.card
    QTest.keyClick(gone.card, Qt.Key.Key_Down)
    assert start.focusWidget() is there.card
    QTest.keyClick(there.card, Qt.Key.Key_Right)
    assert start.focusWidget() is there.aside
    QTest.keyClick(there.aside, Qt.Key.Key_Right)
    assert focus(start) in {template.title for template in templates()}
    QTest.keyClick(start.focusWidget(), Qt.Key.Key_Up)
    QTest.keyClick(start.focusWidget(), Qt.Key.Key_Up)
    assert focus(start) == templates()[0].title
    QTest.keyClick(start.focusWidget(), Qt.Key.Key_Left)
    assert start.focusWidget() is gone.aside
    QTest.keyClick(gone.aside, Qt.Key.Key_Left)
    QTest.keyClick(gone.card, Qt.Key.Key_Down)
    QTest.keyClick(there.card, Qt.Key.Key_Return)
    assert start.session is not None
    assert start.session.path == there.recent.path


def test_what_waits_for_an_answer_is_reached_and_answered_by_the_same_keys(start: Window) -> None:
    answered: list[str] = []
    choices = [("恢复", lambda: answered.append("恢复")), ("丢弃", lambda: answered.append("丢弃"))]
    page_of(start).show_card(start, "未保存的内容", "上次没有正常关闭。", choices)
    QApplication.processEvents()
    QTest.keyClick(start.focusWidget(), Qt.Key.Key_Down)
    assert start.focusWidget() is page_of(start).rows[0].card
    QTest.keyClick(start.focusWidget(), Qt.Key.Key_Up)
    QTest.keyClick(start.focusWidget(), Qt.Key.Key_Left)
    QTest.keyClick(start.focusWidget(), Qt.Key.Key_Return)
    assert answered == ["恢复"]


def test_an_empty_list_says_so_and_the_first_template_has_the_focus(desk: Desk) -> None:
    window = desk.new_window()
    desk.begin([], window)
    assert not page_of(window)._nothing.isHidden()
    assert page_of(window)._nothing.text() == NOTHING
    assert focus(window) == templates()[0].title


def test_every_button_has_a_name_and_tells_what_it_does(start: Window) -> None:
    buttons = page_of(start).findChildren(QPushButton, "choice")
    assert len(buttons) >= 2 + len(templates()) + 2 + 3
    for button in buttons:
        assert button.accessibleName()
        assert button.accessibleDescription()
        assert button.toolTip()


@pytest.mark.parametrize("width", [1280, 760])
def test_nothing_is_cut_and_the_columns_stand_as_there_is_room(start: Window, qtbot: QtBot, width: int) -> None:
    start.resize(width, 720)
    page = page_of(start)
    buttons = page.findChildren(QPushButton, "choice")

    new = next(button for button in buttons if button.accessibleName() == templates()[0].title)

    def beside() -> bool:
        return new.mapTo(page.widget(), new.rect().topLeft()).x() > page.rows[0].card.width()

    def whole() -> bool:
        return all(button.height() >= button.sizeHint().height() for button in buttons)

    qtbot.waitUntil(lambda: beside() is (width == 1280) and whole())
    for button in buttons:
        assert button.mapTo(page.widget(), button.rect().topRight()).x() < page.viewport().width()


def test_a_file_that_looks_the_same_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "表.evform"
    shutil.copy(EXAMPLES / "mof-2020-10.evform", path)
    told = summary(path, None, nothing)
    assert (told.score, told.errors) == ("99.55", 0)
    known = Summary(told.size, told.time, name="记得的")
    assert summary(path, known, nothing) is known
    path.write_text("{", "utf-8")
    assert "已损坏" in summary(path, known, nothing).trouble
    path.unlink()
    gone = summary(path, known, nothing)
    assert gone.missing
    assert gone.name == "记得的"
    shutil.copy(EXAMPLES / "mof-2020-10.evform", path)
    assert summary(path, gone, nothing).score == "99.55", "it came back"


def test_what_was_told_is_remembered_and_a_damaged_memory_is_made_anew() -> None:
    told = {"a": Summary(1, 2, "甲", errors=3), "b": Summary(4, 5, "乙")}
    remember(told, ["a"])
    assert recall() == {"a": told["a"]}
    for text in ("", "[]", '{"forms": {"a": {"later": 1}}}', '{"program": 1}'):
        recent_file().write_text(text, "utf-8")
        assert recall() == {}
    remember(told, ["b"])
    kept = json.loads(recent_file().read_text("utf-8"))
    recent_file().write_text(json.dumps(kept | {"program": "0"}), "utf-8")
    assert recall() == {}, "another version of the program may find other things"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, "正在查看…"),
        (Summary(trouble="坏了。"), "◆ 打不开"),
        (Summary(name="甲"), "本机没有它的模板"),
        (Summary(score="98.00", errors=2), ""),
        (Summary(score="98.00", explanations=2), "◆ 2 需说明"),
        (Summary(score="98.00"), "✓ 体检通过"),
    ],
)
def test_the_state_is_said_with_its_shape(told: Summary | None, said: str) -> None:
    assert state_of(told) == said


def test_every_template_has_a_picture_and_no_picture_is_left_over() -> None:
    folder = file_of("x@1").parent
    assert sorted(path.stem for path in folder.iterdir()) == template_names()


@pytest.mark.parametrize("template", templates(), ids=template_names())
def test_a_picture_shows_the_page_as_it_is_now(template: Template) -> None:
    with Image.open(file_of(template.name)) as kept:
        assert kept.size == PIXELS
        apart = ImageStat.Stat(ImageChops.difference(kept.convert("L"), small(template)))
    # Sixteen greys are half a step of eight away from the page; another layout is much further.
    assert apart.mean[0] < 6, "python tests/template_pictures.py makes it anew"


def test_pictures_tell_pages_apart() -> None:
    pages = [small(template) for template in templates()]
    assert ImageStat.Stat(ImageChops.difference(pages[0], pages[2])).mean[0] > 6


def test_a_template_without_a_picture_has_a_sheet_with_a_sign(qapp: QApplication) -> None:
    empty, known = page_picture("nobody@1", 1.5).toImage(), page_picture(template_names()[0], 1.5).toImage()
    assert (empty.width(), empty.height()) == (round(SIZE.width() * 1.5), round(SIZE.height() * 1.5))
    assert empty != known
