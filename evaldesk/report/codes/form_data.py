"""What the data sheet carries: all values of the form, so that a scan tells them without anybody reading print.

Compact JSON, deflated: ``{"f": {key: text}, "t": [weights1, weights2, weights3, score, reason], "r": [[depth, name,
weight, target, actual, score, reason, rest], …]}``. The score of a row is the one that is printed. A long text is
only its fingerprint, which tells that it differs but not how; so are completion, direction and evidence together,
the ``rest``. Empty texts at a row's end are left out.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from evaldesk.model.document import TOTAL_WEIGHTS, Document
from evaldesk.model.indicators import Indicator, walk
from evaldesk.rules.evaluation import Evaluation

COLUMNS = ("name", "weight", "target", "actual", "self_score", "reason", "completion")
"""The attributes of a row, in the order in which it carries them; ``completion`` stands for the whole rest."""
TOTALS = (*TOTAL_WEIGHTS, "score", "reason")

_LONG = 40  # characters: a longer text is carried as its fingerprint
_PRINT = "\0"  # what a fingerprint begins with; nobody types it
_LARGEST = 8 * 1024 * 1024  # bytes: no data sheet unpacks to more


class RowData(NamedTuple):
    """Hold one node of the tree: how deep it stands, and its texts in the order of ``COLUMNS``."""

    depth: int
    texts: tuple[str, ...]


class FormData(NamedTuple):
    """Hold what a data sheet says: fields by key, the totals in the order of ``TOTALS``, and all rows in order."""

    fields: Mapping[str, str]
    totals: tuple[str, ...]
    rows: tuple[RowData, ...]


def data_of(document: Document, evaluation: Evaluation) -> FormData:
    """Return what the data sheet of a form says."""
    total = document.total
    weights = [*total.weights, "", "", ""][:3]
    rows = (RowData(depth, tuple(map(carried, _texts(node, evaluation)))) for depth, node in walk(document.indicators))
    return FormData(
        {key: carried(text) for key, text in sorted(document.fields.items()) if text},
        tuple(map(carried, (*weights, total.score, total.reason))),
        tuple(rows),
    )


def carried(text: str) -> str:
    """Return a text as a data sheet carries it: itself, or its fingerprint where it is long."""
    if len(text) <= _LONG and not text.startswith(_PRINT):
        return text
    return _PRINT + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def is_fingerprint(text: str) -> bool:
    """Tell whether a data sheet carries only the fingerprint of this text."""
    return text.startswith(_PRINT)


def packed_data(data: FormData) -> bytes:
    """Return the data in few bytes; the same data always give the same."""
    content = {
        "f": data.fields,
        "t": _without_blanks(data.totals),
        "r": [[row.depth, *_without_blanks(row.texts)] for row in data.rows],
    }
    raw = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return zlib.compress(raw, 9)


def unpacked_data(packed: bytes) -> FormData | None:
    """Return what a data sheet says, None when these bytes are none."""
    unpacking = zlib.decompressobj()
    try:
        raw = unpacking.decompress(packed, _LARGEST)
        content = json.loads(raw.decode("utf-8", "surrogatepass")) if unpacking.eof else {}
        return FormData(
            {str(key): str(text) for key, text in content["f"].items()},
            _filled(content["t"], len(TOTALS)),
            tuple(RowData(int(row[0]), _filled(row[1:], len(COLUMNS))) for row in content["r"]),
        )
    except (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None


def _texts(node: Indicator, evaluation: Evaluation) -> tuple[str, ...]:
    result = evaluation.nodes.get(node.id)
    proofs = [text for item in node.evidence for text in (item.title, item.file, item.sha256, item.page)]
    rest = "\n".join((node.completion, node.direction, *proofs)).strip("\n")
    score = result.score_text if result else node.self_score
    return node.name, node.weight, node.target, node.actual, score, node.reason, rest


def _without_blanks(texts: tuple[str, ...]) -> list[str]:
    kept = list(texts)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _filled(texts: list[object], count: int) -> tuple[str, ...]:
    return tuple(map(str, [*texts, *[""] * count][:count]))
