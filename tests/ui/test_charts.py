"""The pictures in the window: they follow the form, say all in words as well, and lead to the rows they speak of."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from evaldesk.model.document import cell
from evaldesk.model.indicators import find, leaves, path
from evaldesk.paths import resources
from evaldesk.report.charts import KINDS, Kind, charts
from evaldesk.ui.chart_paint import EDGE, ChartInk, lines, paint_stretch, plan
from evaldesk.ui.chart_panel import ChartPanel
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_paint import MARGIN
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.indicator_row import COMPLETION, Mark, row_of
from evaldesk.ui.palette import DARK, LIGHT, Tones
from evaldesk.ui.window import Window

ROW = "a3-009"


@pytest.fixture
def panel(window: Window) -> ChartPanel:
    (panel,) = window.findChildren(ChartPanel)
    window.show_tab_of(panel)
    return panel


def test_every_figure_of_the_pictures_is_told_in_words(panel: ChartPanel) -> None:
    session = panel.session
    told = panel.picture.accessibleDescription()
    for item in charts(session.template, session.evaluation).points:
        assert f"{item.name}，{item.score} / {item.weight}" in told
    assert "资金（万元）" in told
    assert session.evaluation.execution is not None
    assert session.evaluation.execution.rate_text in told


def test_the_pictures_follow_the_form_while_they_are_shown(window: Window, panel: ChartPanel) -> None:
    row = next(leaves(panel.session.document.indicators))
    before = panel.picture.accessibleDescription()
    panel.session.edit(cell(row.id, "self_score"), "0", "x")
    changed = panel.picture.accessibleDescription()
    assert changed != before
    assert "失分最多" in changed
    window.show_tab(0)
    panel.session.stack.undo()
    window.show_tab_of(panel)
    assert panel.picture.accessibleDescription() == before


def test_keys_and_clicks_lead_to_the_row(window: Window, panel: ChartPanel) -> None:
    (table,) = window.findChildren(IndicatorPanel)
    branch = panel.session.document.indicators[0]
    QTest.keyClick(panel.picture, Qt.Key.Key_Down)
    QTest.keyClick(panel.picture, Qt.Key.Key_Down)
    QTest.keyClick(panel.picture, Qt.Key.Key_Return)
    assert window.tabs.currentWidget() is table
    assert table.model.id_of(table.view.currentIndex()) == branch.children[0].id
    window.show_tab_of(panel)
    at = next(at for at, line in enumerate(panel.picture.lines) if line.id == branch.id)
    QTest.mouseClick(panel.picture, Qt.MouseButton.LeftButton, pos=panel.picture.rect_of(at).center())
    assert table.model.id_of(table.view.currentIndex()) == branch.id
    window.show_tab_of(panel)
    QTest.mouseClick(panel.picture, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert window.tabs.currentWidget() is panel


def test_the_last_line_is_the_last_however_often_one_goes_on(panel: ChartPanel) -> None:
    for _ in range(99):
        QTest.keyClick(panel.picture, Qt.Key.Key_PageDown)
    able = [at for at, line in enumerate(panel.picture.lines) if line.id]
    assert panel.picture.current == able[-1]
    for _ in range(99):
        QTest.keyClick(panel.picture, Qt.Key.Key_PageUp)
    assert panel.picture.current == able[0]


@pytest.mark.parametrize("example", sorted(path.name for path in (resources() / "examples").glob("*.evform")))
def test_no_figure_runs_into_another(desk: Desk, example: str) -> None:
    window = desk.open_example(resources() / "examples" / example)
    (panel,) = window.findChildren(ChartPanel)
    ink = ChartInk(panel.font(), LIGHT)
    made = lines(charts(panel.session.template, panel.session.evaluation))
    for width in (0, 600, 1400):
        laid = plan(made, ink, width)
        assert laid.width >= width
        assert EDGE < laid.bars[0] < laid.bars[1] < laid.figures[0]
        assert laid.figures[-1] <= laid.width
        starts = (laid.bars[1], *laid.figures[:-1])
        for line in made:
            for left, right, text in zip(starts, laid.figures, line.figures, strict=False):
                assert ink.width(text, not line.bar) <= right - left


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_the_kinds_differ_without_their_colours(window: Window, tones: Tones) -> None:
    filled: dict[Kind, float] = {}
    for kind in KINDS:
        image = QImage(100, 20, QImage.Format.Format_ARGB32)
        image.fill(tones.base)
        painter = QPainter(image)
        paint_stretch(painter, ChartInk(window.font(), tones), kind, QRectF(2, 2, 96, 16))
        painter.end()
        ground = image.pixel(0, 0)
        inside = QRect(6, 6, 88, 8)
        covered = sum(
            image.pixel(x, y) != ground
            for x in range(inside.left(), inside.right())
            for y in range(inside.top(), inside.bottom())
        )
        filled[kind] = covered / (inside.width() * inside.height())
    assert filled["got"] > 0.85
    assert 0.2 < filled["lost"] < 0.75
    assert filled["open"] == 0


def test_completion_has_a_bar_as_long_as_the_target_is_reached(window: Window) -> None:
    session = window.session
    assert session is not None
    nodes = session.evaluation.nodes
    row = find(session.document.indicators, ROW)
    session.edit(cell(row.id, "target"), "≥10次", "x")
    session.edit(cell(row.id, "actual"), "10次", "x")
    assert row_of(nodes[row.id], 2).bar == 1.0
    session.edit(cell(row.id, "actual"), "4次", "x")
    assert row_of(session.evaluation.nodes[row.id], 2).bar == pytest.approx(0.4)
    branch = path(session.document.indicators, ROW)[0]
    result = session.evaluation.nodes[branch.id]
    assert row_of(result, 0).bar == pytest.approx(float(result.score / result.weight))
    session.edit(cell(row.id, "target"), "改善", "x")
    session.edit(cell(row.id, "actual"), "", "x")
    session.edit(cell(row.id, "self_score"), "", "x")
    waiting = row_of(session.evaluation.nodes[row.id], 2)
    assert (waiting.mark, waiting.bar) == (Mark.OPEN, None)


def test_the_bar_is_painted_in_the_completion_column(window: Window) -> None:
    (table,) = window.findChildren(IndicatorPanel)
    window.show_tab_of(table)
    table.session.edit(cell(ROW, "target"), "≥10次", "x")
    table.session.edit(cell(ROW, "actual"), "4次", "x")
    table.view.go_to(table.model.index_of(ROW))
    rect = table.view.visualRect(table.model.index_of(ROW, COMPLETION))
    picture = table.view.viewport().grab(rect).toImage()
    line = picture.height() - 6
    colours = [picture.pixelColor(x, line).name() for x in range(MARGIN, picture.width() - MARGIN - 1)]
    assert colours.count(LIGHT.explain) == pytest.approx(0.4 * len(colours), abs=2)
    assert colours.count(LIGHT.line) == pytest.approx(0.6 * len(colours), abs=3)


def test_a_form_without_its_template_has_no_pictures(desk: Desk, form: Path) -> None:
    form.write_text(form.read_text("utf-8").replace("jiangmen-annex-3@2023", "nobody@1"), "utf-8")
    assert not desk.open_path(form).findChildren(ChartPanel)
