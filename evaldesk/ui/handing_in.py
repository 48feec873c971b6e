"""Handing in: the revision is raised, the form saved, its version kept for ever; and the 修改说明 of what changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from evaldesk.history.events import HANDED_IN, now
from evaldesk.history.hand_ins import changes_since_hand_in
from evaldesk.history.remarks import open_remarks
from evaldesk.history.response import TITLE, as_text
from evaldesk.history.revision import changed_since_hand_in, handed_in, revision_for
from evaldesk.model.digest import digest
from evaldesk.rules.findings import holds_back
from evaldesk.ui import dialogs, saving
from evaldesk.ui.keeping_versions import beside_of
from evaldesk.ui.naming import default_name
from evaldesk.ui.sheet import Sheet, plain_page, show_sheet
from evaldesk.ui.waiting import waited

if TYPE_CHECKING:
    from evaldesk.ui.session import Session
    from evaldesk.ui.window import Window

STEP = "提交定稿"
NEVER = "这张表还没有在本机定稿过，没有可以对照的上一稿。"


def hand_in(window: Window) -> None:
    """Ask, then put the hand-in on record and save; without a save there is none."""
    session = _session(window)
    content = digest(session.document)
    revision = revision_for(session.document, content)
    window.settle_checkup()
    found = sum(holds_back(finding) for finding in session.findings)
    unanswered = open_remarks(session.document)
    told = [] if changed_since_hand_in(session.document, content) else ["内容与上次定稿时相同"]
    told += [f"体检还有 {found} 处待处理"] if found else []
    told += [f"有 {unanswered} 条审核意见待答复"] if unanswered else []
    if not dialogs.ask_hand_in(window, revision, "，".join(told)):
        return
    session.apply(STEP, handed_in(session.document, now(), content))
    try:
        saving.save(window, HANDED_IN)
    finally:
        if session.dirty and session.stack.undo_text() == STEP:
            session.stack.undo()
    if not session.dirty:
        window.tell_news(f"已定稿：第 {session.document.revision} 稿，已保存，并留存为历史版本。")


def show_response(window: Window) -> Sheet | None:
    """Show the 修改说明 against the hand-in before the present content."""
    session = _session(window)
    compare = partial(changes_since_hand_in, session.document, session.template, beside_of(session.path))
    sheet = waited(window, "正在与上一稿比较……", compare)
    if sheet is None:
        window.tell_news(NEVER)
        return None
    text = as_text(sheet)
    name = default_name(session.document, session.template, f"-{TITLE}.txt")
    return show_sheet(window, TITLE, plain_page(text), text, name)


def _session(window: Window) -> Session:
    assert window.session is not None  # the commands are off without a form
    return window.session
