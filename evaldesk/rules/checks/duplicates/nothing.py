"""Rates of nothing: what did not happen cannot have been settled at 100 %."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, Row, check
from evaldesk.rules.checks.duplicates.names import key_of
from evaldesk.rules.checks.sources import TARGETS
from evaldesk.rules.checks.wording import named
from evaldesk.rules.wordlists import word_lists
from evaldesk.values import Quantity
from evaldesk.values.units import dimension

SHORTEST = 2


@check("duplicates.rate-of-nothing", Level.EXPLAIN, source=TARGETS, pace="slow")
def rates_are_of_something(case: Case) -> Iterator[Found]:
    """发生数为 0 的事，谈不上处理率、解决率。

    一行说没有发生，另一行却说处理了 100%，分母是 0，这个比率没有意义。请说明，或把比率改为“不适用”。
    """
    counts: dict[str, Row] = {}
    for row in case.rows:
        if stem := _stem_of_nothing(row):
            counts.setdefault(stem, row)
    if not counts:
        return
    # Found by their first two characters, so that thousands of counts cost no more than one.
    starts: dict[str, list[str]] = defaultdict(list)
    for stem in counts:
        starts[stem[:SHORTEST]].append(stem)
    order = {stem: at for at, stem in enumerate(counts)}
    for row in case.rows:
        if not _is_rate_of_something(row):
            continue
        key = key_of(row)
        pairs = (starts.get(key[at : at + SHORTEST], ()) for at in range(len(key) - 1))
        matching = [stem for at, stems in enumerate(pairs) for stem in stems if key.startswith(stem, at)]
        if matching:
            stem = max(matching, key=lambda stem: (len(stem), -order[stem]))
            count = counts[stem]
            node, other = row.result.node, count.result.node
            message = (
                f"{named(other.name)}的实现值是{named(other.actual)}，没有{stem}发生，"
                f"{named(node.name)}却是{named(node.actual)}，这个比率没有分母。"
            )
            about = (count.where("actual"), count.where("name"), row.where("name"))
            yield Found(row.where("actual"), message, (other.actual.strip(), node.actual.strip()), about=about)


def _stem_of_nothing(row: Row) -> str:
    """Return what an indicator counts (法律纠纷) where none of it came about, else an empty string."""
    outcome = row.result.outcome
    actual = outcome.actual if outcome is not None else None
    if not isinstance(actual, Quantity) or actual.number.numerator or dimension(actual.unit) == "rate":
        return ""
    key = key_of(row)
    stem = word_lists().count_tail_pattern.sub("", key)
    return stem if stem != key and len(stem) >= SHORTEST else ""


def _is_rate_of_something(row: Row) -> bool:
    outcome = row.result.outcome
    actual = outcome.actual if outcome is not None else None
    if not isinstance(actual, Quantity) or actual.number.numerator <= 0:
        return False
    return dimension(actual.unit) == "rate" and bool(word_lists().rate_pattern.search(row.result.node.name))
