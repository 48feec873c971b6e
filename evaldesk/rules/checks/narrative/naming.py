"""Names of houses and services that differ between the table and the texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.texts import passages
from evaldesk.rules.prose import fold
from evaldesk.rules.prose.words import listed, pattern

_LEAST_ROWS, _LEAST_LENGTH, _LONGER = 2, 6, 6
_ALIKE = 0.6
_HEAD = re.compile(r"[0-9A-Za-z]+[一-鿿]|[一-鿿“]{2}")
_STOP = r"，。；：、“”()（）《》\s□"


@check("narrative.name", Level.EXPLAIN, "同一名称全表一致（用语）", pace="slow", prose=True)
def name_that_differs(case: Case) -> Iterator[Found]:
    """同一个平台、热线、机构，在指标评分表里和正文里写成了两个名称。简称不提。

    名称不一，读的人会以为是两件事。请以正式名称为准，全表统一。
    """
    for name, rows in _names(case):
        if any(name in passage.reading.folded for passage in passages(case)):
            continue
        end = next(end for end in listed("name_ends") if name.endswith(end))
        head = _HEAD.match(name)
        if head is None:
            continue
        other = re.compile(f"{re.escape(head[0])}[^{_STOP}]{{0,{len(name)}}}?{re.escape(end)}")
        seen = [
            (passage, match)
            for passage in passages(case)
            for match in other.finditer(passage.reading.folded)
            if _is_twin(name, match[0])
        ]
        for typed, count in Counter(match[0] for _, match in seen).items():
            passage, match = next(found for found in seen if found[1][0] == typed)
            yield Found(
                where=passage.where,
                message=f"指标评分表{len(rows)}处写作“{name}”，正文{count}处写作“{typed}”，请统一名称。",
                numbers=(str(len(rows)), str(count)),
                span=match.span(),
                about=tuple(rows[:3]),
            )


def _names(case: Case) -> Iterator[tuple[str, list[str]]]:
    """Yield the names with which several rows begin (12345…热线), each with the addresses of these rows."""
    found: dict[str, list[str]] = {}
    any_end = pattern("name_ends")
    for row in case.rows:
        match = any_end.search(row.result.node.name)
        if match and match.end() >= _LEAST_LENGTH:
            found.setdefault(fold(row.result.node.name[: match.end()]).strip(), []).append(row.where("name"))
    yield from ((name, rows) for name, rows in found.items() if len(rows) >= _LEAST_ROWS)


def _is_twin(name: str, other: str) -> bool:
    """Tell whether two names are of the same thing and differ inside: neither is short for the other."""
    if name == other or abs(len(name) - len(other)) > _LONGER or _is_short(name, other) or _is_short(other, name):
        return False
    return SequenceMatcher(None, name, other, autojunk=False).ratio() >= _ALIKE


def _is_short(name: str, long: str) -> bool:
    chars = iter(long)
    return all(char in chars for char in name)
