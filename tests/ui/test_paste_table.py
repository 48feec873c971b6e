"""粘贴表格 and 复制表格 in the window: preview, corrections, one step back, the list of guesses, keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from evaldesk.exchange.copied import copied
from evaldesk.exchange.hypertext import to_hypertext
from evaldesk.exchange.pasted import Pasted, pasted
from evaldesk.files.store import open_document
from evaldesk.model.document import cell, get
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources
from evaldesk.ui import dialogs
from evaldesk.ui.banner import banners
from evaldesk.ui.desk import Desk
from evaldesk.ui.import_guesses import Guesses
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.paste_dialog import NO_NAME, PasteDialog
from evaldesk.ui.paste_model import FACE
from evaldesk.ui.paste_table import NO_TABLE, OWN_TABLE
from evaldesk.ui.session import Session
from evaldesk.ui.window import Window
from tests.ui.indicator_rig import focus, press

EXAMPLE = resources() / "examples" / "annex-3-project.evform"
LINES = Path(__file__).parent.parent / "data" / "old_texts" / "annex-3.txt"


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def panel_of(window: Window) -> IndicatorPanel:
    return next(panel for panel in window.panels if isinstance(panel, IndicatorPanel))


def names(window: Window) -> list[str]:
    return [row.name for row in leaves(session_of(window).document.indicators)]


def example_html() -> str:
    copy = copied(open_document(EXAMPLE).indicators, lambda node, key: str(getattr(node, key)))
    return to_hypertext(copy.rows, copy.merged)


def clip(text: str = "", html: str = "") -> None:
    data = QMimeData()
    data.setText(text or "表格")
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


@pytest.fixture
def empty(desk: Desk) -> Window:
    """Return a window with an empty form of annex 3."""
    return desk.new_form("jiangmen-annex-3@2023")


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[PasteDialog], object]], list[PasteDialog]]:
    """Let a function answer the dialog in place of a person; return the dialogs that came."""

    def answering(act: Callable[[PasteDialog], object]) -> list[PasteDialog]:
        asked: list[PasteDialog] = []

        def ask(parent: Window, session: Session, table: Pasted, group: str, may_be_cells: bool) -> PasteDialog:
            box = PasteDialog(parent, session, table, group, may_be_cells)
            asked.append(box)
            act(box)
            return box

        monkeypatch.setattr(dialogs, "ask_paste", ask)
        return asked

    return answering


Answer = Callable[[Callable[[PasteDialog], object]], list[PasteDialog]]


def test_a_table_with_merged_cells_is_one_step(empty: Window, answer: Answer) -> None:
    before = session_of(empty).document
    asked = answer(PasteDialog.accept)
    clip(html=example_html())
    empty.menus.actions["paste-table"].trigger()
    assert asked[0].counts.text() == "新增 71 项，更新 2 项。每一格都有出处。"
    assert names(empty) == [row.name for row in leaves(open_document(EXAMPLE).indicators)]
    assert session_of(empty).stack.undo_text() == "粘贴表格：新增 71 项，更新 2 项"
    assert empty.notice.sentence.text() == "已粘贴：新增 71 项，更新 2 项。"
    session_of(empty).stack.undo()
    assert session_of(empty).document == before


def test_lines_of_a_pdf_are_pasted_and_their_guesses_listed(empty: Window, answer: Answer) -> None:
    text = LINES.read_text(encoding="utf-8")
    answer(PasteDialog.accept)
    clip(text[text.index("决策 20") : text.index("合计：")])
    empty.menus.actions["paste-table"].trigger()
    assert len(names(empty)) == 73
    (banner,) = (banner for banner in banners(empty) if "推断" in banner.sentence.text())
    assert banner.sentence.text() == "已粘贴：新增 71 项，更新 2 项。有 2 处是推断的，请逐一核对。"
    banner.press("逐条查看(&G)")
    (listed,) = empty.findChildren(Guesses)
    assert listed.list.count() == 2
    assert "专报完成数 › 预期值" in listed.list.item(0).text()
    listed.list.itemActivated.emit(listed.list.item(1))
    panel = panel_of(empty)
    where = panel.model.where(panel.view.currentIndex())
    assert where.attribute == "actual"
    assert get(session_of(empty).document, where) == "月报12份、专报16份、年报1份"
    session_of(empty).stack.undo()
    listed.list.itemActivated.emit(listed.list.item(0))  # its row is gone, and that is said
    assert "不在表里" in empty.notice.sentence.text()


def test_what_was_read_stands_faintly_below_and_guesses_are_marked(empty: Window) -> None:
    found = pasted("", "某项甲的数量\t≥\t3\t次\t4\n某项乙的比率\t≥\t95\t%\t96.5")
    assert found is not None
    box = PasteDialog(empty, session_of(empty), found, "", False)
    face = box.model.index(0, 1).data(FACE)
    assert (face.text, face.reading, face.guessed) == ("≥", "不少于 3 次", True)
    assert box.header.reasons[1].text().startswith("按位置")
    box.choose_role(4, "self_score")
    assert not box.model.index(0, 4).data(FACE).guessed
    assert box.header.choosers[4].currentText() == "自评分数"


def test_heads_and_rows_left_out_are_grey(empty: Window) -> None:
    found = pasted("", "指标名称\t预期值\t实现值\n甲\t1\t2\n合计\t\t3")
    assert found is not None
    box = PasteDialog(empty, session_of(empty), found, "", False)
    taken = [box.model.index(at, 0).data(FACE).taken for at in range(3)]
    assert taken == [False, True, False]
    assert [box.model.row_word(at) for at in range(3)] == ["表头", "2", "不取"]


def test_without_a_column_of_names_nothing_is_pasted_and_it_says_why(empty: Window) -> None:
    found = pasted("", "指标名称\t实现值\n甲\t1")
    assert found is not None
    box = PasteDialog(empty, session_of(empty), found, "", False)
    assert box.paste.isEnabled()
    box.choose_role(0, "")
    assert not box.paste.isEnabled()
    assert box.counts.text() == NO_NAME


def test_rows_go_into_the_current_branch_or_by_their_names(empty: Window, answer: Answer) -> None:
    panel = panel_of(empty)
    group = session_of(empty).document.indicators[2].children[1]
    panel.show_where(cell(group.id, "name"))
    asked = answer(PasteDialog.accept)
    clip("指标名称\t实现值\n甲\t1")
    empty.menus.actions["paste-table"].trigger()
    assert asked[0].into_group.isChecked()
    assert group.name in asked[0].into_group.text()
    found = session_of(empty).document.indicators[2].children[1]
    assert [row.name for row in found.children] == ["甲"]


def test_rows_of_the_same_name_are_filled_or_added_once_more(window: Window, answer: Answer) -> None:
    def once_more(box: PasteDialog) -> None:
        box.match.setChecked(False)
        box.reject()

    clip("指标名称\t实现值\n报告验收合格率\t99%")
    panel_of(window).view.setCurrentIndex(panel_of(window).model.index(0, 0))
    asked = answer(once_more)
    window.menus.actions["paste-table"].trigger()
    assert (len(asked[0].placed.added), len(asked[0].placed.changed)) == (1, 0)
    assert "报告验收合格率" in names(window)
    answer(PasteDialog.accept)
    window.menus.actions["paste-table"].trigger()
    (row,) = (row for row in leaves(session_of(window).document.indicators) if row.name == "报告验收合格率")
    assert row.actual == "99%"


@pytest.mark.parametrize("text", ["", "只是一句话"])
def test_a_clipboard_without_a_table_is_told(empty: Window, text: str) -> None:
    clip(text)
    empty.menus.actions["paste-table"].trigger()
    assert empty.notice.sentence.text() == NO_TABLE


def test_a_copied_table_is_text_and_merged_html_and_comes_back_as_typed(
    window: Window, desk: Desk, answer: Answer
) -> None:
    panel = panel_of(window)
    panel.view.setCurrentIndex(panel.model.index_of("a3-007"))
    window.menus.actions["copy-table"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[1].startswith("决策\t20\t资金管理\t12\t资金支出率")
    assert 'rowspan="38"' in data.html()
    assert data.hasFormat(OWN_TABLE)
    other = desk.new_form("jiangmen-annex-3@2023")
    answer(PasteDialog.accept)
    other.menus.actions["paste-table"].trigger()
    assert names(other) == names(window)
    assert "73" in window.notice.sentence.text()


def test_a_branch_is_copied_where_the_cursor_is_on_it(window: Window) -> None:
    panel = panel_of(window)
    panel.view.setCurrentIndex(panel.model.index_of("a3-b2-2"))
    window.menus.actions["copy-table"].trigger()
    rows = QGuiApplication.clipboard().mimeData().text().splitlines()
    assert len(rows) == 1 + 8
    assert rows[1].startswith("产出\t40\t质量指标\t8.42\t报告验收合格率")


def test_a_plain_paste_of_more_than_cells_offers_the_table(empty: Window, answer: Answer) -> None:
    panel = panel_of(empty)
    asked = answer(PasteDialog.accept)
    clip("表", example_html())
    panel.commands.do_cells("paste")
    assert len(asked) == 1
    assert asked[0].cells is not None
    assert len(names(empty)) == 73


def decline(box: PasteDialog) -> None:
    assert box.cells is not None
    box.cells.click()


def test_a_plain_paste_of_cells_stays_one_and_the_offer_can_be_declined(window: Window, answer: Answer) -> None:
    panel = panel_of(window)
    asked = answer(decline)
    panel.show_where(cell("a3-007", "target"))
    clip("≥301项\t337项")
    panel.commands.do_cells("paste")
    assert not asked
    assert get(session_of(window).document, cell("a3-007", "actual")) == "337项"
    clip("1\t2\t3\t4\t5\t6\t7\t8\t9")
    panel.commands.do_cells("paste")
    assert len(asked) == 1
    assert get(session_of(window).document, cell("a3-007", "target")) == "1"
    clip("甲\n乙")  # a column of values is no table
    panel.commands.do_cells("paste")
    assert len(asked) == 1


def test_every_widget_has_a_name(empty: Window) -> None:
    found = pasted(example_html(), "")
    assert found is not None
    box = PasteDialog(empty, session_of(empty), found, "", True)
    assert [chooser.accessibleName() for chooser in box.header.choosers][:2] == ["第 1 列是什么", "第 2 列是什么"]
    assert box.header.choosers[0].accessibleDescription() == "表头“一级指标”"
    assert box.table.accessibleName()
    assert box.model.index(1, 4).data(Qt.ItemDataRole.AccessibleTextRole) == "资金支出率"


def test_a_form_that_is_only_looked_at_takes_no_table(desk: Desk, form: Path) -> None:
    document = open_document(form).model_copy(update={"template": "elsewhere@2031"})
    from evaldesk.files.store import save_document

    save_document(document, form)
    window = desk.open_path(form)
    clip("指标名称\t实现值\n甲\t1")
    window.menus.actions["paste-table"].trigger()
    assert "不能粘贴" in window.notice.sentence.text()
    assert session_of(window).document.indicators == document.indicators


@pytest.mark.screen
def test_the_dialog_is_used_by_keys_alone(empty: Window, qtbot: QtBot) -> None:
    empty.activateWindow()
    qtbot.waitUntil(empty.isActiveWindow)
    panel_of(empty).show_where(cell(session_of(empty).document.indicators[1].children[0].id, "name"))
    empty.show_tab_of(panel_of(empty))
    clip("某项甲的数量\t3\t4\t说明甲\n某项乙的数量\t5\t6\t说明乙")
    seen: list[str] = []

    def use() -> None:
        (box,) = (box for box in empty.findChildren(PasteDialog) if box.isVisible())
        qtbot.waitUntil(box.isActiveWindow)
        for _ in range(3):
            press("Shift+Tab")
        seen.append(focus().accessibleName())
        for _ in range(2):
            press("Down")
        seen.append(box.pasted.layout.roles[1])
        press("Return")

    QTimer.singleShot(200, empty, use)
    press("Ctrl+Shift+V")
    assert seen == ["第 2 列是什么", "self_score"]
    rows = session_of(empty).document.indicators[1].children[0].children
    assert [(row.name, row.self_score) for row in rows] == [("某项甲的数量", "3"), ("某项乙的数量", "5")]
