"""The digest of a form's content: the same for the same content, whoever saved it and on whichever machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from evaldesk.model.document import Document
from evaldesk.model.indicators import TEXTS, Indicator, Tree


def digest(document: Document) -> str:
    """Return the SHA-256, in hex, over template, fields, indicators in order and explanations.

    Ids, remarks, history, revision and formatting do not count; explanations are addressed by position instead of id.
    """
    places = _places(document.indicators)
    explanations = (
        [item.code, _by_position(item.where, places), item.text, *([item.words] if item.words else [])]
        for item in document.explanations
    )
    content = {
        "template": document.template,
        "fields": {key: text for key, text in sorted(document.fields.items()) if text},
        "indicators": [_content(node) for node in document.indicators],
        "total": [_filled(document.total.weights), document.total.score, document.total.reason],
        "explanations": sorted(explanations),
    }
    canonical = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
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


def _content(node: Indicator) -> dict[str, Any]:
    content: dict[str, Any] = {key: text for key in TEXTS if (text := getattr(node, key))}
    if node.evidence:
        content["evidence"] = [[item.title, item.file, item.sha256, item.page] for item in node.evidence]
    if node.children:
        content["children"] = [_content(child) for child in node.children]
    return content


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
