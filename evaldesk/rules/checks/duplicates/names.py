"""The same indicator twice, nearly the same, or the same fact under two names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, Row, check
from evaldesk.rules.checks.sources import TARGETS
from evaldesk.rules.checks.wording import name_key, named
from evaldesk.rules.wordlists import word_lists
from evaldesk.values import Words, YesNo
from evaldesk.values.clean import clean

SHORTEST = 6
_UNIT = re.compile(r"[（(][^（）()]{0,12}[)）]$")


def key_of(row: Row) -> str:
    """Return what an indicator's name is compared by: without unit, quotes and particles."""
    return _key(row.result.node.name)


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    return name_key(_UNIT.sub("", name.strip()))


def values(row: Row) -> str:
    """Return target and actual in words."""
    node = row.result.node
    return f"{node.target.strip() or '未填'} → {node.actual.strip() or '未填'}"


def _same_values(one: Row, other: Row) -> bool:
    a, b = one.result.node, other.result.node
    return clean(a.target) == clean(b.target) and clean(a.actual) == clean(b.actual)


def _both(one: Row, other: Row) -> tuple[str, ...]:
    return tuple(row.where(attribute) for row in (one, other) for attribute in ("name", "target", "actual"))


@check("duplicates.same", Level.ERROR, source=TARGETS, pace="slow")
def one_indicator_stands_once(case: Case) -> Iterator[Found]:
    """同一项指标只列一次。

    同名的指标列两次，一件事就计了两次分；两次的数还不一样，更不知道哪个是真的。请删去一项，或把名称写得有区别。
    """
    seen: dict[str, Row] = {}
    for row in case.rows:
        key = key_of(row)
        if not key or row.result.method in ("execution_rate", "judged"):
            continue
        first = seen.setdefault(key, row)
        if first is row:
            continue
        name = named(row.result.node.name)
        if _same_values(first, row):
            message = f"{name}列了两次，预期值和实现值都相同（{values(row)}），同一件事计了两次分。"
            yield Found(row.where("name"), message, level=Level.EXPLAIN, about=_both(first, row))
        else:
            message = f"{name}列了两次而数值不同：一次是 {values(first)}，一次是 {values(row)}。"
            numbers = (first.result.node.actual.strip(), row.result.node.actual.strip())
            yield Found(row.where("name"), message, numbers, about=_both(first, row))


@check("duplicates.alike", Level.EXPLAIN, source=TARGETS, pace="slow")
def alike_indicators_agree(case: Case) -> Iterator[Found]:
    """名称相近的指标，要看得出区别，数值不能打架。

    “窗口服务对象满意度”与“综合窗口服务对象满意度”若是一回事，就计了两次分；若不是，请在名称里写明各指什么。
    """
    rate = word_lists().rate_pattern
    rates = [row for row in case.rows if rate.search(row.result.node.name)]
    by_key = {key: row for row in reversed(rates) if len(key := key_of(row)) >= SHORTEST}
    for row in rates:
        long = key_of(row)
        tails = (long[at:] for at in range(1, len(long) - SHORTEST + 1))
        short = next((tail for tail in tails if tail in by_key), "")
        other = by_key.get(short)
        if other is None or other.group is not row.group or _same_values(row, other):
            continue
        message = (
            f"{named(row.result.node.name)}（{values(row)}）与{named(other.result.node.name)}（{values(other)}）"
            "名称相近而数值不同，请说明两项的区别，或删去一项。"
        )
        yield Found(row.where("name"), message, about=_both(row, other))


@check("duplicates.same-fact", Level.HINT, source=TARGETS, pace="slow")
def one_fact_is_scored_once(case: Case) -> Iterator[Found]:
    """同一件事不要既评数量又评定性。

    质量指标里有“单点登录率”，效益指标里又有“实现单点登录（是/否）”，说的是同一件事。建议换成能反映效果的指标。
    """
    tail = word_lists().measure_tail_pattern
    by_gram: dict[str, list[Row]] = defaultdict(list)
    told = [row for row in case.rows if _in_words(row)]
    measured = [row for row in case.rows if row.result.outcome is not None and not _in_words(row)] if told else []
    for row in measured:
        core = tail.sub("", key_of(row))
        if len(core) >= SHORTEST:
            by_gram[core[-SHORTEST:]].append(row)
    for row in told if by_gram else ():
        key = key_of(row)
        for at in range(len(key) - SHORTEST + 1):
            for other in by_gram.get(key[at : at + SHORTEST], ()):
                if other.branch is not row.branch:
                    message = (
                        f"{named(row.result.node.name)}与“{other.group.node.name}”中的{named(other.result.node.name)}"
                        f"（{values(other)}）说的像是同一件事，计了两次分。"
                    )
                    yield Found(row.where("name"), message, about=_both(row, other))


def _in_words(row: Row) -> bool:
    outcome = row.result.outcome
    return outcome is not None and isinstance(outcome.target, Words | YesNo)
