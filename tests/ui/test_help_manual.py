"""The manual in its window, help at the field, and F1 from everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QShortcut, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QToolButton
from pytestqt.qtbot import QtBot

from evaldesk.files.templates import load_template, template_names
from evaldesk.model.document import cell, field
from evaldesk.ui.desk import Desk
from evaldesk.ui.help_manual import Manual, remembered_zoom, show_manual, show_manual_here
from evaldesk.ui.help_note import Note, as_hint, cell_note, field_note, told
from evaldesk.ui.help_place import place_of
from evaldesk.ui.help_popover import NOTHING, NotePopover, show_note
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.indicator_row import ATTRIBUTES, is_editable
from evaldesk.ui.window import Window

every_template = pytest.mark.parametrize("name", template_names())


def manual_of(window: Window) -> Manual:
    return next(manual for manual in window.findChildren(Manual) if manual.isVisible())


def focus(qtbot: QtBot, window: Window, key: str) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_where(field(key))


def table_of(window: Window) -> IndicatorPanel:
    return next(panel for panel in window.panels if isinstance(panel, IndicatorPanel))


@every_template
def test_every_field_and_every_cell_has_a_note(name: str) -> None:
    template = load_template(name)
    for described in template.fields:
        note = field_note(template, described.key)
        assert note is not None
        assert note.good
        assert note.bad
        assert note.source
    for depth in range(3):
        for column, attribute in enumerate(ATTRIBUTES):
            if is_editable(depth, column):
                note = cell_note(template, attribute, depth)
                assert note is not None, (attribute, depth)
                assert note.help
                assert note.good
                assert note.bad
                assert note.source


def test_a_note_rests_on_the_official_form_where_it_cites_no_rule() -> None:
    template = load_template("jiangmen-annex-3@2023")
    note = field_note(template, "contact")
    assert note is not None
    assert note.source == template.source
    assert field_note(template, "unheard-of") is None
    assert cell_note(template, "direction", 2) is None


def test_a_note_is_told_with_shapes_beside_its_examples() -> None:
    note = Note("栏 <甲>", "写全称。", "甲局", "甲（简称）", "《办法》")
    assert told(note) == ["写全称。", "✓ 可以这样写：甲局", "✗ 不宜这样写：甲（简称）", "依据：《办法》"]
    assert "&lt;甲&gt;" in as_hint(note)
    assert told(Note("栏", "写全称。")) == ["写全称。"]


def test_the_line_of_help_says_where_more_is_told(qtbot: QtBot, window: Window) -> None:
    focus(qtbot, window, "contact")
    place = place_of(window)
    assert (place.page, place.heading) == ("filling", "基本信息")
    assert place.note is not None
    assert place.note.title == "联系人"


def test_shift_f1_tells_how_a_field_is_filled_and_f1_reads_on(qtbot: QtBot, window: Window) -> None:
    focus(qtbot, window, "planned")
    popover = show_note(window)
    assert isinstance(popover, NotePopover)
    assert popover.accessibleName() == "预算计划安排"
    assert "可以这样写" in popover.accessibleDescription()
    QTest.keyClick(popover, Qt.Key.Key_F1)
    assert popover.isHidden()
    manual = manual_of(window)
    assert manual.page == "filling"
    assert manual.text.verticalScrollBar().value() > 0  # at 资金情况, not at the top


def test_the_popover_closes_by_escape_and_gives_the_focus_back(qtbot: QtBot, window: Window) -> None:
    focus(qtbot, window, "contact")
    before = window.focusWidget()
    popover = show_note(window)
    assert popover is not None
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert popover.isHidden()
    assert window.focusWidget() is before


def test_a_cell_of_the_table_has_its_note_and_its_heading(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_tab(3)
    window.show_where(cell("a3-009", "target"))
    place = place_of(window)
    assert (place.page, place.heading) == ("indicators", "预期值和实现值")
    assert place.note is not None
    assert place.note.title == "评价年度预期值"
    assert place.near is not None
    assert not place.near.isEmpty()


def test_the_line_below_the_table_follows_the_cursor(window: Window) -> None:
    panel = table_of(window)
    window.resize(1600, 900)
    window.show_where(cell("a3-009", "target"))
    first = panel.table.line.text()
    window.show_where(cell("a3-009", "reason"))
    assert first
    assert panel.table.line.text() not in ("", first)
    assert panel.table.line.toolTip().count("✓") == 1


def test_without_a_field_the_strip_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    window = desk.new_window()
    assert show_note(window) is None
    assert window.notice.sentence.text() == NOTHING


@pytest.mark.parametrize(
    ("name", "heading"),
    [("versions", "历史版本"), ("remarks", "审核意见"), ("paper-check", "")],
)
def test_f1_answers_in_a_dialog(window: Window, name: str, heading: str) -> None:
    window.menus.actions[name].trigger()
    dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
    next(key for key in dialog.findChildren(QShortcut) if key.key().toString() == "F1").activated.emit()
    assert manual_of(window).page in ("saving", "returned", "paper")
    dialog.close()


def test_f1_opens_the_manual_where_the_focus_is(qtbot: QtBot, window: Window) -> None:
    focus(qtbot, window, "goal")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert manual_of(window).page == "filling"
    show_manual(window, "keys")
    assert len([one for one in window.findChildren(Manual) if one.isVisible()]) == 1
    assert "Ctrl+Alt+N" in manual_of(window).text.toPlainText()


def test_links_lead_on_and_back_and_never_out(window: Window) -> None:
    manual = show_manual_here(window)
    manual.go("start")
    manual.text.anchorClicked.emit(QUrl("scoring.md#支出率"))
    assert manual.page == "scoring"
    for outside in ("https://example.cn/", "file:///etc/passwd", "mailto:a@example.cn"):
        manual.text.anchorClicked.emit(QUrl(outside))
        assert manual.page == "scoring"
    manual.go_back()
    assert manual.page == "start"
    manual.go_forth()
    assert manual.page == "scoring"
    manual.go("no-such-page")
    assert manual.page == "contents"


def test_the_page_reads_its_own_pictures_and_nothing_else(window: Window) -> None:
    text = show_manual(window, "start").text
    picture = QTextDocument.ResourceType.ImageResource.value
    assert not text.loadResource(picture, QUrl("pictures/window.png")).isNull()
    assert text.loadResource(picture, QUrl("file:///etc/passwd")).isNull()
    assert text.loadResource(QTextDocument.ResourceType.HtmlResource.value, QUrl("file:///etc/passwd")) is None


def test_pictures_are_never_wider_than_the_page(qtbot: QtBot, window: Window) -> None:
    manual = show_manual(window, "start")
    for width in (700, 1100):
        manual.resize(width, 600)
        qtbot.waitUntil(lambda: manual.text.horizontalScrollBar().maximum() == 0)
        image = manual.text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/window.png"))
        assert image.deviceIndependentSize().width() <= manual.text.viewport().width()


def test_searching_by_keys_alone(window: Window) -> None:
    manual = show_manual(window)
    manual.search.setFocus()
    manual.search.setText("支出率")
    assert manual.listed.currentRow() == 0
    QTest.keyClick(manual.search, Qt.Key.Key_Down)
    assert manual.listed.currentRow() == 1
    QTest.keyClick(manual.search, Qt.Key.Key_Up)
    QTest.keyClick(manual.search, Qt.Key.Key_Return)
    assert manual.page == "scoring"
    assert manual.isVisible()
    manual.search.setText("天文望远镜")
    assert manual.listed.count() == 1
    assert "没有找到" in manual.listed.item(0).text()
    manual.search.clear()
    assert manual.listed.currentItem().text() == "核数"


def test_the_size_of_the_letters_is_remembered(desk: Desk, window: Window) -> None:
    manual = show_manual(window, "start")
    before = manual.text.document().defaultFont().pointSizeF()
    manual.larger.click()
    assert manual.text.document().defaultFont().pointSizeF() > before
    manual.close()
    again = show_manual(window, "start")
    assert again.text.document().defaultFont().pointSizeF() > before
    assert remembered_zoom("0.001") == remembered_zoom("") == 1.0
    assert remembered_zoom(desk.state["manual-zoom"]) > 1
    for _ in range(20):
        again.smaller.click()
    assert not again.smaller.isEnabled()


def test_the_manual_is_usable_without_a_form_and_by_keys(desk: Desk, tmp_path: Path) -> None:
    window = desk.new_window()
    manual = show_manual_here(window)
    assert manual.page == "start"
    assert all(button.shortcut() and button.text() for button in manual.findChildren(QToolButton) if button.text())
    QTest.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()
