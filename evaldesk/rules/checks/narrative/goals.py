"""What the goal promised in numbers, and whether anything in the form answers it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.copying import copied
from evaldesk.rules.checks.narrative.measures import measures, named_around, named_before, plain
from evaldesk.rules.checks.narrative.saying import plain as figure
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import Mention, Reading, is_count, is_money
from evaldesk.rules.prose.rounding import agrees
from evaldesk.rules.prose.words import groups, listed, pattern
from evaldesk.values import Parts, Quantity, Range

_LEAST, _MOST = 2, 400
REMEMBERED = 1 << 10

# The numbers that a form holds, as numerator and denominator, by the kind of thing that they count.
Answered = defaultdict[str, set[tuple[int, int]]]


class Promise(NamedTuple):
    """Hold a number of the goal that nothing answers, and the lower number of the result that may be meant for it."""

    passage: Passage
    mention: Mention
    answer: tuple[Passage, Mention] | None


@check("narrative.goal-number", Level.EXPLAIN, "目标应有指标或结果对应（财预〔2020〕10号）", pace="slow", prose=True)
def unanswered_goal(case: Case) -> Iterator[Found]:
    """预期总体目标写了具体数量，而指标评分表和资金使用绩效里都找不到对应的数。

    从目标原样抄来的句子不算结果。
    """
    for promise in case.once(_promises):
        passage, mention = promise.passage, promise.mention
        if promise.answer is None:
            yield Found(
                where=passage.where,
                message=f"预期总体目标“{passage.quote(mention, 8)}”：{mention.text}在指标评分表中对应0项、"
                "在实际结果中写到0处，请补写完成情况。",
                numbers=(mention.text, "0"),
                span=(mention.start, mention.end),
                about=tuple(result.where for result in of_kind(case, "result")),
            )


@check("narrative.goal-coverage", Level.EXPLAIN, "目标应有指标或结果对应（财预〔2020〕10号）", pace="slow", prose=True)
def goal_not_covered(case: Case) -> Iterator[Found]:
    """预期总体目标写的对象数，比资金使用绩效里写到的多。

    目标说要覆盖这么多，结果只写到一部分。请写明其余对象的情况，或说明范围为何缩小。
    """
    for promise in case.once(_promises):
        passage, mention = promise.passage, promise.mention
        if promise.answer:
            result, answer = promise.answer
            apart = figure(mention.value - answer.value)
            yield Found(
                where=result.where,
                message=f"预期总体目标“{passage.quote(mention)}”，而{result.label}写到“{result.quote(answer)}”，相差{apart}，请说明。",
                numbers=(mention.text, answer.text, apart),
                span=(answer.start, answer.end),
                about=(passage.where,),
            )


def _promises(case: Case) -> tuple[Promise, ...]:
    goals = [(goal, mention) for goal in of_kind(case, "goal") for mention in goal.reading.mentions]
    goals = [(goal, mention) for goal, mention in goals if _is_promise(mention)]
    if not goals or not any(True for _ in of_kind(case, "result")):
        return ()
    told = [
        (result, mention, words)
        for result in of_kind(case, "result", "problem", "outlook", "")
        for copies in (copied(case, result),)
        for mention, words in result.reading.once(_counts)
        if not copies.hold(mention.start)
    ][:_MOST]
    counted = [
        (result, mention)
        for result, mention, _ in told
        if not mention.chinese and not mention.bound and mention.value.numerator > 0
    ]
    alike: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for _, mention, words in told:
        alike[kind_of(mention.unit)].append((mention, words))
    answered: Answered = defaultdict(set)
    for number, unit in _tabled(case):
        answered[kind_of(unit)].add((number.numerator, number.denominator))
    for _, mention, _ in told:
        answered[kind_of(mention.unit)].add((mention.value.numerator, mention.value.denominator))
    open_promises = []
    for goal, mention in goals[:_MOST]:
        if _is_answered(mention, answered) or _has_row(case, mention) or _is_counted_out(goal, mention):
            continue
        if _is_told(mention, alike[kind_of(mention.unit)]):
            continue
        words = plain(mention.label + mention.tail[:6])
        entities = [entity for entity in listed("entities") if entity in words[-12:]]
        answers = [found for found in counted if entities and _answers(mention, words, found[1], entities)]
        if any(other.value >= mention.value for _, other in answers):
            continue
        less = max(answers, key=lambda found: found[1].value, default=None)
        open_promises.append(Promise(goal, mention, less))
    return tuple(open_promises)


def _counts(reading: Reading) -> list[tuple[Mention, str]]:
    """Return the counts of a text, each with the words around it."""
    counts = [mention for mention in reading.mentions if is_count(mention.unit)]
    return [(mention, _around(mention) + plain(mention.label)) for mention in counts]


def _is_answered(mention: Mention, answered: Answered) -> bool:
    """Tell whether the form holds the same number, or one that is rounded so, of the same kind of thing."""
    number, same_kind = (mention.value.numerator, mention.value.denominator), answered[kind_of(mention.unit)]
    if number in same_kind or number in answered[""]:
        return True
    exact = mention._replace(bound="")
    return "." in mention.text and any(agrees(exact, Fraction(*other)) for other in same_kind)


def _is_counted_out(passage: Passage, mention: Mention) -> bool:
    """Tell whether a number only sums up the names before it: 图书馆、文化馆、美术馆3个场馆."""
    start = passage.reading.sentences[mention.sentence].start
    before = passage.reading.folded[max(start, mention.start - 60) : mention.start]
    names = re.split("[，；：]", before)[-1]
    return 1 < mention.value <= 1 + names.count("、") + names.count("和")


def _is_told(goal: Mention, told: list[tuple[Mention, str]]) -> bool:
    """Tell whether most of the words around a number of the goal stand around one of the result that is no less."""
    words = _around(goal)
    pairs = [words[at : at + 2] for at in range(len(words) - 1) if "|" not in words[at : at + 2]]
    return bool(pairs) and any(
        2 * sum([pair in wide for pair in pairs]) >= len(pairs) and result.value >= goal.value for result, wide in told
    )


def _around(mention: Mention) -> str:
    """Return the nearest words before and behind a number, with a stroke in its place."""
    return f"{plain(mention.label[-6:])}|{plain(mention.tail[:8])}"


def _is_promise(mention: Mention) -> bool:
    if mention.chinese or mention.value < _LEAST or not is_count(mention.unit) or is_money(mention.unit):
        return False
    return not (mention.year and mention.year.compared) and not pattern("past").search(mention.label)


@lru_cache(maxsize=REMEMBERED)
def kind_of(unit: str) -> str:
    """Return a word for what a unit counts: 场 and 期 are times, 名 and 人次 people, 项 and 套 things."""
    return next((group[0] for group in groups("alike_units") if unit in group), unit)


def _tabled(case: Case) -> Iterator[tuple[Fraction, str]]:
    """Yield every number of the table's targets and actuals with its unit."""
    outcomes = (row.result.outcome for row in case.rows)
    for value in (value for outcome in outcomes if outcome for value in (outcome.target, outcome.actual)):
        if isinstance(value, Quantity):
            yield value.number, value.unit
        elif isinstance(value, Range):
            yield from ((value.low, value.unit), (value.high, value.unit))
        elif isinstance(value, Parts):
            yield from ((part.number, part.unit) for part in value.parts if isinstance(part, Quantity))


def _has_row(case: Case, mention: Mention) -> bool:
    known = measures(case)
    return any(True for _ in named_before(known, mention)) or any(True for _ in named_around(known, mention))


def _answers(goal: Mention, a: str, result: Mention, entities: list[str]) -> bool:
    """Tell whether a number of the result counts what the goal's number counts: the same thing at the same level.

    ``a`` are the words around the goal's number, ``entities`` the things that these name.
    """
    b = plain(result.label + result.tail[:6])
    for entity in entities:
        if entity in b[-14:]:
            return (_tier(a, entity) == _tier(b, entity) != "" and goal.unit == result.unit) or _tier_of_report(
                a, b, entity
            )
    return False


def _tier(words: str, entity: str) -> str:
    before = words[: words.rfind(entity)][-5:]
    return next((tier for tier in listed("tiers") if tier in before), "")


def _tier_of_report(goal: str, result: str, entity: str) -> bool:
    """Tell whether the result counts one report for each thing of the goal: 68个市直单位 and 市级单位分报告58份."""
    if _tier(goal, entity) != _tier(result, entity) or not _tier(goal, entity):
        return False
    behind = result[result.rfind(entity) + len(entity) :]
    return any(word in behind for word in ("分报告", "报告", "评估", "档案", "清单", "方案")) and "分" in behind[:2]
