"""Indicators that were read, put into the tree: beside those that are there, or into the rows of the same name.

Nothing that stands in the form is taken away: a text is replaced only by another text, never by an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaldesk.exchange.rows import Read, Table
from evaldesk.exchange.wrapping import squeezed
from evaldesk.model import indicators
from evaldesk.model.document import Document, with_indicators
from evaldesk.model.indicators import Indicator, Tree, new_id
from evaldesk.model.template import Template

# The places of a form that a row without names above it goes to when nobody says where.
UNKNOWN = ("产出", "数量指标")


@dataclass(frozen=True, slots=True)
class Placed:
    """Hold the form with the rows in it; ``added`` and ``changed`` are ids, ``ids`` those of all rows, in order."""

    document: Document
    added: tuple[str, ...]
    changed: tuple[str, ...]
    ids: tuple[str, ...]


def place(
    document: Document, table: Table, template: Template | None = None, group: str = "", match: bool = True
) -> Placed:
    """Return the form with the rows of a table put in.

    Rows go to the level-1 and level-2 nodes of their names, which are made where the form has none. ``group`` is the
    id of a level-2 node that takes every row instead. With ``match`` a row whose name stands in its group already
    fills that row; else it is added once more. A row without names above it fills the one row of its name; without one
    it goes to the first branch whose indicators ``template`` does not prescribe.
    """
    tree = document.indicators
    added: list[str] = []
    changed: list[str] = []
    ids: dict[int, str] = {}
    for (level1, level2), rows in _by_group(table.rows, document.indicators, template, group, match).items():
        tree, parent = (tree, group) if group else _group(tree, level1, level2)
        children = list(indicators.find(tree, parent).children)
        places: dict[str, list[int]] = {}
        for at, child in enumerate(children if match else ()):
            places.setdefault(squeezed(child.name), []).append(at)
        for read in rows:
            # A name that stands twice is two rows: the first read fills the first, the second the second.
            same = places.get(squeezed(read.name))
            at = same.pop(0) if same else len(children)
            if at == len(children):
                children.append(Indicator(id=new_id(), name=read.name, **read.texts))
                added.append(children[at].id)
            else:
                texts = {key: text for key, text in read.texts.items() if text}
                if any(getattr(children[at], key) != text for key, text in texts.items()):
                    changed.append(children[at].id)
                    children[at] = children[at].model_copy(update=texts)
            ids[id(read)] = children[at].id
        tree = indicators.change(tree, parent, {"children": tuple(children)})
    if not group:
        tree = _with_level_texts(tree, table)
    return Placed(
        with_indicators(document, tree), tuple(added), tuple(changed), tuple(ids[id(read)] for read in table.rows)
    )


def _by_group(
    rows: Iterable[Read], tree: Tree, template: Template | None, group: str, match: bool
) -> Mapping[tuple[str, str], list[Read]]:
    """Return the rows by the names they go to; rows without names stay with those above them."""
    sorted_rows: dict[tuple[str, str], list[Read]] = {}
    fallback = _first_names(tree, template)
    for read in rows:
        level1, level2 = read.level1, read.level2
        if match and not group and not level1 and not level2:
            level1, level2 = _home(tree, read.name)
        if not group and not level1:
            level1 = _owner(tree, level2) or fallback[0]
        if not group and not level2:
            level2 = _only_child(tree, level1) or (fallback[1] if level1 == fallback[0] else level1)
        fallback = (level1, level2)
        sorted_rows.setdefault(("", "") if group else (level1, level2), []).append(read)
    return sorted_rows


def _home(tree: Tree, name: str) -> tuple[str, str]:
    """Return the names above the rows of this name; empty ones where there is none, or more than one group has it."""
    wanted = squeezed(name)
    homes = {
        (branch.name, group.name)
        for branch in tree
        for group in branch.children
        if wanted and any(squeezed(row.name) == wanted for row in group.children)
    }
    return next(iter(homes)) if len(homes) == 1 else ("", "")


def _first_names(tree: Tree, template: Template | None) -> tuple[str, str]:
    free = [node for node in tree if template is None or not template.indicators.has_fixed(node.name)]
    first = next(((node, child) for node in free for child in node.children), None)
    return (first[0].name, first[1].name) if first else UNKNOWN


def _owner(tree: Tree, level2: str) -> str:
    """Return the name of the level-1 node that has a group of this name."""
    wanted = squeezed(level2)
    owners = (node.name for node in tree for child in node.children if wanted and squeezed(child.name) == wanted)
    return next(owners, "")


def _only_child(tree: Tree, level1: str) -> str:
    node = _named(tree, level1)
    return node.children[0].name if node is not None and len(node.children) == 1 else ""


def _group(tree: Tree, level1: str, level2: str) -> tuple[Tree, str]:
    """Return the tree with a group of these names in it, and the group's id."""
    branch = _named(tree, level1)
    if branch is None:
        branch = Indicator(id=new_id(), name=level1)
        tree = (*tree, branch)
    group = _named(branch.children, level2)
    if group is None:
        group = Indicator(id=new_id(), name=level2)
        tree = indicators.insert(tree, branch.id, len(branch.children), group)
    return tree, group.id


def _named(nodes: Sequence[Indicator], name: str) -> Indicator | None:
    """Return the node of this name; 产出 and 产出指标 are the same level 1 in different forms."""
    wanted = squeezed(name)
    by_name = {squeezed(node.name): node for node in reversed(nodes)}
    return by_name.get(wanted) or by_name.get(wanted.removesuffix("指标")) or by_name.get(f"{wanted}指标")


def _with_level_texts(tree: Tree, table: Table) -> Tree:
    """Return the tree with typed weights, merged scores and reasons of the levels where nothing was typed yet."""
    texts: dict[str, dict[str, str]] = {}
    for branch in tree:
        given = {"weight": table.level1_weights.get(branch.name, ""), **table.level1_texts.get(branch.name, {})}
        texts[branch.id] = {key: text for key, text in given.items() if text and not getattr(branch, key)}
        for group in branch.children:
            weight = table.level2_weights.get((branch.name, group.name), "")
            texts[group.id] = {"weight": weight} if weight and not group.weight else {}
    for id, own in texts.items():
        if own:
            tree = indicators.change(tree, id, own)
    return tree
