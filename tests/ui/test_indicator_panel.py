"""The panel as the window uses it: what it shows, what it repaints, and where the cursor is after any change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.model import indicators
from evaldesk.model.document import cell, field, with_indicators
from evaldesk.model.finding import Finding, Level
from evaldesk.ui.checkup_found import Found
from evaldesk.ui.indicator_actions import OFFERS, SEPARATOR
from evaldesk.ui.indicator_findings import RowMarks, messages
from evaldesk.ui.indicator_row import ATTRIBUTES, Mark
from tests.ui.indicator_rig import Table, example, leaf, press, renamed, small


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return Table(qtbot, small())


class Painted(QObject):
    """Collect the painted places of a widget."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self.places: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
        if isinstance(event, QPaintEvent):
            self.places += list(event.region())  # type: ignore[call-overload]
        return False


def rows_painted(table: Table, painted: Painted) -> set[str]:
    ids = set()
    for _, node in indicators.walk(table.document.indicators):
        rect = table.view.visualRect(table.model.index_of(node.id))
        band = QRect(0, rect.top(), table.view.viewport().width(), rect.height())
        if any(place.intersects(band) for place in painted.places):
            ids.add(node.id)
    return ids


def test_a_leaf_edit_repaints_its_row_and_the_sums_above(table: Table) -> None:
    QApplication.processEvents()
    painted = Painted(table.view.viewport())
    table.session.edit(cell("a", "actual"), "1", "x")
    QApplication.processEvents()
    assert rows_painted(table, painted) == {"out", "g1", "a"}


def test_a_change_that_shows_nowhere_repaints_nothing(table: Table) -> None:
    QApplication.processEvents()
    painted = Painted(table.view.viewport())
    table.session.edit(field("goal"), "目标", "x")
    QApplication.processEvents()
    assert painted.places == []


def test_a_level_1_weight_repaints_every_row_of_its_branch(table: Table) -> None:
    QApplication.processEvents()
    painted = Painted(table.view.viewport())
    table.session.edit(cell("out", "weight"), "50", "x")
    QApplication.processEvents()
    assert rows_painted(table, painted) == {"out", "g1", "g2", "a", "b", "c", "d"}


def test_show_where_puts_the_cursor_on_a_cell_in_a_folded_branch(table: Table) -> None:
    table.view.collapseAll()
    assert table.panel.show_where(cell("d", "reason"))
    assert table.cursor == "d/reason"
    assert table.view.isExpanded(table.model.index_of("g2"))
    assert not table.panel.show_where(field("goal"))
    assert not table.panel.show_where(cell("nobody", "name"))


def test_the_cursor_stays_on_its_row_when_rows_come_and_go_elsewhere(table: Table) -> None:
    table.at("d/actual")
    table.session.apply("x", with_indicators(table.document, indicators.remove(table.document.indicators, "b")))
    assert table.cursor == "d/actual"
    table.session.apply("x", renamed(table.document, "a", "别名"))
    assert table.cursor == "d/actual"


def test_scroll_stays_when_another_row_changes(qtbot: QtBot) -> None:
    table = Table(qtbot, example())
    table.at("a3-060/actual")
    bar = table.view.verticalScrollBar()
    before = bar.value()
    assert before > 0
    table.session.edit(cell("a3-003", "name"), "x", "x")
    table.session.stack.undo()
    assert bar.value() == before


def test_the_row_where_the_cursor_was_goes_and_the_cursor_stays_in_the_table(table: Table) -> None:
    table.at("c/actual")
    table.session.apply("x", with_indicators(table.document, ()))
    assert table.cursor == ""
    assert table.panel.detail.points.toPlainText() == ""
    table.session.stack.undo()
    assert table.cursor == "out/name"
    assert table.view.isExpanded(table.model.index_of("g1"))


def test_ctrl_n_in_an_empty_form_begins_with_a_branch(table: Table) -> None:
    table.session.apply("x", with_indicators(table.document, ()))
    table.panel.action("row.add").trigger()
    assert len(table.document.indicators) == 1
    assert [text for text, _ in table.panel.delegate.aid.offers] == ["决策", "产出", "效益"]


def test_the_actions_are_those_of_the_menu(table: Table) -> None:
    shown = [action.objectName() for action in table.panel.actions() if not action.isSeparator()]
    assert shown == [offer.id for offer in OFFERS if offer.id != SEPARATOR]
    keys = [action.shortcut().toString() for action in table.panel.actions() if not action.shortcut().isEmpty()]
    assert len(set(keys)) == len(keys)


def test_widths_are_remembered_once_the_officer_chose_them(qtbot: QtBot) -> None:
    first = Table(qtbot, small())
    assert first.panel.save_state().startswith(b"\n")
    first.view.header().resizeSection(2, 222)
    second = Table(qtbot, small())
    second.panel.restore_state(first.panel.save_state())
    second.window.resize(900, 700)
    assert second.view.header().sectionSize(2) == 222


@pytest.mark.parametrize("state", [b"", b"\n", b"rubbish", b"rubbish\nrubbish", b"\xff\n\xfe"])
def test_a_broken_state_changes_nothing(table: Table, state: bytes) -> None:
    before = [table.view.columnWidth(column) for column in range(len(ATTRIBUTES))]
    table.panel.restore_state(state)
    assert [table.view.columnWidth(column) for column in range(len(ATTRIBUTES))] == before


def test_the_columns_fill_the_table_and_nothing_is_cut_off(qtbot: QtBot) -> None:
    table = Table(qtbot, example())
    for width in (960, 1100, 1600):
        table.window.resize(width, 800)
        QApplication.processEvents()
        widths = [table.view.columnWidth(column) for column in range(len(ATTRIBUTES))]
        assert sum(widths) == table.view.viewport().width()
        assert all(table.view.header().sectionSizeHint(at) <= wide for at, wide in enumerate(widths))


def test_computed_figures_and_typed_ones_are_told_apart(table: Table) -> None:
    row = table.model.row(table.model.index_of("a").internalId())
    typed = table.model.row(table.model.index_of("e").internalId())
    assert (row.texts[1], row.tones[1].name, typed.texts[1], typed.tones[1].name) == ("10.00", "COMPUTED", "5", "TYPED")


def test_completions_have_a_mark_beside_their_colour(table: Table) -> None:
    def mark(id: str) -> Mark:
        return table.model.row(table.model.index_of(id).internalId()).mark

    assert (mark("a"), mark("b"), mark("out")) == (Mark.MET, Mark.OPEN, Mark.NONE)
    table.session.edit(cell("a", "actual"), "1次", "x")
    assert mark("a") is Mark.SHORT
    assert table.shown("a/completion") == "33.33%"
    assert table.shown("out/completion") == "待判断 30.00"


def test_findings_mark_their_cells_with_the_gravest_level() -> None:
    findings = (
        Finding("x", Level.HINT, "indicators/a/actual", "一"),
        Finding("y", Level.ERROR, "indicators/a/actual", "二"),
        Finding("z", Level.EXPLAIN, "indicators/b", "三"),
        Finding("u", Level.EXPLAIN, "indicators/c/name", "四", explained="因为"),
        Finding("v", Level.ERROR, "fields/goal", "五"),
    )
    marks = RowMarks(Found(findings))
    assert (marks.of("a"), marks.of("b"), marks.of("c")) == (((3, "error"),), ((0, "explain"),), ())
    assert messages(findings, "a", 3) == ["一", "二"]


def test_the_detail_says_where_the_points_come_from(qtbot: QtBot) -> None:
    table = Table(qtbot, example())
    table.at("a3-007/actual")
    told = table.panel.detail.points.toPlainText()
    assert told.splitlines()[:2] == ["产出 › 数量指标", "跨域通办事项数量　1.05 / 1.05 分"]
    for step in table.session.evaluation.nodes["a3-007"].trail:
        assert step in told
    assert "预期值　≥300项 → 不少于 300 项" in told
    printed = table.panel.detail.guidance.toPlainText()
    assert "评分标准" in printed
    assert "1.年度工作计划、工作总结；" in printed
    table.session.edit(cell("a3-007", "actual"), "150项", "x")
    assert "实现值　150项 → 150 项" in table.panel.detail.points.toPlainText()
    table.session.edit(cell("a3-007", "actual"), "≥250项", "x")
    assert "◆" in table.panel.detail.points.toPlainText()


def test_a_fixed_indicator_has_the_guidance_of_its_own(qtbot: QtBot) -> None:
    table = Table(qtbot, example())
    table.at("a3-002/name")
    assert "监督检查" in table.panel.detail.guidance.toPlainText()


def test_the_direction_is_chosen_in_the_detail_pane(table: Table) -> None:
    table.session.edit(cell("a", "target"), "3", "x")
    table.session.edit(cell("a", "actual"), "6", "x")
    table.at("a/name")
    detail = table.panel.detail
    assert detail.way.text() == "越大越好，没有写明，暂按此计"
    detail.directions.button(2).click()
    assert table.text("a/direction") == "lower"
    assert detail.way.text() == "越小越好，由填报人选定"
    assert table.shown("a/completion") == "50%"
    assert table.model.row(table.model.index_of("a").internalId()).mark is Mark.SHORT
    table.session.stack.undo()
    assert table.text("a/direction") == ""
    assert detail.directions.checkedId() == 0


@pytest.mark.screen
def test_the_context_menu_offers_directions_for_an_indicator_only(table: Table, qtbot: QtBot) -> None:
    for id, offered in (("a", True), ("g1", False)):
        table.at(f"{id}/name")
        menu = table.panel.commands.show_menu(table.window.mapToGlobal(table.view.pos()), table.panel.actions())
        texts = [action.text() for action in menu.actions()]
        assert ("方向" in texts) is offered
        assert "新增指标(&N)" in texts
        menu.close()


def test_an_imported_form_is_unfolded(table: Table) -> None:
    many = tuple(leaf(f"n{number}") for number in range(600))
    tree = indicators.change(table.document.indicators, "g1", {"children": many})
    table.session.apply("导入", with_indicators(table.document, tree))
    assert all(table.view.isExpanded(table.model.index_of(id)) for id in ("out", "g1", "g2", "ben", "g3"))
    table.at("n599/actual")
    press("Up")
    assert table.cursor == "n598/actual"


def test_a_long_form_opens_whole(qtbot: QtBot) -> None:
    many = tuple(leaf(f"n{number}", target="≥3", actual="4") for number in range(1000))
    tree = indicators.change(small().indicators, "g1", {"children": many})
    table = Table(qtbot, with_indicators(small(), tree))
    table.at("n999/actual")
    assert table.view.visualRect(table.view.currentIndex()).bottom() <= table.view.viewport().height()
    press("Up")
    assert table.cursor == "n998/actual"
