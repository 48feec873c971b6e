"""Sweeping claims (完成各项指标, 均达到或高于预期值) against the rows of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, Row, check
from evaldesk.rules.checks.narrative.saying import plain
from evaldesk.rules.checks.narrative.texts import of_kind
from evaldesk.rules.figures import is_rounding_of, points
from evaldesk.rules.prose import Reading
from evaldesk.rules.prose.words import pattern

_NEAR, _FAR = 24, 120
_SHOWN = 3


@check("narrative.all-met", Level.ERROR, "正文结论与指标得分一致（自评表填报要求）", pace="slow", prose=True)
def all_indicators_met(case: Case) -> Iterator[Found]:
    """正文说完成各项指标、全部达到预期，而表中有指标扣了分或没有达到预期值。

    一边说全部完成，一边扣了分，审核时会被退回。请写明哪一项没有完成、差多少，或核对该项得分。
    """
    claims = [(passage, *found) for passage in of_kind(case, "result", "") for found in passage.reading.once(_claims)]
    if not claims:
        return
    all_lost = [(row, words) for row in case.rows if (words := _shortfall(row))]
    for passage, start, end, clause in claims:
        lost = _claimed(case, clause, all_lost)
        if not lost:
            continue
        shown = "；".join(words for _, words in lost[:_SHOWN])
        more = f"等{len(lost)}项" if len(lost) > _SHOWN else ""
        yield Found(
            where=passage.where,
            message=f"正文说“{passage.words(start, end)}”，而{shown}{more}。",
            numbers=tuple(words for _, words in lost[:_SHOWN]),
            span=(start, end),
            about=tuple(row.where(side) for row, _ in lost[:_SHOWN] for side in ("self_score", "actual")),
        )


@check("narrative.better-than", Level.HINT, "越低越好的指标用“优于”（用语）", pace="slow", prose=True)
def higher_is_not_better(case: Case) -> Iterator[Found]:
    """正文说指标均“达到或高于”预期值，而表中有越低越好的指标，宜写“达到或优于”。

    对投诉量、时长这类越低越好的指标，“高于”正好说反了。请改为“达到或优于”。
    """
    told = [(passage, match) for passage in of_kind(case, "result", "") for match in passage.reading.once(_better)]
    lower = [row for row in case.rows if _is_at_most(row)] if told else []
    if lower:
        for passage, match in told:
            better = "达到或优于" if match[0].startswith("达到") else "优于"
            yield Found(
                where=passage.where,
                message=f"正文说指标“{match[0]}”预期值，而表中有{len(lower)}个越低越好的指标（如“{_name(lower[0])}”"
                f"{lower[0].result.node.target.strip()}），宜写“{better}”。",
                numbers=(str(len(lower)), lower[0].result.node.target.strip()),
                span=match.span(),
                fix=passage.fix(f"改为“{better}”", match.start(), match.end(), better),
                about=tuple(row.where("target") for row in lower[:_SHOWN]),
            )


def _better(reading: Reading) -> list[re.Match[str]]:
    """Return the words of a text by which its indicators are higher than was wanted."""
    folded = reading.folded
    found = pattern("lower_than").finditer(folded)
    return [match for match in found if "指标" in folded[max(match.start() - _NEAR, 0) : match.end() + _NEAR]]


def lost_points(row: Row) -> Fraction | None:
    """Return how many points a typed score is below its weight; None where it is none or nothing was typed."""
    typed = row.result.node.self_score
    if typed == row.result.node.weight:
        return None
    score = points(typed) if typed.strip() else None
    if score is None or score >= row.result.weight or is_rounding_of(typed, row.result.weight):
        return None
    weight = points(row.result.node.weight) if row.result.node.weight.strip() else None
    return None if weight is not None and score >= weight else row.result.weight - score


def _claimed(case: Case, clause: str, lost: list[tuple[Row, str]]) -> list[tuple[Row, str]]:
    """Return the rows that a claim speaks of: of 产出和效益指标 those alone, where it names none every row."""
    named = {
        level.node.id
        for branch in case.evaluation.branches
        for level in (branch, *branch.children)
        if (name := level.node.name.strip().removesuffix("指标")) and name in clause
    }
    return [(row, words) for row, words in lost if {row.branch.node.id, row.group.node.id} & named] if named else lost


def _claims(reading: Reading) -> list[tuple[int, int, str]]:
    """Return where a text claims that all was met, each with its clause."""
    claims = []
    for match in pattern("all_met").finditer(reading.folded):
        start, end = reading.around(match.start(), match.end(), "，。；\n：", _FAR)
        clause = reading.folded[max(start - _NEAR // 2, 0) : end]
        if pattern("all_met_subject").search(clause) and not pattern("not_all").search(clause):
            claims.append((*match.span(), reading.folded[start:end]))
    return claims


def _shortfall(row: Row) -> str:
    lost = lost_points(row)
    if lost is not None:
        typed = row.result.node.self_score.strip()
        return f"“{_name(row)}”自评{typed}分，满分{plain(row.result.weight, 2)}分，扣{plain(lost, 2)}分"
    outcome = row.result.outcome
    if outcome is not None and outcome.verdict == "short" and not row.result.by_person:
        node = row.result.node
        return f"“{_name(row)}”预期{node.target.strip()}、实现{node.actual.strip()}"
    return ""


def _is_at_most(row: Row) -> bool:
    outcome = row.result.outcome
    return outcome is not None and getattr(outcome.target, "comparator", "") in ("≤", "<")


def _name(row: Row) -> str:
    return row.result.node.name.strip()
