"""What the 检查 menu does in a window: show the panel, go from finding to finding, explain, mend, tell the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaldesk.model.document import TOTAL_WEIGHTS, Where, address
from evaldesk.model.finding import Finding, Level
from evaldesk.rules.explanations import may_be_explained
from evaldesk.ui.checkup_lines import Line
from evaldesk.ui.checkup_mend import mend_words, mended, mends_of, renewed
from evaldesk.ui.fair_copy import draft_sentence
from evaldesk.ui.form import FormPanel
from evaldesk.ui.notice import Kind

if TYPE_CHECKING:
    from evaldesk.ui.session import Session
    from evaldesk.ui.window import Window

KINDS: dict[Level, Kind] = {Level.ERROR: "error", Level.EXPLAIN: "explain", Level.HINT: "hint"}
NOTHING = "体检没有发现问题。"


def toggle(window: Window) -> None:
    """Show the panel, or put it away; the focus stays where it was unless it was in the panel."""
    show(window, window.checkup.isHidden())


def show(window: Window, shown: bool = True) -> None:
    """Show the panel or put it away."""
    inside = window.checkup.isAncestorOf(window.focusWidget()) if window.focusWidget() else False
    window.checkup.setVisible(shown)
    if inside and not shown:
        window.show_tab(window.tabs.currentIndex())


def open_list(window: Window) -> None:
    """Show the panel with the focus in its list."""
    show(window)
    window.checkup.list.setFocus()


def step(window: Window, by: int) -> None:
    """Go to the next finding (+1) or the one before (-1); without the panel its sentence slides in above the tabs."""
    finding = window.checkup.step(by)
    if finding is None:
        window.tell_news(NOTHING)
        return
    go(window, finding)
    if window.checkup.isHidden():
        window.notice.say(finding.message, level=KINDS[finding.level])


def go(window: Window, finding: Finding) -> None:
    """Go to the exact cell, or the exact words, with the focus there."""
    where = address(finding.where)
    go_to(window, where)
    panel = window.tabs.currentWidget()
    if isinstance(panel, FormPanel) and finding.span is not None and where.part == "fields":
        panel.select(where, finding.span)


def go_to(window: Window, where: Where) -> None:
    """Go to a place of the form, with the focus there; of the 合计 row to its strip over the table."""
    window.show_where(where)
    if where.part == "total":
        window.strip.labels["weight" if where.key in TOTAL_WEIGHTS else "score"].stand_out()
    elif not isinstance(window.tabs.currentWidget(), FormPanel) and where.attribute != "direction":
        window.panels[window.tabs.currentIndex()].focus_first()


def explain(window: Window) -> None:
    """Take the focus into the explanation of the chosen finding."""
    show(window)
    line = window.checkup.list.current_line()
    if line is None:
        window.tell_news("请先选中一条，再写说明。")
    elif not window.checkup.detail.focus_answer():
        window.tell_news(_why_not(line))


def mend(window: Window, line: Line | None = None) -> None:
    """Mend what the chosen line says, as one undo step; what has changed meanwhile is left alone."""
    session = _session(window)
    line = line or window.checkup.list.current_line()
    if line is None or not (words := mend_words(line)):
        window.tell_news("这一条没有可以一键改好的办法，请按“依据”核对后修改。" if line else "请先选中一条。")
        return
    window.settle_checkup()
    line = renewed(line, session.findings)
    if line is None:
        window.tell_news("内容刚刚改动过，请看一看更新后的体检结果再改。")
    elif (edits := mends_of(line)) is None:
        window.tell_news("这几处改法互相牵连，请展开后逐条改。")
    else:
        session.apply(words, mended(session.document, edits), shown_place(line))


def shown_place(line: Line) -> Where | None:
    """Return the place that undo shows again after a mend."""
    where = address(line.finding.where)
    return None if where.part == "total" else where


def draft_words(window: Window) -> str:
    """Say what keeps a paper from being the fair copy, nothing where that is so."""
    window.settle_checkup()
    return draft_sentence(_session(window).findings)


def _why_not(line: Line) -> str:
    if line.members:
        return "请展开后逐条说明。"
    if not may_be_explained(line.finding) and line.finding.level is Level.ERROR:
        return "这一条是错误，改正之后才会消失，不能用说明代替。"
    return "这一条只是提示，不需要说明。"


def _session(window: Window) -> Session:
    assert window.session is not None  # the commands are off without a form
    return window.session
