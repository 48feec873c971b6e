"""The preview: the printed pages on the screen, followed key by key, turned, zoomed and clicked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.model.document import Where, field
from evaldesk.report.missing import CODE
from evaldesk.report.paper import PageSetup
from evaldesk.report.pixels import page_count
from evaldesk.report.setup import with_setup
from evaldesk.ui.line_editors import LineEditor
from evaldesk.ui.page_spread import MARGIN
from evaldesk.ui.page_view import PageView
from evaldesk.ui.pages import page_picture, sheet_picture
from evaldesk.ui.preview import Preview
from evaldesk.ui.preview_beside import PreviewBeside
from evaldesk.ui.session import Session
from evaldesk.ui.window import Window

PATIENT = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def preview(window: Window, qtbot: QtBot) -> Preview:
    """Return the preview of the example with its first page on the screen."""
    window.resize(1280, 800)
    window.settle_checkup()
    window.show_tab(-1)
    preview = window.panels[-1]
    assert isinstance(preview, Preview)
    qtbot.waitUntil(lambda: preview.view.paper is not None and 0 in preview.view.pictures, timeout=PATIENT)
    return preview


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def shows_bytes(view: PageView) -> bool:
    return view.paper is not None and bool(view.paper.pdf)


def box_of(view: PageView, where: Where) -> QPoint:
    """Return the middle of a field's box on the screen."""
    assert view.paper is not None
    spread = view._spread()
    for page, sheet in spread.sheets():
        for box in view.paper.laid.sheets[page].boxes:
            if box.where == where:
                return spread.on_screen(box, sheet).center().toPoint()
    raise AssertionError(f"{where} is not in view")


def test_what_is_shown_is_what_is_printed(window: Window, preview: Preview, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shows_bytes(preview.view), timeout=PATIENT)
    assert preview.view.paper is not None
    printed = window.printout.order().pdf()
    assert preview.view.paper.pdf == printed
    (page, scale), *_ = preview.view.in_view()
    expected = page_picture(printed, page, scale)
    qtbot.waitUntil(lambda: preview.view.pictures[page] == expected, timeout=PATIENT)


def test_a_page_drawn_by_itself_looks_as_in_the_whole_pdf(window: Window, preview: Preview, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shows_bytes(preview.view), timeout=PATIENT)
    paper = preview.view.paper
    assert paper is not None
    for page in range(paper.pages):
        assert sheet_picture(paper.laid, page, 1.3) == page_picture(paper.pdf, page, 1.3)


def test_a_key_changes_the_page_in_view_and_no_older_one_comes_after_it(
    window: Window, preview: Preview, qtbot: QtBot
) -> None:
    for text in ("1", "12", "123"):
        session_of(window).edit(field("contact"), text, "")
    qtbot.waitUntil(lambda: shows_bytes(preview.view), timeout=PATIENT)
    (page, scale), *_ = preview.view.in_view()
    expected = page_picture(window.printout.order().pdf(), page, scale)
    qtbot.waitUntil(lambda: preview.view.pictures[page] == expected, timeout=PATIENT)
    assert preview.view.paper is not None
    assert any(box.text == "123" for box in preview.view.paper.laid.sheets[0].boxes)


def test_a_preview_that_nobody_sees_makes_nothing(window: Window, preview: Preview, qtbot: QtBot) -> None:
    assert preview.view.paper is not None
    qtbot.waitUntil(lambda: shows_bytes(preview.view), timeout=PATIENT)
    number = preview.view.paper.number
    window.show_tab(0)
    session_of(window).edit(field("contact"), "x", "")
    qtbot.wait(100)
    assert preview.view.paper.number == number
    window.show_tab(-1)
    qtbot.waitUntil(lambda: preview.view.paper is not None and preview.view.paper.number > number, timeout=PATIENT)


def test_pages_are_turned_by_keys(preview: Preview) -> None:
    view = preview.view
    assert view.paper is not None
    view.fit_page()
    places = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
        places.append(view.page())
    assert places == [1, 2, 1, view.paper.pages - 1, 0]


def test_a_number_goes_to_its_page_and_the_keys_go_on_there(preview: Preview, qtbot: QtBot) -> None:
    number = preview.bar.number
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "4")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert preview.view.page() == 3
    qtbot.waitUntil(lambda: 3 in preview.view.pictures, timeout=PATIENT)
    assert number.text() == "4"
    assert preview.bar.place.text() == "/ 7 页"


def test_the_pages_fit_the_view_or_take_the_scale_that_was_chosen(preview: Preview) -> None:
    view = preview.view
    view.fit_width()
    assert round(view._spread().width) == view.viewport().width() - 2 * MARGIN
    view.fit_page()
    assert view._spread().height <= view.viewport().height()
    before = view._spread().width
    view.zoom_in()
    assert view._spread().width > before
    view.zoom_out()
    view.zoom_out()
    assert view._spread().width < before


def test_a_click_on_a_cell_goes_to_its_field(window: Window, preview: Preview) -> None:
    spot = box_of(preview.view, field("spent_own"))
    QTest.mouseClick(preview.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert window.tabs.tabText(window.tabs.currentIndex()) == "资金情况"
    assert window.focusWidget() is not None
    assert window.focusWidget().objectName() == "spent_own"


def test_a_click_on_bare_paper_goes_nowhere(window: Window, preview: Preview) -> None:
    QTest.mouseClick(preview.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(MARGIN + 4, 24))
    assert window.tabs.currentWidget() is preview


def test_the_sheet_is_as_large_as_the_paper(window: Window, preview: Preview, qtbot: QtBot) -> None:
    session = session_of(window)
    session.apply("页面设置", with_setup(session.document, PageSetup(sheet="A3")))
    qtbot.waitUntil(lambda: preview.view.paper is not None and preview.view.paper.laid.width > 1190, timeout=PATIENT)
    assert preview.view.paper is not None
    assert (round(preview.view.paper.laid.width), round(preview.view.paper.laid.height)) == (1191, 842)
    qtbot.waitUntil(lambda: 0 in preview.view.pictures, timeout=PATIENT)


def test_pictures_far_from_the_view_are_dropped(preview: Preview, qtbot: QtBot) -> None:
    preview.view.zoom = 3.0
    preview.view.fit_page()
    preview.view.go_to(6)
    qtbot.waitUntil(lambda: 6 in preview.view.pictures, timeout=PATIENT)
    assert 0 not in preview.view.pictures


def test_explanations_are_offered_as_an_annex_once(window: Window, preview: Preview, qtbot: QtBot) -> None:
    session = session_of(window)
    finding = next(item for item in session.findings if item.level.value == "explain" and not item.explained)
    session.explain(finding, "按合同约定。")
    window.settle_checkup()
    assert preview.strips.offer.isVisible()
    assert preview.view.paper is not None
    pages = preview.view.paper.pages
    preview.strips.offer.buttons[0].click()
    assert preview.strips.offer.isHidden()
    qtbot.waitUntil(lambda: preview.view.paper is not None and preview.view.paper.pages > pages, timeout=PATIENT)
    assert page_count(window.printout.order().pdf()) == preview.view.paper.pages


def test_an_offer_declined_does_not_come_back(window: Window, preview: Preview) -> None:
    session = session_of(window)
    waiting = [item for item in session.findings if item.level.value == "explain" and not item.explained]
    session.explain(waiting[0], "按合同约定。")
    window.settle_checkup()
    preview.strips.offer.buttons[1].click()
    session.explain(waiting[1], "另有批复。")
    window.settle_checkup()
    assert preview.strips.offer.isHidden()


def test_characters_that_no_font_has_are_named_and_found(window: Window, preview: Preview) -> None:
    session_of(window).edit(field("contact"), "张𪚥", "")
    window.settle_checkup()
    assert CODE in {finding.code for finding in session_of(window).findings}
    assert "联系人" in preview.strips.missing.sentence.text()
    preview.strips.missing.buttons[0].click()
    assert window.focusWidget() is not None
    assert window.focusWidget().objectName() == "contact"


def test_the_pages_beside_the_form_follow_while_one_types(window: Window, qtbot: QtBot) -> None:
    window.menus.actions["beside"].trigger()
    (beside,) = window.findChildren(PreviewBeside)
    view = beside.preview.view
    qtbot.waitUntil(lambda: view.paper is not None, timeout=PATIENT)
    editor = window.findChild(LineEditor, "contact")
    assert isinstance(editor, LineEditor)
    QTest.keyClicks(editor, "xyz")

    def is_shown() -> bool:
        assert view.paper is not None
        return any("xyz" in box.text for box in view.paper.laid.sheets[0].boxes)

    qtbot.waitUntil(is_shown, timeout=PATIENT)
    window.menus.actions["beside"].trigger()
    assert window.findChildren(PreviewBeside) == [beside]
    beside.close()


@pytest.mark.screen
def test_the_preview_is_gone_through_by_keys_alone(window: Window, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    qtbot.waitUntil(window.isActiveWindow)
    key(Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    preview = window.panels[-1]
    assert isinstance(preview, Preview)
    qtbot.waitUntil(lambda: 0 in preview.view.pictures, timeout=PATIENT)
    assert QApplication.focusWidget() is preview.view
    key(Qt.Key.Key_9, CONTROL)
    key(Qt.Key.Key_PageDown)
    assert preview.view.page() == 1
    key(Qt.Key.Key_G, CONTROL | Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is preview.bar.number
    key(Qt.Key.Key_5)
    key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is preview.view
    qtbot.waitUntil(lambda: preview.view.page() == 4 and 4 in preview.view.pictures, timeout=PATIENT)
    key(Qt.Key.Key_0, CONTROL)
    wide = preview.view._spread().width
    key(Qt.Key.Key_Minus, CONTROL)
    assert preview.view._spread().width < wide
    key(Qt.Key.Key_Home)
    assert preview.view.page() == 0
    key(Qt.Key.Key_Z, CONTROL)
    assert window.tabs.currentWidget() is preview


def key(which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key at whatever has the focus."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, which, modifiers)
