"""The indicator tree: three levels of frozen nodes, and the moves on it. Each move returns a new tree.

Unchanged branches of the new tree are the same objects as in the old one; the recompute relies on that.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from operator import is_
from typing import Any

from pydantic import Field

from evaldesk.model.base import Frozen

Tree = tuple["Indicator", ...]

# The texts of a row that an officer can type, in the order of the columns.
TEXTS = ("name", "weight", "target", "actual", "completion", "direction", "self_score", "reason")
# The texts of a piece of evidence.
PROOF = ("title", "file", "sha256", "page")
LEVELS = 3


class Evidence(Frozen):
    """Name a document that proves an indicator; it may be a title without a file."""

    title: str = ""
    file: str = ""
    sha256: str = ""
    page: str = ""


def new_id() -> str:
    """Return a fresh id for a row."""
    return uuid.uuid4().hex[:12]


class Indicator(Frozen):
    """Hold one node of the tree: level 1 (产出), level 2 (数量指标) or an indicator, each text as typed."""

    id: str = Field(default_factory=new_id)
    name: str = ""
    weight: str = ""
    target: str = ""
    actual: str = ""
    completion: str = ""
    direction: str = ""
    self_score: str = ""
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    children: Tree = ()


def walk(tree: Tree, depth: int = 0) -> Iterator[tuple[int, Indicator]]:
    """Yield every node with its depth (0 for level 1), in the order of the paper."""
    for node in tree:
        yield depth, node
        if node.children:  # most have none, and are spared a generator of their own
            yield from walk(node.children, depth + 1)


def leaves(tree: Tree, depth: int = 0) -> Iterator[Indicator]:
    """Yield the indicators: the nodes of the third level."""
    for node in tree:
        if depth == LEVELS - 1:
            yield node
        else:
            yield from leaves(node.children, depth + 1)


def path(tree: Tree, id: str) -> tuple[Indicator, ...]:
    """Return the nodes from level 1 down to ``id``, itself included.

    :raises KeyError: when the tree has no such node.
    """
    for node in tree:
        if node.id == id:
            return (node,)
        if node.children:
            try:
                return (node, *path(node.children, id))
            except KeyError:
                continue
    raise KeyError(id)


def find(tree: Tree, id: str) -> Indicator:
    """Return the node with this id.

    :raises KeyError: when the tree has no such node.
    """
    return path(tree, id)[-1]


def change(tree: Tree, id: str, texts: Mapping[str, Any]) -> Tree:
    """Return the tree with some attributes of one node replaced.

    :raises KeyError: when the tree has no such node.
    """
    return _edit_siblings(tree, id, lambda siblings, at: _swap(siblings, at, siblings[at].model_copy(update=texts)))


def change_all(tree: Tree, texts: Mapping[str, Mapping[str, str]]) -> Tree:
    """Return the tree with the texts of several nodes replaced, by their ids, in one walk; what stays is the same.

    :raises KeyError: when the tree lacks one of the nodes.
    """
    unknown = texts.keys() - {node.id for _, node in walk(tree)}
    if unknown:
        raise KeyError(min(unknown))
    return _changed(tree, texts)


def insert(tree: Tree, parent: str | None, at: int, node: Indicator) -> Tree:
    """Return the tree with ``node`` as child number ``at`` of ``parent`` (None: of the root).

    :raises KeyError: when the tree has no such parent.
    """
    if parent is None:
        return (*tree[:at], node, *tree[at:])
    children = find(tree, parent).children
    return change(tree, parent, {"children": (*children[:at], node, *children[at:])})


def remove(tree: Tree, id: str) -> Tree:
    """Return the tree without the node and all below it.

    :raises KeyError: when the tree has no such node.
    """
    return _edit_siblings(tree, id, lambda siblings, at: (*siblings[:at], *siblings[at + 1 :]))


def move(tree: Tree, id: str, by: int) -> Tree:
    """Return the tree with the node moved ``by`` places among its siblings, the same tree where that is impossible.

    :raises KeyError: when the tree has no such node.
    """

    def moved(siblings: Tree, at: int) -> Tree:
        to = at + by
        if not 0 <= to < len(siblings):
            return siblings
        rest = (*siblings[:at], *siblings[at + 1 :])
        return (*rest[:to], siblings[at], *rest[to:])

    return _edit_siblings(tree, id, moved)


def duplicate(tree: Tree, id: str) -> tuple[Tree, str]:
    """Return the tree with a copy of the node below it, and the copy's id; every copied node gets an id of its own.

    :raises KeyError: when the tree has no such node.
    """
    copy = renewed(find(tree, id))
    return _edit_siblings(tree, id, lambda siblings, at: (*siblings[: at + 1], copy, *siblings[at + 1 :])), copy.id


def renewed(node: Indicator) -> Indicator:
    """Return a copy of the node and all below it under fresh ids."""
    return node.model_copy(update={"id": new_id(), "children": tuple(renewed(child) for child in node.children)})


def _changed(tree: Tree, texts: Mapping[str, Mapping[str, str]]) -> Tree:
    nodes = []
    for node in tree:
        update: dict[str, Any] = {
            key: text for key, text in texts.get(node.id, {}).items() if getattr(node, key) != text
        }
        children = _changed(node.children, texts)
        if children is not node.children:
            update["children"] = children
        nodes.append(node.model_copy(update=update) if update else node)
    return tree if all(map(is_, nodes, tree)) else tuple(nodes)


def _edit_siblings(tree: Tree, id: str, edit: Callable[[Tree, int], Tree]) -> Tree:
    edited = _try_siblings(tree, id, edit)
    if edited is None:
        raise KeyError(id)
    return edited


def _try_siblings(tree: Tree, id: str, edit: Callable[[Tree, int], Tree]) -> Tree | None:
    for at, node in enumerate(tree):
        if node.id == id:
            return edit(tree, at)
        if node.children:
            children = _try_siblings(node.children, id, edit)
            if children is not None:
                return tree if children is node.children else _swap(tree, at, _with_children(node, children))
    return None


def _with_children(node: Indicator, children: Tree) -> Indicator:
    return node.model_copy(update={"children": children})


def _swap(siblings: Tree, at: int, node: Indicator) -> Tree:
    return (*siblings[:at], node, *siblings[at + 1 :])
