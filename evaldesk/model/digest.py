"""The digest of a form's content: the same for the same content, whoever saved it and on whichever machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

from evaldesk.model.document import Document
from evaldesk.model.indicators import TEXTS, Indicator, Tree

_dumped = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


def digest(document: Document) -> str:
    """Return the SHA-256, in hex, over template, fields, indicators in order and explanations.

    Ids, remarks, history, revision and formatting do not count; explanations are addressed by position instead of id.
    """
    places = _places(document.indicators) if document.explanations else {}
    explanations = (
        [item.code, _by_position(item.where, places), item.text, *([item.words] if item.words else [])]
        for item in document.explanations
    )
    canonical = _object(
        {
            "template": _dumped(document.template),
            "fields": _dumped({key: text for key, text in document.fields.items() if text}),
            "indicators": _array(document.indicators),
            "total": _dumped([_filled(document.total.weights), document.total.score, document.total.reason]),
            "explanations": _dumped(sorted(explanations)),
        }
    )
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def readable(digest: str, groups: int = 4) -> str:
    """Return the first groups of four of a digest, as a person would read them from paper: ``1a2b-3c4d-…``."""
    return "-".join(digest[at : at + 4] for at in range(0, 4 * groups, 4))


def _filled(weights: Sequence[str]) -> list[str]:
    """Return the typed weights up to the last one: blanks behind it were never typed, or typed and taken back."""
    texts = list(weights)
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _array(tree: Tree) -> str:
    return f"[{','.join([_node(node) if node.children else _leaf(_Same(node)) for node in tree])}]"


def _node(node: Indicator) -> str:
    parts = {key: _dumped(text) for key in TEXTS if (text := getattr(node, key))}
    if node.evidence:
        parts["evidence"] = _dumped([[item.title, item.file, item.sha256, item.page] for item in node.evidence])
    if node.children:
        parts["children"] = _array(node.children)
    return _object(parts)


def _object(parts: Mapping[str, str]) -> str:
    return "{" + ",".join(f'"{key}":{part}' for key, part in sorted(parts.items())) + "}"


class _Same:
    """Stand for a frozen node, and be equal to what stands for the very same one: comparing texts would take longer."""

    __slots__ = ("node",)

    def __init__(self, node: Indicator) -> None:
        self.node = node

    def __hash__(self) -> int:
        return id(self.node)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.node is other.node


# The page asks after every key, and all rows but one are those of the last time.
@lru_cache(1 << 13)
def _leaf(same: _Same) -> str:
    return _node(same.node)


def _places(tree: Tree, above: str = "") -> dict[str, str]:
    places: dict[str, str] = {}
    for number, node in enumerate(tree):
        place = f"{above}.{number}" if above else str(number)
        places[node.id] = place
        places.update(_places(node.children, place))
    return places


def _by_position(where: str, places: dict[str, str]) -> str:
    part, _, rest = where.partition("/")
    id, _, attribute = rest.partition("/")
    return f"{part}/{places.get(id, id)}/{attribute}" if part == "indicators" else where
