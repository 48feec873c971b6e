"""Furnishing a window with its evidence: the list in the detail pane, files dropped on rows, the keeper behind both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.files.evidence import key, located, present
from evaldesk.model.indicators import Indicator
from evaldesk.ui import dialogs
from evaldesk.ui.evidence_drop import EvidenceDrop
from evaldesk.ui.evidence_keeper import EvidenceKeeper
from evaldesk.ui.evidence_open import open_file, open_folder
from evaldesk.ui.evidence_states import shown

if TYPE_CHECKING:
    from evaldesk.ui.desk import Desk
    from evaldesk.ui.indicator_panel import IndicatorPanel
    from evaldesk.ui.session import Session
    from evaldesk.ui.window import Window

PURPOSE = "evidence"


def furnish(window: Window, session: Session, table: IndicatorPanel) -> None:
    """Show and keep the evidence of a form; a form without its template is only looked at."""
    if not session.understood:
        return
    box, detail = table.detail.evidence, table.detail
    keeper = window.evidence = EvidenceKeeper(session, window.checks)
    window.desk.application.applicationStateChanged.connect(keeper.look)  # files may have changed meanwhile
    window.closed.connect(keeper.leave)
    keeper.went.connect(box.show_progress)
    keeper.said.connect(partial(_say, window))
    show = partial(_show, table, keeper)
    table.view.moved.connect(show)
    session.changed.connect(show)
    keeper.looked.connect(show)
    window.desk.redressed.connect(show)
    window.closed.connect(partial(_leave, window.desk, show))
    table.commands.evidence_asked.connect(partial(window.run, partial(add_to_current, window, table)))
    box.cancelled.connect(keeper.cancel)
    box.edited.connect(partial(_edit, table, keeper))
    box.asked.connect(partial(_do, window, table, keeper))
    drop = EvidenceDrop(table.view, [detail, detail.points.viewport(), detail.guidance.viewport(), box.list.viewport()])
    drop.came.connect(keeper.add)
    show()


def add_to_current(window: Window, table: IndicatorPanel) -> None:
    """Ask for files and list them as evidence of the current row."""
    if (node := _node(table)) is None:
        window.tell_news("请先在指标表里选中一行。")
        return
    if paths := dialogs.ask_evidence(window, _folder(window)):
        window.desk.remember_folder(PURPOSE, paths[0].parent)
        window.evidence.add(node.id, paths)


def _show(table: IndicatorPanel, keeper: EvidenceKeeper, *_: object) -> None:
    node = _node(table)
    box = table.detail.evidence
    box.setVisible(node is not None)
    if node is not None:
        box.show_row(node.id, shown(node, keeper.looks))


def _leave(desk: Desk, show: Callable[..., object], window: Window) -> None:
    desk.redressed.disconnect(show)  # the desk outlives the window


def _edit(table: IndicatorPanel, keeper: EvidenceKeeper, number: int, attribute: str, text: str) -> None:
    if (node := _node(table)) is not None and number < len(node.evidence):
        keeper.edit(node.id, number, attribute, text)


def _do(window: Window, table: IndicatorPanel, keeper: EvidenceKeeper, word: str, number: int) -> None:
    if word == "add":
        window.run(partial(add_to_current, window, table))
        return
    node = _node(table)
    if node is None or not 0 <= number < len(node.evidence):
        return
    item = node.evidence[number]
    found = keeper.looks.get(key(item))
    path = present(found) if found else None
    if word == "remove":
        keeper.remove(node.id, number)
        window.tell_news(f"已移除“{item.title or item.file}”，文件本身没有动。按 Ctrl+Z 可恢复。")
    elif word == "relocate":
        before = located(item.file, window.session.path if window.session else None)
        folder = str(before.parent) if before is not None and before.parent.is_dir() else _folder(window)
        if paths := dialogs.ask_evidence(window, folder, several=False):
            keeper.relocate(node.id, number, paths[0])
    elif path is None:
        window.tell_news("找不到这份材料的文件，请用“更多 ▸ 重新指定文件”。")
    elif word == "renew":
        keeper.renew(node.id, number, path)
    elif word == "folder":
        window.run(partial(open_folder, path))
    elif word == "open":
        window.run(partial(_open, window, path))


def _open(window: Window, path: Path) -> None:
    if sentence := open_file(path):
        window.tell_news(sentence)


def _node(table: IndicatorPanel) -> Indicator | None:
    result = table.session.evaluation.nodes.get(table.model.id_of(table.view.currentIndex()))
    return result.node if result else None


def _folder(window: Window) -> str:
    """Return where files are looked for first: where the last ones were, else beside the form."""
    path = window.session.path if window.session else None
    known = window.desk.folder(PURPOSE)
    return str(path.parent) if path is not None and known == str(Path.home()) else known


def _say(window: Window, sentence: str) -> None:
    window.notice.say(sentence, level="explain")
