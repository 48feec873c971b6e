"""The 合计 row: what was typed there is seen, changed and undone; what is empty shows what is printed instead."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evaldesk.model.document import address, get
from evaldesk.paths import resources
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.session import Session
from evaldesk.ui.total_row import COLUMNS, TotalRow
from evaldesk.ui.window import Window


@pytest.fixture
def window(desk: Desk) -> Window:
    return desk.open_example(resources() / "examples" / "annex-3-project.evform")


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def opened(window: Window) -> TotalRow:
    window.show_tab(3)
    found = window.findChild(TotalRow)
    assert found is not None
    found.open()
    return found


def test_it_is_away_until_it_is_asked_for(window: Window) -> None:
    window.show_tab(3)
    found = window.findChild(TotalRow)
    assert found is not None
    assert found.isHidden()


def test_what_is_typed_there_is_seen_and_changed_at_every_key(window: Window) -> None:
    total, session = opened(window), session_of(window)
    for key, _ in COLUMNS.values():
        assert total.editors[key].text() == get(session.document, address(f"total/{key}"))
    score = total.editors["score"]
    assert score.text() == "100"
    score.selectAll()
    QTest.keyClicks(score, "98.5")
    assert session.document.total.score == "98.5"
    session.stack.undo()
    assert session.document.total.score == "100"
    assert score.text() == "100"
    assert window.focusWidget() is score


def test_an_empty_cell_shows_what_is_printed_in_it(desk: Desk) -> None:
    window = desk.new_form("jiangmen-annex-3@2023")
    total = opened(window)
    assert total.editors["weights1"].text() == ""
    assert total.editors["weights1"].placeholderText() == session_of(window).evaluation.weight_text
    assert total.editors["reason"].placeholderText() == ""


def test_enter_goes_on_in_the_table_and_escape_puts_it_away(window: Window) -> None:
    total = opened(window)
    QTest.keyClick(total.editors["score"], Qt.Key.Key_Return)
    assert isinstance(window.focusWidget(), IndicatorView)
    assert not total.isHidden()
    total.open("reason")
    assert window.focusWidget() is total.editors["reason"]
    QTest.keyClick(total.editors["reason"], Qt.Key.Key_Escape)
    assert total.isHidden()
    assert isinstance(window.focusWidget(), IndicatorView)


def test_only_columns_that_are_printed_have_a_cell(desk: Desk) -> None:
    for name in ("jiangmen-annex-2@2023", "jiangmen-annex-3@2023", "mof-2020-10@2020"):
        window = desk.new_form(name)
        printed = {column.key for column in session_of(window).template.indicators.columns}
        total = window.findChild(TotalRow)
        assert total is not None
        assert set(total.editors) == {key for column, (key, _) in COLUMNS.items() if column in printed}
