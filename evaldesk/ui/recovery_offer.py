"""After a crash: what was not saved is offered, with its time and what differs, to restore, compare or give up."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from evaldesk.errors import Unreadable
from evaldesk.files.recovery import Recovery, discard, recoverable, restore
from evaldesk.files.store import open_document
from evaldesk.files.templates import known_template, template_of
from evaldesk.history.diff import changes_between, diff, labels_of
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document
from evaldesk.ui.background import Background
from evaldesk.ui.banner import Choice, put_up
from evaldesk.ui.comparison import comparison_page
from evaldesk.ui.palette import tones
from evaldesk.ui.session import Session
from evaldesk.ui.sheet import Sheet, show_sheet

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

Result = TypeVar("Result")

STEP = "恢复未保存的内容"
TRIES, MOMENT = 8, 0.05  # seconds
MOST = 3  # banners over an open form; more of them would hide it


def look(window: Window, all_forms: bool = False) -> None:
    """Look for what a crash left, without making anyone wait; with ``all_forms`` that of other forms is told too."""
    worker = Background(window)
    window.closed.connect(worker.stop)
    worker.do(recoverable, partial(_offer, window, all_forms))


def told(recovery: Recovery) -> str:
    """Return when the unsaved content was kept and how it differs from the saved file."""
    at = recovery.at
    when = f"{at:%H:%M}" if at.date() == datetime.now().astimezone().date() else f"{at:%Y-%m-%d %H:%M}"
    match recovery.saved_file:
        case "never saved":
            what = "还没有存成文件"
        case "missing":
            what = "原来的文件已不在"
        case _:
            document = recovery.document
            template = template_of(document)
            what = "与文件相比，" + labels_of(changes_between(_saved(recovery), document, template))
    also = "；文件后来又被改过，保存时会先比较" if recovery.saved_file == "changed" else ""
    return f"最后记录于 {when}，{what}{also}"


def choices(window: Window, recovery: Recovery) -> list[Choice]:
    """Return what can be done with it; one whose template this machine lacks waits until that is there."""
    if known_template(recovery.document) is None:
        return [("查看", partial(view, window, recovery)), ("丢弃", partial(give_up, window, recovery))]
    return [
        ("恢复", partial(bring_back, window, recovery)),
        ("比较", partial(compare, window, recovery)),
        ("丢弃", partial(give_up, window, recovery)),
    ]


def bring_back(window: Window, recovery: Recovery) -> None:
    """Show the unsaved content: as one undo step on its file, or as a form that is not saved yet."""
    desk = window.desk
    if recovery.path is not None and recovery.saved_file in ("same", "changed"):
        target = desk.open_path(recovery.path, window, looking=False)
    else:
        template = template_of(recovery.document)
        kept = {"id": recovery.document.id, "previous": recovery.document.previous}
        empty = new_document(template).model_copy(update=kept)
        target = desk.show_session(Session(empty, template), window)
    session, keeping = target.session, target.keeping
    assert session is not None
    restored = patiently(partial(restore, recovery, keeping.journal))
    if recovery.saved_file == "changed":
        keeping.stamp, keeping.base = restored.stamp, None  # a save asks first: others have written meanwhile
    session.apply(STEP, restored.document)
    target.tell_news("已恢复未保存的内容，请检查后保存；撤销可以回到文件里的内容。")


def view(window: Window, recovery: Recovery) -> bool:
    """Show the unsaved content as far as it can be understood; it stays where it is and is offered again."""
    window.desk.show_session(Session(recovery.document, template_of(recovery.document)))
    return False


def compare(window: Window, recovery: Recovery) -> bool:
    """Show what differs from the saved file; nothing is settled by that."""
    template = known_template(recovery.document)
    page = comparison_page(diff(_saved(recovery), recovery.document, template), tones())
    show_sheet(window, f"未保存的内容：{recovery.title}", page)
    return False


def give_up(window: Window, recovery: Recovery) -> None:
    """Give it up; for a month it can still be found."""
    kept = patiently(partial(discard, recovery))
    window.notice.say(f"已丢弃。一个月内还可以从这里找回：{kept}", level="news")
    for sheet in window.findChildren(Sheet):
        sheet.close()


def patiently(call: Callable[[], Result]) -> Result:
    """Return what ``call`` does; another window that is just looking through the journals has them for a moment.

    :raises Unreadable: when it was no such moment.
    """
    for _ in range(TRIES):
        try:
            return call()
        except Unreadable:
            time.sleep(MOMENT)
    return call()


def _offer(window: Window, all_forms: bool, found: Sequence[Recovery]) -> None:
    session = window.session
    if session is None:
        for recovery in reversed(found):  # each goes above the one before
            title = f"未保存的内容：{recovery.title}"
            window.body.start_page.show_card(
                window, title, f"上次没有正常关闭。{told(recovery)}。", choices(window, recovery)
            )
        return
    own = [item for item in found if item.form == session.document.id or (item.path and item.path == session.path)]
    for recovery in own[:MOST]:
        said = f"上次没有正常关闭，有未保存的内容：{told(recovery)}。"
        put_up(window, f"recovery-{recovery.stem.name}", said, choices(window, recovery))
    others = len(found) - len(own)
    if others and all_forms:
        said = f"另有 {others} 份表上次没有正常关闭，有未保存的内容。"
        put_up(window, "recoveries", said, [("查看", partial(_show_others, window))])


def _show_others(window: Window) -> None:
    window.desk.begin([], window.desk.new_window())


def _saved(recovery: Recovery) -> Document:
    if recovery.path is not None and recovery.saved_file in ("same", "changed"):
        return open_document(recovery.path)
    return new_document(template_of(recovery.document))
