"""粘贴表格 and 复制表格: what the window does with whole tables on the clipboard; each paste is one undo step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from evaldesk.exchange.copied import branch_of, copied
from evaldesk.exchange.hypertext import to_hypertext
from evaldesk.exchange.pasted import Pasted, pasted
from evaldesk.exchange.tabbed import to_tabbed
from evaldesk.model.document import cell
from evaldesk.model.indicators import LEVELS, Indicator, Tree, leaves, path
from evaldesk.ui import dialogs
from evaldesk.ui import indicator_cells as cells
from evaldesk.ui.import_guesses import tell_guesses
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.indicator_row import ATTRIBUTES, row_of
from evaldesk.ui.indicator_selection import selected_rows

if TYPE_CHECKING:
    from evaldesk.ui.session import Session
    from evaldesk.ui.window import Window

# Our own copy of a table once more as it was typed: a reckoned weight is no typed one after copy and paste.
OWN_TABLE = "application/x-evaldesk-table"
NO_TABLE = "剪贴板上没有表格。请先在 Excel、WPS、Word 或 PDF 里选中指标表的各行并复制。"
LOOK_ONLY = "这台电脑上没有这张表的模板，只能看，不能粘贴。"
NO_ROWS = "表里还没有指标，没有可以复制的。"


def offer(window: Window, panel: IndicatorPanel) -> None:
    """Have a plain paste in the table offer the dialog, where the clipboard holds more than its cells can take."""
    panel.commands.offer_table = partial(_offered, window, panel)


def paste_table(window: Window) -> None:
    """Show the clipboard's table and paste it as the officer wants it."""
    session = _session(window)
    if not session.understood:
        window.notice.say(LOOK_ONLY, level="explain")
        return
    found = from_clipboard(session)
    if found is None:
        window.notice.say(NO_TABLE, level="explain")
        return
    _ask(window, _panel(window), found, False)


def copy_table(window: Window) -> None:
    """Put the branch of the current row on the clipboard, all branches where the cursor is in none or all is selected.

    Other programs get what is shown, as text and as HTML with merged cells; we get what was typed.
    """
    session, panel = _session(window), _panel(window)
    tree = chosen(session, panel)
    if not any(True for _ in leaves(tree)):
        window.tell_news(NO_ROWS)
        return
    shown, typed = copied(tree, partial(_shown, session)), copied(tree, _typed)
    data = QMimeData()
    data.setText(to_tabbed(shown.rows))
    data.setHtml(to_hypertext(shown.rows, shown.merged))
    data.setData(OWN_TABLE, to_hypertext(typed.rows, typed.merged).encode())
    QGuiApplication.clipboard().setMimeData(data)
    count = sum(1 for _ in leaves(tree))
    window.tell_news(f"已复制 {count} 项指标，连同上级名称，可以粘贴到 Excel、WPS 或 Word。")


def chosen(session: Session, panel: IndicatorPanel) -> Tree:
    """Return what 复制表格 copies: the branch of a level-1 or level-2 row, else the whole table."""
    rows = panel.model
    tree = session.document.indicators
    current = panel.view.currentIndex()
    selected = {row[0].internalId() for row in selected_rows(panel.view)}
    if len(selected) == 1 and current.isValid() and rows.depth_of(current) < LEVELS - 1:
        return branch_of(tree, rows.id_of(current))
    return tree


def from_clipboard(session: Session) -> Pasted | None:
    """Return the table on the clipboard."""
    data = QGuiApplication.clipboard().mimeData()
    template = session.template if session.understood else None
    if data.hasFormat(OWN_TABLE):
        return pasted(bytes(data.data(OWN_TABLE).data()).decode(), "", template)
    html = data.html() if data.hasHtml() else ""
    return pasted(html, data.text() if data.hasText() else "", template)


def _offered(window: Window, panel: IndicatorPanel) -> bool:
    """Ask where a plain paste found more than cells; tell whether it is settled."""
    found = from_clipboard(_session(window))
    if found is None or not _session(window).understood or not _is_more_than_cells(panel, found):
        return False
    return _ask(window, panel, found, True)


def _is_more_than_cells(panel: IndicatorPanel, found: Pasted) -> bool:
    """Tell whether a table names levels, or has more rows or columns than there are cells from the cursor on."""
    roles = set(found.layout.roles)
    if len(found.grid.rows) > 1 and "name" in roles and roles & {"level1_name", "level2_name"}:
        return True
    rows, columns = cells.room(panel.view)
    return found.grid.width > columns or (found.grid.width > 1 and len(found.grid.rows) > rows)


def _ask(window: Window, panel: IndicatorPanel, found: Pasted, may_be_cells: bool) -> bool:
    panel.delegate.finish()
    session = _session(window)
    box = dialogs.ask_paste(window, session, found, _group(session, panel), may_be_cells)
    if box.answer == "table":
        placed, findings = box.placed, box.findings
        done = _done(len(placed.added), len(placed.changed))
        session.apply(f"粘贴表格：{done}", placed.document)
        window.show_tab_of(panel)
        if placed.ids:
            panel.show_where(cell(placed.ids[0], "name"))
        tell_guesses(window, f"已粘贴：{done}。", findings)
    return box.answer != "cells"


def _done(added: int, changed: int) -> str:
    parts = [f"{words} {count} 项" for words, count in (("新增", added), ("更新", changed)) if count]
    return "，".join(parts) or "填写了分级的权重和得分"


def _group(session: Session, panel: IndicatorPanel) -> str:
    id = panel.model.id_of(panel.view.currentIndex())
    try:
        way = path(session.document.indicators, id)
    except KeyError:
        return ""
    return way[1].id if len(way) > 1 else ""


def _typed(node: Indicator, key: str) -> str:
    return str(getattr(node, key))


def _shown(session: Session, node: Indicator, key: str) -> str:
    """Return an attribute as typed, else a weight or a score as the table shows it."""
    typed = _typed(node, key)
    result = session.evaluation.nodes.get(node.id) if session.understood else None
    if typed or result is None or key not in ("weight", "self_score"):
        return typed
    return row_of(result, LEVELS - 1).texts[ATTRIBUTES.index(key)]


def _panel(window: Window) -> IndicatorPanel:
    return next(panel for panel in window.panels if isinstance(panel, IndicatorPanel))


def _session(window: Window) -> Session:
    assert window.session is not None  # the commands are off without a form
    return window.session
