"""A workbook of our own writing read back: what nobody touched is as it was typed, what was edited is as edited.

The sheet shows computed figures beside typed ones and cannot hold every sign. The form behind it says what was typed;
the sheet says what people changed since: cell by cell as long as nothing moved, else row by row by the names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from evaldesk.errors import EvaldeskError
from evaldesk.exchange.grid import Grid
from evaldesk.exchange.sheet.fingerprint import of_grid
from evaldesk.exchange.sheet.in_place import edited_in_place
from evaldesk.exchange.sheet.layout import lay_out
from evaldesk.exchange.sheet.workbook import Book, read_workbook
from evaldesk.exchange.sheet.write import workbook_bytes
from evaldesk.exchange.wrapping import squeezed
from evaldesk.files.decode import decode
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, with_indicators
from evaldesk.model.finding import Finding
from evaldesk.model.indicators import Indicator, Tree
from evaldesk.model.template import Template
from evaldesk.rules import evaluate

Reader = Callable[[Grid, Template], tuple[Document, tuple[Finding, ...]]]
TEXTS = ("weight", "target", "actual", "self_score", "reason")


def restored(book: Book, name: str, read: Reader) -> tuple[Document, Template, tuple[Finding, ...]] | None:
    """Return the form behind a workbook with the edits of its sheet; None when what lies there is of no use.

    ``read`` reads a sheet as if nothing lay behind it.
    """
    try:
        base = decode(book.behind.encode("utf-8", "surrogatepass"), name)
        template = load_template(base.template)
        if of_grid(book.grids[0]) == book.fingerprint:
            return base, template, ()
        evaluation = evaluate(base, template)
        if (edited := edited_in_place(base, lay_out(base, template, evaluation), book.grids[0])) is not None:
            return edited, template, ()
        shown = read_workbook(workbook_bytes(base, template, evaluation), name)
    except EvaldeskError:
        # Whoever spoiled the sheet behind did not spoil the one in front: it is read like any other.
        return None
    (before, _), (now, findings) = read(shown.grids[0], template), read(book.grids[0], template)
    return _with_edits(base, before, now), template, findings


def _with_edits(base: Document, before: Document, now: Document) -> Document:
    """Return ``base`` with what differs between the sheet as it was written and as it is now."""
    fields = dict(base.fields)
    for key in {*before.fields, *now.fields}:
        if now.fields.get(key, "") != before.fields.get(key, ""):
            fields[key] = now.fields.get(key, "")
    document = base.model_copy(update={"fields": fields})
    if now.total != before.total:
        document = document.model_copy(update={"total": now.total})
    return with_indicators(document, _edited(base.indicators, before.indicators, now.indicators))


def _edited(base: Tree, before: Tree, now: Tree, depth: int = 0) -> Tree:
    """Return the nodes of ``now`` with what ``base`` knows of each; a node is known by its name and turn.

    A cell may have wrapped the name, so that white space in it does not count.
    """
    known, shown = _by_turn(base), _by_turn(before)
    nodes = []
    for turn, node in _by_turn(now).items():
        own, was = known.get(turn), shown.get(turn)
        if own is None or was is None:
            nodes.append(node)
            continue
        texts = {key: getattr(node, key) for key in TEXTS if getattr(node, key) != getattr(was, key)}
        children = _edited(own.children, was.children, node.children, depth + 1)
        nodes.append(own.model_copy(update={**texts, "children": children}))
    for at, (turn, own) in enumerate(known.items()):
        # Reading drops branches without any row; they stay where they were.
        if turn not in shown and turn not in _by_turn(now) and not _rows(own, depth):
            nodes.insert(min(at, len(nodes)), own)
    return tuple(nodes)


def _rows(node: Indicator, depth: int) -> list[Indicator]:
    """Return the indicators below a branch (depth 0) or a group (1)."""
    return [row for child in node.children for row in (child.children if depth == 0 else (child,))]


def _by_turn(nodes: Tree) -> Mapping[tuple[str, int], Indicator]:
    turns: dict[tuple[str, int], Indicator] = {}
    seen: Counter[str] = Counter()
    for node in nodes:
        name = squeezed(node.name)
        turns[name, seen[name]] = node
        seen[name] += 1
    return turns
