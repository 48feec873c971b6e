"""What one row of the indicator table says: the texts of its cells, made from one result and kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from evaldesk.model.indicators import LEVELS, Indicator
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import figure

# The columns of the table, each named after the text of an indicator that is typed in it.
ATTRIBUTES = ("name", "weight", "target", "actual", "completion", "self_score", "reason")
NAME, WEIGHT, TARGET, ACTUAL, COMPLETION, SCORE, REASON = range(len(ATTRIBUTES))
FIGURES = frozenset({WEIGHT, SCORE})
BRANCH_ATTRIBUTES = frozenset({"name", "weight", "self_score", "reason"})
SHORT_HEADS = ("指标", "权重", "预期值", "实现值", "完成", "得分", "未达标原因")


class Tone(Enum):
    """Say where a text comes from: typed by the officer, computed, or standing in for a text that is missing."""

    TYPED = auto()
    COMPUTED = auto()
    MISSING = auto()


class Mark(Enum):
    """Say what a completion cell shows before its text; each has a shape and a colour of its own."""

    NONE = auto()
    MET = auto()
    SHORT = auto()
    OPEN = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """Hold the texts of one row, a tone for each, and the mark of its completion with its filled part of 1.

    ``bar`` is how far the bar below the completion is filled: of a branch the part of its weight that it earned; None
    while that is unknown.
    """

    texts: tuple[str, ...]
    tones: tuple[Tone, ...]
    mark: Mark
    part: float
    depth: int
    bar: float | None = None


GONE = Row(("",) * len(ATTRIBUTES), (Tone.TYPED,) * len(ATTRIBUTES), Mark.NONE, 0.0, LEVELS - 1)


def is_editable(depth: int, column: int) -> bool:
    """Tell whether a cell takes text: rows of levels 1 and 2 have no target, actual or completion of their own."""
    return depth == LEVELS - 1 or ATTRIBUTES[column] in BRANCH_ATTRIBUTES


def heads(template: Template) -> tuple[str, ...]:
    """Return the heads of the columns, in the template's words where it prints such a column."""
    printed: dict[str, str] = {column.key: column.label.splitlines()[0] for column in template.indicators.columns}
    keys = ("", "", "target", "actual", "", "self_score", "reason")
    return tuple(printed.get(key, short) for key, short in zip(keys, SHORT_HEADS, strict=True))


def row_of(result: NodeResult, depth: int) -> Row:
    """Return what the row of ``result`` says; ``depth`` is 0 for level 1."""
    node = result.node
    leaf = depth == LEVELS - 1
    name = (node.name, Tone.TYPED) if node.name.strip() else ("未填写名称", Tone.MISSING)
    weight = (node.weight, Tone.TYPED) if node.weight.strip() else (result.weight_text, Tone.COMPUTED)
    score = (node.self_score, Tone.TYPED) if node.self_score.strip() else (result.score_text, Tone.COMPUTED)
    mark, part, completion = _completion(result) if leaf else (Mark.NONE, 0.0, _waiting(result))
    tone = Tone.TYPED if node.completion.strip() else Tone.COMPUTED
    cells = (
        name,
        weight,
        (node.target, Tone.TYPED),
        (node.actual, Tone.TYPED),
        (completion, tone),
        score,
        (node.reason, Tone.TYPED),
    )
    bar = (None if mark is Mark.OPEN else part) if leaf else _earned(result)
    return Row(tuple(text for text, _ in cells), tuple(tone for _, tone in cells), mark, part, depth, bar)


def typed_row(node: Indicator, depth: int) -> Row:
    """Return a row that says what was typed and nothing else, for a form whose template this machine lacks."""
    texts = tuple(getattr(node, attribute) for attribute in ATTRIBUTES)
    return Row(texts, GONE.tones, Mark.NONE, 0.0, depth)


def _completion(result: NodeResult) -> tuple[Mark, float, str]:
    if result.open > 0 or result.completion is None:
        return Mark.OPEN, 0.0, result.completion_text or "待判断"
    mark = Mark.MET if result.completion >= 1 else Mark.SHORT
    return mark, float(result.completion) if mark is Mark.SHORT else 1.0, result.completion_text


def _earned(result: NodeResult) -> float | None:
    return min(max(float(result.score / result.weight), 0.0), 1.0) if result.weight > 0 else None


def _waiting(result: NodeResult) -> str:
    return f"待判断 {figure(result.open)}" if result.open > 0 else ""
