"""Furnishing a window with what keeps its form: lock, journal, and what is worth knowing about the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.files.lock import Held, Lock, take, take_over
from evaldesk.files.rights import read_only
from evaldesk.files.store import Opened
from evaldesk.paths import resources
from evaldesk.ui.banner import put_up, take_down
from evaldesk.ui.keeping import Keeping
from evaldesk.ui.session import Session

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

HELD = "lock"
PROBLEM = "journal"
STRAYED = "strayed"


def furnish(window: Window, session: Session, opened: Opened | None) -> None:
    """Give the window what keeps its session; ``opened`` is what was read, None for a form without a file."""
    keeping = window.keeping = Keeping(session, opened)
    keeping.problem.connect(partial(_tell_problem, window))
    keeping.lost.connect(partial(_tell_lost, window))
    keeping.strayed.connect(partial(_tell_strayed, window))
    window.desk.application.applicationStateChanged.connect(keeping.look)  # whoever comes back wants to know
    window.closed.connect(keeping.leave)
    if opened is None or session.path is None:
        return
    for at, note in enumerate(opened.notes):
        put_up(window, f"note-{at}", note, mark="hint")
    if not session.understood:
        keeping.read_only = True  # nothing can be changed, so nobody is kept from it
        return
    if resources() in session.path.resolve().parents:
        keeping.read_only = True  # an example of the program itself: nobody's own form, and no place for a lock
        return
    if read_only(session.path):
        keeping.read_only = True
        said = "这份表所在的位置只能读取。可以照常查看和填写，保存时会请您另选位置。"
        put_up(window, "read-only", said, [("另存为…", partial(_save_as, window))])
        return
    _lock(window, take(session.path))


def move(window: Window, path: Path) -> None:
    """Keep the form at another place from now on; who has that one open is told."""
    take_down(window, "read-only")
    take_down(window, HELD)
    _lock(window, take(path))


def _lock(window: Window, found: Lock | Held) -> bool:
    keeping = window.keeping
    if isinstance(found, Lock):
        keeping.hold(found)
        take_down(window, HELD)
        return True
    keeping.read_only = True
    choices = [("另存一份再编辑…", partial(_save_as, window)), ("仍然编辑", partial(_edit_anyway, window, found))]
    said = found.sentence.partition("。")[0]
    put_up(window, HELD, f"{said}。现在以只读方式打开，保存时会请您另选位置。", choices)
    return False


def _edit_anyway(window: Window, held: Held) -> bool:
    session = window.session
    assert session is not None
    assert session.path is not None
    return _lock(window, take_over(session.path, held))


def _save_as(window: Window) -> bool:
    from evaldesk.ui import saving

    before = window.keeping.stamp
    saving.save_as(window)
    return window.keeping.stamp is not before


def _tell_lost(window: Window, held: Held) -> None:
    window.keeping.read_only = True
    said = held.sentence.partition("。")[0]
    choices = [("另存为…", partial(_save_as, window)), ("仍然编辑", partial(_edit_anyway, window, held))]
    put_up(window, HELD, f"{said}，已由对方接手编辑。您的修改请另存。", choices)


def _tell_strayed(window: Window) -> None:
    session = window.session
    assert session is not None
    assert session.path is not None
    if not session.path.exists():
        said = f"“{session.path.name}”已不在原处，可能被删除、移走或改名。保存时可以存回原处，也可以另选位置。"
    elif window.keeping.read_only:
        said = f"“{session.path.name}”已被改动，这里显示的是打开时的内容。要看新的内容，请关闭后重新打开。"
        put_up(window, STRAYED, said, mark="hint")
        return
    else:
        said = f"“{session.path.name}”已被别人或其他程序改动。保存时会先给您比较，不会互相覆盖。"
    put_up(window, STRAYED, said, [("现在处理…", partial(_settle, window))])


def _settle(window: Window) -> bool:
    from evaldesk.ui import saving

    before = window.keeping.stamp
    saving.save(window)
    return window.keeping.stamp is not before


def _tell_problem(window: Window, sentence: str) -> None:
    if sentence:
        put_up(window, PROBLEM, sentence)
    else:
        take_down(window, PROBLEM)
