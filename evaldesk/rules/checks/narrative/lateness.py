"""Delays told in the texts (延期, 滞后) against full marks for timeliness and 如期实现 = 是."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, Row, at_field, check
from evaldesk.rules.checks.narrative.claims import lost_points
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import Reading
from evaldesk.rules.prose.words import listed, pattern
from evaldesk.values import Quantity, Words

_TIMELINESS = "时效"
_SHOWN = 3


class Delay(NamedTuple):
    """Hold a delay that a text tells: where its word stands, whether it is about payments, whether
    the word is a hard one, and its sentence."""

    start: int
    end: int
    pays: bool
    hard: bool
    words: str


@check(
    "narrative.late",
    Level.EXPLAIN,
    "时效指标与存在问题一致（自评表填报要求）",
    pace="slow",
    prose=True,
    errs=True,
)
def late_and_on_time(case: Case) -> Iterator[Found]:
    """正文说有延期、滞后，而时效指标得了满分，或者预期总体目标填的是如期实现。

    表中已能看出没有全部按时（扣了分，或实现值低于 100%）的不提。
    """
    texts = of_kind(case, "problem", "result", "")
    delays = [(passage, delay) for passage in texts for delay in passage.reading.once(_delays)]
    if not delays:
        return
    rows = [row for row in case.rows if _is_timely(row)]
    kept = case.text("goal_met").strip() == "是"
    for passage, delay in delays:
        same = [row for row in rows if delay.pays == _is_about_money(row) and _concerns(row, delay)]
        if any(_admits(row) for row in same):
            continue
        full = [row for row in same if _is_full(row)] or ([] if delay.pays else [row for row in rows if _is_full(row)])
        if not full and not kept:
            continue
        if (full and delay.hard) or not (delay.pays and any(_lost_on_rate(row) for row in case.rows)):
            yield _found(passage, delay, full, kept)


def _found(passage: Passage, delay: Delay, full: list[Row], kept: bool) -> Found:
    start, _ = passage.reading.around(delay.start, delay.end, "，。；：\n", 16)
    words = passage.words(start, delay.end)
    facts = [f"“{row.result.node.name.strip()}”填{row.result.node.actual.strip()}、得满分" for row in full[:_SHOWN]]
    facts += ["“是否如期实现预期总体目标”填“是”"] if kept else []
    surely = bool(full) and delay.hard
    return Found(
        where=passage.where,
        message=f"正文说“{words}”，而{'；'.join(facts)}，两处不一致{'' if surely else '，请说明'}。",
        numbers=tuple(row.result.node.actual.strip() for row in full[:_SHOWN]),
        span=(delay.start, delay.end),
        level=Level.ERROR if surely else Level.EXPLAIN,
        about=(*(row.where("actual") for row in full[:_SHOWN]), *([at_field("goal_met")] if kept else [])),
    )


def _delays(reading: Reading) -> list[Delay]:
    """Return the delays that a text tells."""
    delays = []
    folded = reading.folded
    for match in pattern("late_hard", "late_soft").finditer(folded):
        begin, stop = reading.around(match.start(), match.end(), "。；\n")
        near = folded[max(match.start() - 16, begin) : match.end() + 8]
        behind = folded[match.end() : stop]
        if pattern("late_not").search(near) or pattern("late_caught_up").search(behind):
            continue
        pays = bool(pattern("pay").search(folded[max(match.start() - 12, begin) : match.start()]))
        delays.append(Delay(match.start(), match.end(), pays, match[0] in listed("late_hard"), folded[begin:stop]))
    return delays


def _is_timely(row: Row) -> bool:
    name = row.result.node.name
    timely = _TIMELINESS in row.group.node.name or bool(pattern("timely").search(name))
    return timely and not pattern("not_timely").search(name)


def _is_full(row: Row) -> bool:
    """Tell whether a row says that all was in time: full marks, and 100 %, a word, or a bound as its actual."""
    outcome = row.result.outcome
    if outcome is None or not pattern("timely").search(row.result.node.name) or lost_points(row) is not None:
        return False
    actual = outcome.actual
    if isinstance(actual, Words):
        return any(actual.plain.endswith(word) for word in listed("timely_done"))
    return isinstance(actual, Quantity) and actual.unit in ("%", "") and (actual.number >= 1 or bool(actual.comparator))


def _is_about_money(row: Row) -> bool:
    return bool(pattern("pay").search(row.result.node.name))


def _concerns(row: Row, delay: Delay) -> bool:
    """Tell whether a row about handing out wages or grants is meant: only where the text speaks of these."""
    given = pattern("handed_out")
    return not given.search(row.result.node.name) or bool(given.search(delay.words))


def _lost_on_rate(row: Row) -> bool:
    return bool(pattern("rate").search(row.result.node.name)) and lost_points(row) is not None


def _admits(row: Row) -> bool:
    """Tell whether the table itself shows that not all was in time."""
    if lost_points(row) is not None:
        return True
    outcome = row.result.outcome
    actual = outcome.actual if outcome else None
    if outcome and outcome.verdict == "short":
        return True
    return isinstance(actual, Quantity) and actual.unit == "%" and actual.number < 1 and not actual.comparator
