"""Text by text: what differs between a known revision or a data sheet and the form as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from evaldesk.model.document import TOTAL_WEIGHTS, Document, Where, cell, field, get
from evaldesk.model.indicators import TEXTS, walk
from evaldesk.report.codes.form_data import COLUMNS, TOTALS, FormData, RowData, carried, is_fingerprint


class Value(NamedTuple):
    """Hold a text that differs: its address, or ``row`` for a whole row that only one side has, and both texts.

    ``paper`` is None where the paper only tells that it differs.
    """

    where: Where | None
    file: str
    paper: str | None
    row: str = ""
    rest: bool = False


def between(paper: Document, file: Document) -> Iterator[Value]:
    """Yield what differs between the form that was printed and the form as it is now."""
    for key in dict.fromkeys((*file.fields, *paper.fields)):
        yield from _pair(field(key), paper, file)
    printed = {node.id: node for _, node in walk(paper.indicators)}
    now = {node.id: node for _, node in walk(file.indicators)}
    for id, node in now.items():
        if id not in printed:
            yield Value(None, node.name, "", row=id)
            continue
        for attribute in TEXTS:
            yield from _pair(cell(id, attribute), paper, file)
        if node.evidence != printed[id].evidence:
            yield Value(cell(id, "completion"), "", None, rest=True)
    yield from (Value(None, "", node.name, row=id) for id, node in printed.items() if id not in now)
    for key in (*TOTAL_WEIGHTS, "score", "reason"):
        yield from _pair(Where("total", key), paper, file)


def between_data(paper: FormData, file: FormData, document: Document) -> Iterator[Value]:
    """Yield what differs between a data sheet and the form as it is now; ``file`` is what its own sheet would say."""
    for key in dict.fromkeys((*file.fields, *paper.fields)):
        yield from _told(field(key), paper.fields.get(key, ""), document.fields.get(key, ""))
    for key, printed in zip(TOTALS, paper.totals, strict=True):
        yield from _told(Where("total", key), printed, get(document, Where("total", key)))
    ids = [node.id for _, node in walk(document.indicators)]
    printed_names, names = ([(row.depth, row.texts[0]) for row in side.rows] for side in (paper, file))
    for _, i, i_end, j, j_end in SequenceMatcher(None, printed_names, names, False).get_opcodes():
        for printed_at, now_at in zip_longest(range(i, i_end), range(j, j_end)):
            if printed_at is None:
                yield Value(None, file.rows[now_at].texts[0], "", row=ids[now_at])
            elif now_at is None:
                yield Value(None, "", _readable(paper.rows[printed_at].texts[0]), row=f"#{printed_at + 1}")
            else:
                yield from _row(ids[now_at], paper.rows[printed_at], file.rows[now_at])


def _row(id: str, printed: RowData, now: RowData) -> Iterator[Value]:
    for attribute, paper, file in zip(COLUMNS, printed.texts, now.texts, strict=True):
        if paper != file:
            rest = attribute == "completion"
            known = None if rest or is_fingerprint(paper) else paper
            yield Value(cell(id, attribute), "" if rest else _readable(file), known, rest=rest)


def _pair(where: Where, paper: Document, file: Document) -> Iterator[Value]:
    printed, now = get(paper, where), get(file, where)
    if printed != now:
        yield Value(where, now, printed)


def _told(where: Where, printed: str, now: str) -> Iterator[Value]:
    if printed != carried(now):
        yield Value(where, now, None if is_fingerprint(printed) else printed)


def _readable(text: str) -> str:
    return "" if is_fingerprint(text) else text
