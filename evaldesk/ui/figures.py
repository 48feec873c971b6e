"""Figures: what the strip at the bottom says about a form, as data."""

from __future__ import annotations

from dataclasses import dataclass

from evaldesk.model.document import Document
from evaldesk.rules.evaluation import Evaluation

FULL_WEIGHT = 100
NOT_RECKONED = "本机没有这份表的模板，不核算，只照原文显示。"


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold one figure of the strip: caption, value, a faint remark behind it, its tone, and how it came about."""

    key: str
    caption: str
    value: str
    remark: str = ""
    tone: str = ""
    why: str = ""


def figures(evaluation: Evaluation) -> list[Figure]:
    """Return the figures that are visible at any moment, in their order."""
    found = [_score(evaluation), _weight(evaluation)]
    if rate := _rate(evaluation):
        found.append(rate)
    return found


def typed_figures(document: Document) -> list[Figure]:
    """Return what the strip says of a form whose template this machine lacks: the total as it was typed."""
    return [Figure("score", "总分", document.total.score or "—", "按原文", why=NOT_RECKONED)]


def _score(evaluation: Evaluation) -> Figure:
    # As long as points are open, the grade is not the form's but that of an unfinished page.
    value = f"{evaluation.score_text} + 待判断 {evaluation.open_text}" if evaluation.open else evaluation.score_text
    grade = "" if evaluation.open else evaluation.grade
    differs = evaluation.suggested != evaluation.score
    return Figure(
        "score",
        "总分",
        f"{value}  {grade}".rstrip(),
        f"建议 {evaluation.suggested_text}" if differs else "",
        why="\n".join(evaluation.steps),
    )


def _weight(evaluation: Evaluation) -> Figure:
    whole = evaluation.weight_total == FULL_WEIGHT
    return Figure(
        "weight",
        "权重合计",
        evaluation.weight_text if whole else f"● {evaluation.weight_text}",
        "" if whole else "应为 100",
        "" if whole else "error",
        "各一级指标的权重相加，应为 100。",
    )


def _rate(evaluation: Evaluation) -> Figure | None:
    money = evaluation.execution
    if money is None:
        return None
    odd = money.rate is not None and not 0 <= money.rate <= 1
    return Figure(
        "rate",
        money.rate_label,
        ("◆ " if odd else "") + (money.rate_text or "—"),
        f"÷ {money.base_label}",
        "explain" if odd else "",
        "\n".join(money.steps),
    )
