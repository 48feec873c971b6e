"""The digest is that of one canonical text, however its pieces are put together."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from evaldesk.files.store import open_document
from evaldesk.model import indicators
from evaldesk.model.digest import digest
from evaldesk.model.document import Document, Explanation, cell, put, with_indicators
from evaldesk.model.indicators import TEXTS, Evidence, Indicator
from evaldesk.paths import resources

EXAMPLES = sorted((resources() / "examples").glob("*.evform"))


def canonical(document: Document, explanations: list[list[str]]) -> str:
    """Return the digest as it is defined: of the whole content, dumped at once."""

    def content(node: Indicator) -> dict[str, Any]:
        texts: dict[str, Any] = {key: getattr(node, key) for key in TEXTS if getattr(node, key)}
        if node.evidence:
            texts["evidence"] = [[item.title, item.file, item.sha256, item.page] for item in node.evidence]
        return texts | ({"children": [content(child) for child in node.children]} if node.children else {})

    weights = list(document.total.weights)
    while weights and not weights[-1]:
        weights.pop()
    whole = {
        "template": document.template,
        "fields": {key: text for key, text in document.fields.items() if text},
        "indicators": [content(node) for node in document.indicators],
        "total": [weights, document.total.score, document.total.reason],
        "explanations": explanations,
    }
    text = json.dumps(whole, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_digest_is_that_of_the_canonical_text(path: Path) -> None:
    document = open_document(path).model_copy(update={"explanations": ()})
    assert digest(document) == canonical(document, [])


def test_digest_follows_every_edit() -> None:
    document = open_document(EXAMPLES[0]).model_copy(update={"explanations": ()})
    seen = {digest(document)}
    for depth, node in list(indicators.walk(document.indicators)):
        document = put(document, cell(node.id, "name"), f"“{node.name}”\n\\ {depth}")
        assert digest(document) == canonical(document, [])
        seen.add(digest(document))
    assert len(seen) == 1 + len(list(indicators.walk(document.indicators)))


def test_digest_counts_evidence_and_addresses_explanations_by_position() -> None:
    document = open_document(EXAMPLES[0])
    leaf = document.indicators[0].children[0].children[0]
    evidence = (Evidence(title="合同", file="a.pdf", sha256="0" * 64, page="3"),)
    tree = indicators.change(document.indicators, leaf.id, {"evidence": evidence})
    answer = Explanation(code="x.y", where=f"indicators/{leaf.id}/actual", text="已核对")
    document = with_indicators(document, tree).model_copy(update={"explanations": (answer,)})
    assert digest(document) == canonical(document, [["x.y", "indicators/0.0.0/actual", "已核对"]])
