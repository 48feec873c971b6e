"""The 指标 menu as data: what can be done with the rows of the table, in words, keys and icons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QWidget

SEPARATOR = "-"


@dataclass(frozen=True, slots=True)
class Offer:
    """Describe one action: its id, its text, its keys as Qt writes them, and the drawing beside it."""

    id: str
    text: str
    keys: str = ""
    icon: str = ""


OFFERS = (
    Offer("row.add", "新增指标(&N)", "Ctrl+N", "add-row"),
    Offer("row.add-group", "新增二级指标(&G)", "Ctrl+Shift+N"),
    Offer("row.duplicate", "复制本行(&D)", "Ctrl+D", "duplicate"),
    Offer("row.up", "上移(&U)", "Alt+Up", "up"),
    Offer("row.down", "下移(&W)", "Alt+Down", "down"),
    Offer("row.remove", "删除本行(&R)", "Ctrl+Del", "delete"),
    Offer(SEPARATOR, ""),
    Offer("cell.edit", "编辑单元格(&E)", "F2"),
    Offer("cell.wipe", "清空单元格(&C)", "Del"),
    Offer(SEPARATOR, ""),
    Offer("evidence.add", "添加佐证材料(&P)…", "Ctrl+Alt+A"),
    Offer(SEPARATOR, ""),
    Offer("row.filter", "筛选和排序(&S)…", "Ctrl+Shift+L"),
    Offer("row.total", "合计行(&H)", "Ctrl+Shift+T"),
    Offer(SEPARATOR, ""),
    Offer("branch.fold", "折叠(&F)", "Alt+Left"),
    Offer("branch.unfold", "展开(&X)", "Alt+Right"),
    Offer("branch.unfold-all", "全部展开(&A)", "Ctrl+Shift+E"),
)


def make_actions(
    owner: QWidget, calls: Mapping[str, Callable[[], object]], icon: Callable[[str], QIcon]
) -> dict[str, QAction]:
    """Return an action for each offer, in their order, living while ``owner`` or one of its editors has the focus."""
    actions: dict[str, QAction] = {}
    for at, offer in enumerate(OFFERS):
        action = QAction(offer.text, owner)
        action.setObjectName(offer.id)
        if offer.id == SEPARATOR:
            action.setSeparator(True)
            actions[f"{SEPARATOR}{at}"] = action
            continue
        if offer.keys:
            action.setShortcut(QKeySequence(offer.keys))
            # Only while the table has the focus: the same keys mean other things in other tabs.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if offer.icon:
            action.setIcon(icon(offer.icon))
        # partial, not a lambda with a default: `triggered` hands over `checked`.
        action.triggered.connect(partial(_call, calls[offer.id]))
        actions[offer.id] = action
        owner.addAction(action)
    return actions


def _call(call: Callable[[], object], checked: bool = False) -> None:
    call()
