"""The indicator tree as Qt asks for it. The model owns no indicator: texts and figures come from the session.

What it does keep is the shape it has told Qt about. An index carries a number that belongs to one indicator id for
ever, since the frozen nodes themselves are replaced at every key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evaldesk.model import indicators
from evaldesk.model.document import Where, cell
from evaldesk.model.indicators import LEVELS, Tree
from evaldesk.rules.evaluation import NodeResult
from evaldesk.ui.indicator_row import ATTRIBUTES, FIGURES, GONE, Row, heads, is_editable, row_of, typed_row
from evaldesk.ui.indicator_shape import Spot, differs, number, ordered
from evaldesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
WRITE = READ | Qt.ItemFlag.ItemIsEditable
# Asked for every painted cell: or-ing enums each time once took 43 % of a repaint.
FLAGS = tuple(
    tuple(
        (WRITE if is_editable(depth, column) else READ)
        | (Qt.ItemFlag.ItemNeverHasChildren if depth == LEVELS - 1 else Qt.ItemFlag.NoItemFlags)
        for column in range(len(ATTRIBUTES))
    )
    for depth in range(LEVELS)
)
ALIGN_FIGURE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ALIGN_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Beyond so many rows that came or went it is cheaper to lay out anew than to tell of each.
MANY = 400


class IndicatorModel(QAbstractItemModel):
    """Show the indicators of a session as a tree of three levels and the columns of ``indicator_row``."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.heads = heads(session.template)
        self._keys: dict[str, int] = {}
        self._spots: dict[int, Spot] = {}
        self._rows: dict[int, tuple[NodeResult, Row]] = {}
        self._tree: Tree = ()
        self._rank: Mapping[str, int] | None = None
        self._root = Spot(0, "", -1)
        self._adopt(session.document.indicators)

    def show(self) -> list[str]:
        """Bring the shape up to the session's document, row by row; return the ids of rows that are new here."""
        tree = self.session.document.indicators
        if tree is self._tree:
            return []
        before, self._tree = self._tree, tree
        if not differs(before, tree):
            return []
        old = {node.id for _, node in indicators.walk(before)}
        new = [node.id for _, node in indicators.walk(tree)]
        came = [id for id in new if id not in old]
        if len(came) + len(old - set(new)) > MANY:
            self._reset()
        else:
            self._take_leave(self._root, set(new))
            self._arrange(self._root, ordered(tree, self._rank))
        return came

    def rank(self, rank: Mapping[str, int] | None) -> None:
        """Show the indicators of each group by their rank, or as they stand on paper; the document keeps its order."""
        self._rank = rank
        self._reset()

    def place(self, where: Where) -> QModelIndex:
        """Return the index of an address, the name's for a text that has no column; invalid when it is not here."""
        if where.part != "indicators":
            return ROOT
        column = ATTRIBUTES.index(where.attribute) if where.attribute in ATTRIBUTES else 0
        return self.index_of(where.key, column)

    def index_of(self, id: str, column: int = 0) -> QModelIndex:
        """Return the index of an indicator's cell, invalid when it is not here."""
        spot = self._spots.get(self._keys.get(id, -1))
        return self.createIndex(spot.row, column, spot.key) if spot else ROOT

    def id_of(self, index: Index) -> str:
        """Return the id of the indicator at ``index``, ``""`` for none."""
        return self._spots[index.internalId()].id if index.isValid() else ""

    def depth_of(self, index: Index) -> int:
        """Return 0 for level 1, 2 for an indicator, -1 for no row."""
        return self._spots[index.internalId()].depth if index.isValid() else -1

    def where(self, index: Index) -> Where:
        """Return the address of the text that is typed at ``index``."""
        return cell(self.id_of(index), ATTRIBUTES[index.column()])

    def typed(self, index: Index) -> str:
        """Return what was typed at ``index``, which may differ from what is shown there."""
        result = self.session.evaluation.nodes.get(self.id_of(index))  # None for a row that is just being taken away
        return getattr(result.node, ATTRIBUTES[index.column()]) if result is not None else ""

    def result(self, index: Index) -> NodeResult:
        """Return what is known about the row at ``index``."""
        return self.session.evaluation.nodes[self._spots[index.internalId()].id]

    def row(self, key: int) -> Row:
        """Return what the row with this key says; made once for each result."""
        spot = self._spots[key]
        result = self.session.evaluation.nodes.get(spot.id)
        kept = self._rows.get(key)
        if result is None:
            # Qt still asks for a row while it is being told that the row goes.
            return kept[1] if kept else GONE
        if kept is None or kept[0] is not result:
            understood = self.session.understood
            row = row_of(result, spot.depth) if understood else typed_row(result.node, spot.depth)
            kept = self._rows[key] = (result, row)
        return kept[1]

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        spot = self._spots[parent.internalId()] if parent.isValid() else self._root
        if parent.isValid() and parent.column() > 0:
            return ROOT
        if 0 <= row < len(spot.children) and 0 <= column < len(ATTRIBUTES):
            return self.createIndex(row, column, spot.children[row].key)
        return ROOT

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() has the same name
        if not index.isValid():
            return ROOT
        above = self._spots[index.internalId()].parent
        return ROOT if above is None or above is self._root else self.createIndex(above.row, 0, above.key)

    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(self._root.children)
        return len(self._spots[parent.internalId()].children) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(ATTRIBUTES)

    def hasChildren(self, parent: Index = ROOT) -> bool:
        return self.rowCount(parent) > 0

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = FLAGS[self._spots[index.internalId()].depth][index.column()]
        return flags if self.session.understood else flags & ~Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row(index.internalId()).texts[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return self.typed(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN_FIGURE if index.column() in FIGURES else ALIGN_TEXT
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.session.edit(self.where(index), str(value), self.step_name(index))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(ATTRIBUTES):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return ALIGN_FIGURE if section in FIGURES else ALIGN_TEXT
        return None

    def step_name(self, index: Index) -> str:
        """Return the undo step's name for typing at ``index``."""
        name = self.result(index).node.name.strip()
        head = "名称" if index.column() == 0 else self.heads[index.column()]
        return f"修改“{name}”{head}" if name else f"填写{head}"

    def _reset(self) -> None:
        self.beginResetModel()
        self._adopt(self._tree)
        self.endResetModel()

    def _adopt(self, tree: Tree) -> None:
        self._tree = tree
        self._spots = {}
        self._root = Spot(0, "", -1)
        self._settle(self._root, 0, ordered(tree, self._rank))

    def _settle(self, parent: Spot, at: int, nodes: Tree) -> None:
        spots = []
        for node in nodes:
            key = self._keys.setdefault(node.id, len(self._keys) + 1)
            spot = self._spots[key] = Spot(key, node.id, parent.depth + 1, parent)
            self._settle(spot, 0, node.children)
            spots.append(spot)
        parent.children[at:at] = spots
        number(parent)

    def _take_leave(self, parent: Spot, staying: set[str]) -> None:
        for row in reversed(range(len(parent.children))):
            spot = parent.children[row]
            if spot.id in staying:
                self._take_leave(spot, staying)
            else:
                self._remove(parent, row)

    def _remove(self, parent: Spot, row: int) -> None:
        self.beginRemoveRows(self._index(parent), row, row)
        self._forget(parent.children.pop(row))
        number(parent)
        self.endRemoveRows()

    def _forget(self, spot: Spot) -> None:
        for child in spot.children:
            self._forget(child)
        del self._spots[spot.key]
        self._rows.pop(spot.key, None)

    def _arrange(self, parent: Spot, nodes: Tree) -> None:
        """Make the rows below ``parent`` those of ``nodes``, with as few moves and insertions as a walk finds."""
        for row, node in enumerate(nodes):
            if row < len(parent.children) and parent.children[row].id == node.id:
                continue
            known = self._spots.get(self._keys.get(node.id, -1))
            if known is None:
                self.beginInsertRows(self._index(parent), row, row)
                self._settle(parent, row, (node.model_copy(update={"children": ()}),))
                self.endInsertRows()
            else:
                self._move(known, parent, row)
        # What is left behind the last row moves on to another parent, when its turn comes there.
        for spot, node in zip(tuple(parent.children), nodes, strict=False):
            self._arrange(spot, node.children)

    def _move(self, spot: Spot, to: Spot, row: int) -> None:
        source = spot.parent
        assert source is not None
        if not self.beginMoveRows(self._index(source), spot.row, spot.row, self._index(to), row):
            return
        source.children.pop(spot.row)
        spot.parent = to
        to.children.insert(row, spot)
        number(source)
        number(to)
        self.endMoveRows()

    def _index(self, spot: Spot) -> QModelIndex:
        return ROOT if spot is self._root else self.createIndex(spot.row, 0, spot.key)
