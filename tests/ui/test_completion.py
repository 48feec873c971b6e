"""What is offered while one types in the table, and that nothing is filled in unasked: by keys on a real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evaldesk.files.words import load_words, remember
from evaldesk.model.previous import Previous, PreviousRow
from evaldesk.model.recall import Recall, Remembered
from evaldesk.ui.completion_memory import Memory
from evaldesk.ui.indicator_delegate import TAKE
from evaldesk.ui.window import Window
from tests.ui.indicator_rig import Table, compose, press, small, write

pytestmark = pytest.mark.screen

SEEN = Recall(
    rows=(
        Remembered(name="培训人数", targets=("≥300人",), reasons=("疫情影响，部分场次取消",)),
        Remembered(name="培训场次", targets=("12场",)),
    )
)


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    table = Table(qtbot, small())
    table.session.recall = SEEN
    return table


def offered(qtbot: QtBot, table: Table, *texts: str) -> None:
    """Wait until just these texts are offered."""
    qtbot.waitUntil(lambda: tuple(text for text, _ in table.panel.delegate.aid.offers) == texts)


def test_names_are_offered_by_initials_and_taken_by_alt_down(qtbot: QtBot, table: Table) -> None:
    table.at("b/name")
    write("px")
    offered(qtbot, table, "培训人数", "培训场次")
    assert table.text("b/name") == "px"
    assert TAKE in table.panel.delegate.aid.hint.text()
    press("Alt+Down")
    press("Alt+Down")
    assert table.text("b/name") == "培训场次"
    press("Alt+Up")
    press("Return")
    assert (table.text("b/name"), table.cursor) == ("培训人数", "c/name")
    assert table.order("g1") == "a b c"  # the same keys move rows where nothing is offered
    press("Ctrl+Z")
    assert table.text("b/name") == "指标b"


def test_a_click_takes_an_offer(qtbot: QtBot, table: Table) -> None:
    table.at("b/name")
    write("px")
    offered(qtbot, table, "培训人数", "培训场次")
    answers = table.panel.delegate.aid.answers
    qtbot.waitUntil(lambda: answers.viewport().rect().contains(answers.visualItemRect(answers.item(1))))
    place = answers.visualItemRect(answers.item(1)).center()
    QTest.mouseClick(answers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.text("b/name") == "培训场次"
    assert table.editor is not None


def test_the_unit_of_the_target_is_offered_and_never_put_in_unasked(qtbot: QtBot, table: Table) -> None:
    table.at("a/actual")
    write("5")
    offered(qtbot, table, "5次")
    press("Return")
    assert table.text("a/actual") == "5"
    press("Shift+Return")
    table.at("a/actual")
    write("6")
    offered(qtbot, table, "6次")
    press("Alt+Down")
    assert table.text("a/actual") == "6次"
    press("Escape")
    assert table.text("a/actual") == "5"


def test_what_is_typed_on_renews_the_offers(qtbot: QtBot, table: Table) -> None:
    table.at("a/actual")
    write("9")
    offered(qtbot, table, "9次")
    write("5")
    offered(qtbot, table, "95次")
    write("次")
    offered(qtbot, table)
    press("Down")  # an arrow alone leaves as ever
    assert table.cursor == "b/actual"


def test_targets_and_reasons_of_the_same_name_are_offered(qtbot: QtBot, table: Table) -> None:
    table.at("b/name")
    write("培训人数")
    press("Return")
    table.at("b/target")
    press("F2")
    offered(qtbot, table, "≥300人")
    write("280")
    offered(qtbot, table, "280人")
    press("Return")
    table.at("b/reason")
    press("F2")
    offered(qtbot, table, "疫情影响，部分场次取消")
    press("Alt+Down")
    assert table.text("b/reason") == "疫情影响，部分场次取消"


def test_last_year_s_texts_are_offered_first(qtbot: QtBot, table: Table) -> None:
    last = Previous(rows=(PreviousRow(id="b", name="培训总人次", target="500人次"),))
    table.session.apply("去年", table.document.model_copy(update={"previous": last}))
    table.at("b/target")
    press("F2")
    offered(qtbot, table, "500人次")
    press("Escape")
    table.at("c/name")
    write("px")
    offered(qtbot, table, "培训总人次", "培训人数", "培训场次")


def test_nothing_is_offered_while_an_input_method_composes(qtbot: QtBot, table: Table) -> None:
    table.at("b/name")
    write("px")
    offered(qtbot, table, "培训人数", "培训场次")
    compose("pei")
    assert table.text("b/name") == "px"


def test_alt_down_moves_the_row_where_nothing_is_offered(table: Table) -> None:
    table.at("a/name")
    press("Alt+Down")
    assert table.order("g1") == "b a c"


def test_the_window_remembers_what_was_open_and_what_was_typed(qtbot: QtBot, window: Window) -> None:
    assert window.session is not None
    memory = window.session.findChild(Memory)
    assert isinstance(memory, Memory)
    memory.begin()
    session = window.session
    qtbot.waitUntil(lambda: any(row.name == "服务人数" for row in session.recall.rows))
    memory.leave()
    known = load_words()
    assert known is not None
    assert remember(session.document) == known
