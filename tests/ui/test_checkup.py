"""The check-up in the window: its list, its marks, explanations and fixes, on real widgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from evaldesk.model.document import address, field, get
from evaldesk.model.finding import Finding, Level
from evaldesk.paths import resources
from evaldesk.rules.findings import all_findings, open_errors, verdict
from evaldesk.ui import checkup_guide, dialogs
from evaldesk.ui.checkup_detail import CHANGED
from evaldesk.ui.checkup_rules import rules_page, show_rules
from evaldesk.ui.desk import Desk
from evaldesk.ui.fair_copy import draft_sentence
from evaldesk.ui.fields import FieldRow
from evaldesk.ui.form import FormPanel
from evaldesk.ui.line_editors import LineEditor
from evaldesk.ui.palette import LIGHT
from evaldesk.ui.popover import Popover
from evaldesk.ui.session import Session
from evaldesk.ui.text_editor import TextEditor
from evaldesk.ui.total_row import TotalRow
from evaldesk.ui.window import Window

ANNEX2 = "annex-2-special-fund.evform"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "表.evform"
    path.write_bytes((resources() / "examples" / ANNEX2).read_bytes())
    return path


@pytest.fixture
def window(desk: Desk, form: Path) -> Window:
    """Return a window with the example open and everything read."""
    window = desk.new_window()
    window.resize(1280, 800)
    desk.open_path(form, window)
    window.settle_checkup()
    return window


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def found(window: Window, code: str) -> Finding:
    return next(finding for finding in session_of(window).findings if finding.code == code)


def row(window: Window, key: str) -> FieldRow:
    panels = window.findChildren(FormPanel)
    return next(panel.rows[key] for panel in panels if key in panel.rows)


def press(window: Window, id: str) -> None:
    window.menus.actions[id].trigger()


def tab_of(window: Window) -> str:
    return window.tabs.tabText(window.tabs.currentIndex())


def test_the_panel_says_what_the_command_line_says(window: Window) -> None:
    session = session_of(window)
    expected = all_findings(session.document, session.template, session.evaluation)
    assert session.findings == expected
    assert window.checkup.verdict.text() == verdict(expected)
    assert window.strip.counts["error"].accessibleName() == "7 错误"
    assert window.strip.counts["explain"].accessibleName() == "16 需说明"


def test_tabs_carry_their_gravest_level(window: Window) -> None:
    badges = {label.text() for label in window.tabs.tabBar().findChildren(QLabel, "badge")}
    assert badges == {"● 1", "● 2", "● 3"}
    titles = [window.tabs.tabText(at) for at in range(window.tabs.count())]
    assert "7 处错误" not in "".join(titles)
    assert window.tabs.tabBar().tabToolTip(titles.index("自评总结")) == "3 处错误、3 处需说明"


def test_slow_findings_follow_by_themselves(desk: Desk, form: Path, qtbot: QtBot) -> None:
    session = session_of(desk.open_path(form))
    assert not any(finding.code.startswith("narrative") for finding in session.findings)
    qtbot.waitUntil(lambda: any(finding.code == "narrative.year" for finding in session.findings), timeout=5000)
    session.edit(field("performance"), "2023年完成。", "修改")
    qtbot.waitUntil(lambda: not any(finding.code == "narrative.year" for finding in session.findings), timeout=5000)


def test_a_stale_result_is_never_taken(window: Window, qtbot: QtBot) -> None:
    session, checks = session_of(window), window.checks
    before = session.document
    session.edit(field("performance"), "2023年完成。", "修改")
    checks.settle()
    now = session.findings
    checks._take(before, (Finding("narrative.year", Level.ERROR, "fields/performance", "旧的"),))
    assert session.findings is now


def test_an_unchanged_set_is_not_told(window: Window) -> None:
    session = session_of(window)
    told: list[object] = []
    session.checked.connect(lambda: told.append(None))
    session.edit(field("contact"), "某某甲", "修改")
    window.settle_checkup()
    assert told == []


def test_findings_follow_a_key_by_themselves_or_at_once_when_asked(window: Window, qtbot: QtBot) -> None:
    session = session_of(window)

    def told() -> bool:
        return any(finding.code == "completeness.email" for finding in session.findings)

    session.edit(field("email"), "nobody", "修改")
    assert not told()
    qtbot.waitUntil(told)
    session.edit(field("email"), "nobody@example.org", "修改")
    window.settle_checkup()
    assert not told()


def test_rows_that_went_take_their_findings_along(window: Window) -> None:
    session = session_of(window)
    gone = session.document.model_copy(update={"indicators": ()})
    session.apply("清空", gone)
    assert not any("a2-003" in finding.where for finding in session.findings)
    session.stack.undo()
    window.settle_checkup()
    assert any("a2-003" in finding.where for finding in session.findings)


def test_the_next_finding_goes_to_the_exact_words(window: Window) -> None:
    window.checkup.choose(found(window, "funding.level-without-money"))
    press(window, "next-finding")
    assert tab_of(window) == "自评总结"
    editor = row(window, "performance").editor
    assert isinstance(editor, TextEditor)
    assert editor.textCursor().selectedText() == "2024"
    press(window, "previous-finding")
    assert tab_of(window) == "资金情况"


def test_next_and_previous_pass_every_open_finding_and_come_round(window: Window) -> None:
    session = session_of(window)
    seen = []
    for _ in session.findings:
        finding = window.checkup.step(1)
        assert finding is not None
        seen.append(finding)
    assert set(seen) == set(session.findings)
    assert window.checkup.step(1) is seen[0]
    assert window.checkup.step(-1) is seen[-1]


def test_without_the_panel_the_sentence_slides_in(window: Window) -> None:
    press(window, "checkup")
    assert window.checkup.isHidden()
    press(window, "next-finding")
    assert window.checkup.isHidden()
    assert window.notice.sentence.text() == session_of(window).findings[0].message


def test_enter_in_the_list_goes_there_and_arrows_only_look(window: Window) -> None:
    window.show_tab(3)
    shown = window.checkup.list
    shown.choose(window.checkup.list.lines.lines[0].key)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert tab_of(window) == "指标评分"
    line = shown.current_line()
    assert line is not None
    assert line.finding.code == "funding.level-without-money"
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert tab_of(window) == "资金情况"


def test_a_fold_opens_and_shuts_by_keys(window: Window) -> None:
    shown = window.checkup.list
    fold = next(line for line in shown.lines.lines if line.members)
    shown.choose(fold.key)
    count = len(shown.lines.lines)
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert len(shown.lines.lines) == count + len(fold.members)
    QTest.keyClick(shown, Qt.Key.Key_Left)
    assert len(shown.lines.lines) == count


def test_the_list_keeps_its_place_when_findings_change(window: Window) -> None:
    shown = window.checkup.list
    window.checkup.choose(found(window, "narrative.sum"))
    top = shown.verticalScrollBar().value()
    session_of(window).edit(field("email"), "nobody", "修改")
    line = shown.current_line()
    assert line is not None
    assert line.finding.code == "narrative.sum"
    assert shown.verticalScrollBar().value() == top


def test_levels_and_tabs_filter_the_list(window: Window) -> None:
    panel = window.checkup
    panel.tab.setCurrentText("资金情况")
    assert {line.finding.code for line in panel.list.lines.lines} == {"funding.level-without-money"}
    panel.tab.setCurrentIndex(0)
    panel.levels[Level.ERROR].setChecked(False)
    assert Level.ERROR not in {line.level for line in panel.list.lines.lines}


def test_a_fix_is_one_click_and_one_step(window: Window) -> None:
    session = session_of(window)
    before = session.document
    finding = found(window, "narrative.year")
    window.checkup.choose(finding)
    button = window.checkup.detail.mend
    assert button.text() == "改为 2023"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "2024" not in get(session.document, field("performance"))
    assert session.stack.count() == 1
    window.settle_checkup()
    assert finding not in session.findings
    session.stack.undo()
    assert session.document is before


def test_a_fix_of_what_changed_meanwhile_is_not_done(window: Window) -> None:
    session = session_of(window)
    window.checkup.choose(found(window, "narrative.year"))
    line = window.checkup.list.current_line()
    session.edit(field("performance"), "", "修改")
    text = session.document
    checkup_guide.mend(window, line)
    assert session.document is text
    assert "刚刚改动" in window.notice.sentence.text()


def test_a_fix_is_made_for_the_present_text(window: Window) -> None:
    session = session_of(window)
    finding = found(window, "completeness.spaces")
    window.checkup.choose(finding)
    text = get(session.document, address(finding.where))
    session.edit(address(finding.where), f"{text}新写的一句。", "修改")
    press(window, "mend")
    mended = get(session.document, address(finding.where))
    assert mended.endswith("新写的一句。")
    assert " " not in mended


def test_a_folded_line_mends_all_in_one_step(window: Window) -> None:
    session = session_of(window)
    fold = next(line for line in window.checkup.list.lines.lines if line.finding.code == "targets.sign-missing")
    window.checkup.list.choose(fold.key)
    press(window, "mend")
    assert session.stack.count() == 1
    assert all(get(session.document, address(item.where)).startswith("≥") for item in fold.members)


def test_an_explanation_is_typed_in_place_as_one_step(window: Window) -> None:
    session = session_of(window)
    before = session.document
    finding = found(window, "targets.over")
    window.checkup.choose(finding)
    answer = window.checkup.detail.answer
    QTest.keyClicks(answer, "more work")
    assert session.document.explanations[0].text == "more work"
    assert session.stack.count() == 1
    assert found(window, "targets.over").explained == "more work"
    assert answer.text() == "more work"
    session.stack.undo()
    assert session.document is before
    assert answer.text() == ""


def test_an_explanation_composed_by_an_input_method_is_whole(window: Window) -> None:
    window.checkup.choose(found(window, "targets.over"))
    answer = window.checkup.detail.answer
    QApplication.sendEvent(answer, QInputMethodEvent("nian zhong", []))
    assert session_of(window).document.explanations == ()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("年中追加")
    QApplication.sendEvent(answer, committed)
    assert session_of(window).document.explanations[0].text == "年中追加"


def test_a_changed_value_asks_for_the_explanation_again(window: Window) -> None:
    session = session_of(window)
    finding = found(window, "targets.over")
    session.explain(finding, "年中追加了任务")
    session.seal()
    session.edit(address(finding.where), "4.9", "修改")
    window.settle_checkup()
    again = next(item for item in session.findings if (item.code, item.where) == (finding.code, finding.where))
    assert not again.explained
    window.checkup.choose(again)
    detail = window.checkup.detail
    assert detail.note.text() == f"{CHANGED}“年中追加了任务”"
    detail.again.click()
    assert found(window, "targets.over").explained == "年中追加了任务"
    assert detail.note.isHidden()
    detail.withdraw.click()
    assert session.document.explanations == ()


def test_an_error_in_the_sums_cannot_be_explained_away(window: Window) -> None:
    window.checkup.choose(found(window, "funding.level-without-money"))
    assert window.checkup.detail.answer.isHidden()
    press(window, "explain")
    assert "不能用说明代替" in window.notice.sentence.text()
    window.checkup.choose(found(window, "narrative.year"))
    assert not window.checkup.detail.answer.isHidden()


def test_fields_show_a_mark_and_words_are_underlined(window: Window) -> None:
    performance = row(window, "performance")
    assert performance.mark.text() == "●"
    assert isinstance(performance.editor, TextEditor)
    words = {mark.cursor.selectedText() for mark in performance.editor.extraSelections()}  # type: ignore[attr-defined]
    assert words == {"2024", "完成各项指标"}
    assert session_of(window).stack.count() == 0
    assert row(window, "contact").mark.isHidden()


def test_underlines_leave_text_undo_and_composition_alone(window: Window) -> None:
    session = session_of(window)
    editor = row(window, "performance").editor
    assert isinstance(editor, TextEditor)
    text = editor.text()
    QApplication.sendEvent(editor, QInputMethodEvent("pin", []))
    marks = len(editor.extraSelections())
    editor.show_spans(text, ())
    assert len(editor.extraSelections()) == marks
    QApplication.sendEvent(editor, QInputMethodEvent("", []))
    assert editor.text() == text
    assert session.stack.count() == 0
    assert not editor.document().isUndoAvailable()


def test_an_empty_field_is_not_shouted_at_before_it_was_left(desk: Desk) -> None:
    window = desk.new_form("jiangmen-annex-3@2023")
    window.settle_checkup()
    assert found(window, "completeness.required")
    unit = row(window, "project_name")
    assert unit.mark.isHidden()
    assert isinstance(unit.editor, LineEditor)
    unit.editor.entered.emit()
    assert unit.mark.isHidden()
    unit.editor.left.emit()
    assert unit.mark.text() == "●"


def test_what_is_half_typed_is_not_shouted_at(window: Window) -> None:
    email = row(window, "email")
    assert isinstance(email.editor, LineEditor)
    email.editor.entered.emit()
    QTest.keyClicks(email.editor, "nob")
    window.settle_checkup()
    assert email.mark.text() != "●"
    email.editor.left.emit()
    assert email.mark.text() == "●"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize("key", ["score", "rate"])
def test_a_figure_tells_how_it_came_about(window: Window, key: str, qtbot: QtBot) -> None:
    window.strip.labels[key].asked.emit()
    (told,) = window.strip.findChildren(Popover)
    said = [label.text() for label in told.findChildren(QLabel)]
    assert any("=" in sentence or "÷" in sentence for sentence in said[1:])
    told.close()


def test_export_says_that_the_paper_is_a_draft(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def go_on(_: object, words: str, doing: str) -> str:
        asked.append(words)
        return "go"

    monkeypatch.setattr(dialogs, "ask_draft", go_on)
    monkeypatch.setattr(dialogs, "ask_export", lambda *_: tmp_path / "表.pdf")
    press(window, "pdf")
    assert (tmp_path / "表.pdf").exists()
    assert asked == ["还有 7 处错误、16 处需说明，打印件带“草稿”字样。"]
    assert "已导出" in window.notice.sentence.text()
    press(window, "pdf")
    assert len(asked) == 1


def test_a_form_with_open_questions_only_is_no_draft() -> None:
    question = Finding("a.b", Level.EXPLAIN, "fields/a", "一")
    error = Finding("a.c", Level.ERROR, "fields/a", "二")
    assert draft_sentence([]) == ""
    assert draft_sentence([question]) == "还有 1 处需说明，请写好说明再打印正式稿。"
    assert draft_sentence([question, error]) == "还有 1 处错误、1 处需说明，打印件带“草稿”字样。"
    assert open_errors([question, error]) == 1


def test_the_panel_remembers_whether_it_was_shown(desk: Desk, window: Window, form: Path) -> None:
    press(window, "checkup")
    assert window.checkup.isHidden()
    window.close()
    again = desk.new_window()
    again.resize(1280, 800)
    desk.open_path(form, again)
    assert again.checkup.isHidden()


def test_a_click_on_the_count_opens_the_list(window: Window) -> None:
    press(window, "checkup")
    window.strip.counts["error"].click()
    assert not window.checkup.isHidden()


def test_the_help_page_lists_every_check_without_codes(window: Window) -> None:
    page = rules_page(LIGHT)
    assert "没有分配到资金的一级，不会有支出。" in page
    assert "依据：" in page
    assert "funding." not in page
    assert "满意度" in rules_page(LIGHT, "满意度")
    assert "没有找到" in rules_page(LIGHT, "绝无此字")
    shown = show_rules(window)
    assert not shown.isModal()
    shown.close()


def test_nothing_typed_twice_rebuilds_the_panel(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []
    monkeypatch.setattr(window.checkup.list.lines, "show_lines", built.append)
    session_of(window).edit(field("contact"), "某某丁", "修改")
    assert built == []


def test_a_finding_of_the_total_goes_to_its_cell_in_the_strip_over_the_table(window: Window) -> None:
    finding = found(window, "weights.total-row")
    assert finding.where == "total/weights2"
    window.show_tab(0)
    checkup_guide.go(window, finding)
    assert tab_of(window) == "指标评分"
    total = window.findChild(TotalRow)
    assert total is not None
    assert window.focusWidget() is total.editors["weights2"]
    assert window.strip.labels["weight"].value.font().bold()
    checkup_guide.go_to(window, address("total/score"))
    assert window.focusWidget() is total.editors["score"]


def test_two_findings_of_one_kind_in_one_text_are_answered_each(window: Window) -> None:
    session = session_of(window)
    session.edit(field("problems"), "部分工程款支付延期。设备采购合同款支付延期。", "修改")
    window.settle_checkup()
    first, second = (item for item in session.findings if item.code == "narrative.late")
    window.checkup.choose(second)
    checkup_guide.explain(window)
    QTest.keyClicks(window.checkup.detail.answer, "supplier")
    window.settle_checkup()
    assert [item.explained for item in session.findings if item.code == "narrative.late"] == ["", "supplier"]
    window.checkup.choose(
        next(item for item in session.findings if item.span == first.span and item.code == first.code)
    )
    assert window.checkup.detail.answer.toPlainText() == ""
    QTest.keyClicks(window.checkup.detail.answer, "approval")
    assert [item.text for item in session.document.explanations] == ["supplier", "approval"]
    session.stack.undo()
    assert [item.text for item in session.document.explanations] == ["supplier"]
    session.stack.undo()
    assert session.document.explanations == ()
