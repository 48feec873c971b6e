"""Document, the form as one frozen value, and the two words by which all else touches it: ``get`` and ``put``.

Everything the officer types is kept verbatim as text; nothing that can be computed is stored as truth.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, GetJsonSchemaHandler, StrictInt, model_validator
from pydantic_core import CoreSchema

from evaldesk.model import indicators
from evaldesk.model.base import Frozen
from evaldesk.model.indicators import Indicator
from evaldesk.model.previous import Previous

FORMAT = "evaldesk"
VERSION = 1
COMPUTED = "computed"
OURS = frozenset(["figures", "texts", "printed"])  # of the block `computed`: made anew at every save
COMPUTED_SCHEMA = {
    "type": "object",
    "description": "Written for other programs where a long text uses live figures; made anew at every save, never "
    "read back. Keys of other programs stay.",
    "properties": {
        "figures": {
            "type": "object",
            "description": "The figures that the texts use, by the name that stands in braces.",
            "additionalProperties": {"type": "string"},
        },
        "texts": {
            "type": "object",
            "description": "Those texts with the figures in them, by the key of their field.",
            "additionalProperties": {"type": "string"},
        },
    },
}

Part = Literal["fields", "indicators", "total"]
EVIDENCE = "evidence"
TOTAL_WEIGHTS = ("weights1", "weights2", "weights3")


class Total(Frozen):
    """Hold what was typed in the 合计 row; it is compared with the sums, never used as one."""

    weights: tuple[str, ...] = ()
    score: str = ""
    reason: str = ""


class Explanation(Frozen):
    """Answer a finding at a place; it holds only while the values it explained stay the same.

    ``words`` are those that the finding points at, where one text may hold several of its kind (``延期``, the second
    ``延期#2``). Without them, as in files written before there were any, it answers every finding of its code there.
    """

    code: str
    where: str
    text: str = ""
    values: tuple[str, ...] = ()
    words: str = ""


class Remark(Frozen):
    """Pin a reviewer's remark on a place, with the officer's answer."""

    where: str
    by: str = ""
    at: str = ""
    text: str = ""
    status: str = "open"
    response: str = ""


class Event(Frozen):
    """Record that this form was saved for hand-in, printed, or returned."""

    at: str
    event: str
    revision: int = 1
    digest: str = ""


class Document(Frozen):
    """Hold one form: which template it follows, what was typed, its history, and last year's form where it came from.

    ``notes`` keep by address how a text was reckoned (``8967.19+76.95=9044.14``). Neither they nor ``previous`` count
    in a digest, and none is ever printed.
    """

    format: Literal["evaldesk"] = "evaldesk"
    version: StrictInt = VERSION
    template: str
    id: str = Field(default_factory=lambda: str(uuid.uuid4()))
    revision: StrictInt = 1
    fields: Mapping[str, str] = Field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    total: Total = Total()
    explanations: tuple[Explanation, ...] = ()
    remarks: tuple[Remark, ...] = ()
    history: tuple[Event, ...] = ()
    # A default that holds a mapping would be copied deeply for every form that is read.
    previous: Previous = Field(default_factory=Previous)
    notes: Mapping[str, str] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _ignore_computed(cls, data: Any) -> Any:
        # A `computed` block is written for other programs and never read back as truth; what others put there stays.
        if not isinstance(data, dict) or COMPUTED not in data:
            return data
        block = data[COMPUTED]
        foreign = {key: value for key, value in block.items() if key not in OURS} if isinstance(block, dict) else {}
        kept = {key: value for key, value in data.items() if key != COMPUTED}
        return {**kept, COMPUTED: foreign} if foreign else kept

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /) -> dict[str, Any]:
        # The block is part of the file, not of the value, so that only the published schema knows it.
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema["properties"][COMPUTED] = COMPUTED_SCHEMA
        return schema


@dataclass(frozen=True, slots=True)
class Where:
    """Address one text of a document.

    ``fields/planned``, ``indicators/<id>/actual``, ``indicators/<id>/evidence/0/title``, ``total/score``.
    """

    part: Part
    key: str
    attribute: str = ""

    def __str__(self) -> str:
        return "/".join(piece for piece in (self.part, self.key, self.attribute) if piece)


def field(key: str) -> Where:
    """Address the form field ``key``."""
    return Where("fields", key)


def cell(id: str, attribute: str) -> Where:
    """Address one text of the indicator ``id``; ``attribute`` is one of ``indicators.TEXTS``."""
    return Where("indicators", id, attribute)


def proof(id: str, number: int, text: str) -> Where:
    """Address one text of the evidence ``number`` (from 0) of an indicator; ``text`` is one of ``indicators.PROOF``."""
    return Where("indicators", id, f"{EVIDENCE}/{number}/{text}")


def address(text: str) -> Where:
    """Read an address as ``str(where)`` writes it.

    :raises ValueError: when the text is no address.
    """
    match text.split("/"):
        case ["fields", key] if key:
            return field(key)
        case ["indicators", id, attribute] if id and attribute in indicators.TEXTS:
            return cell(id, attribute)
        case ["indicators", id, "evidence", number, attribute] if (
            id and number.isdecimal() and attribute in indicators.PROOF
        ):
            return proof(id, int(number), attribute)
        case ["total", key] if key in (*TOTAL_WEIGHTS, "score", "reason"):
            return Where("total", key)
    raise ValueError(f"not an address: {text!r}")


def get(document: Document, where: Where) -> str:
    """Return the text at ``where``, ``""`` for what was never typed.

    :raises KeyError: when the indicator does not exist.
    """
    if where.part == "fields":
        return document.fields.get(where.key, "")
    if where.part == "total":
        if where.key in TOTAL_WEIGHTS:
            place = TOTAL_WEIGHTS.index(where.key)
            return document.total.weights[place] if place < len(document.total.weights) else ""
        return str(getattr(document.total, where.key))
    node = indicators.find(document.indicators, where.key)
    if "/" in where.attribute:
        _, number, text = where.attribute.split("/")
        return str(getattr(node.evidence[int(number)], text)) if int(number) < len(node.evidence) else ""
    return str(getattr(node, where.attribute))


def put(document: Document, where: Where, text: str) -> Document:
    """Return the document with ``text`` at ``where``; the same object when nothing changes.

    :raises KeyError: when the indicator, or its evidence, does not exist.
    """
    if get(document, where) == text:
        return document
    if where.part == "fields":
        return document.model_copy(update={"fields": {**document.fields, where.key: text}})
    if where.part == "total":
        return document.model_copy(update={"total": _put_total(document.total, where.key, text)})
    texts: dict[str, Any] = {where.attribute: text}
    if "/" in where.attribute:
        texts = _put_proof(indicators.find(document.indicators, where.key), where, text)
    return document.model_copy(update={"indicators": indicators.change(document.indicators, where.key, texts)})


def put_all(document: Document, texts: Iterable[tuple[Where, str]]) -> Document:
    """Return the document with many texts put in, in one walk of its tree; the same object when nothing changes.

    :raises KeyError: as ``put`` does.
    """
    rows: dict[str, dict[str, str]] = {}
    for where, text in texts:
        if where.part == "indicators" and "/" not in where.attribute:
            rows.setdefault(where.key, {})[where.attribute] = text
        else:
            document = put(document, where, text)
    tree = indicators.change_all(document.indicators, rows)
    return document if tree is document.indicators else with_indicators(document, tree)


def with_indicators(document: Document, tree: tuple[Indicator, ...]) -> Document:
    """Return the document with another indicator tree."""
    return document.model_copy(update={"indicators": tree})


def _put_proof(node: Indicator, where: Where, text: str) -> dict[str, Any]:
    _, number, attribute = where.attribute.split("/")
    if int(number) >= len(node.evidence):
        raise KeyError(str(where))
    items = list(node.evidence)
    items[int(number)] = items[int(number)].model_copy(update={attribute: text})
    return {EVIDENCE: tuple(items)}


def _put_total(total: Total, key: str, text: str) -> Total:
    if key not in TOTAL_WEIGHTS:
        return total.model_copy(update={key: text})
    weights = [*total.weights, *[""] * (len(TOTAL_WEIGHTS) - len(total.weights))]
    weights[TOTAL_WEIGHTS.index(key)] = text
    return total.model_copy(update={"weights": tuple(weights)})
