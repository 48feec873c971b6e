"""What can be told about one row of the table, as texts: where its points come from and what the form asks for."""

from __future__ import annotations

from dataclasses import dataclass

from evaldesk.model import indicators
from evaldesk.model.indicators import LEVELS, Indicator
from evaldesk.model.template import Guidance
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.methods import QUESTIONS, Outcome
from evaldesk.ui.session import Session
from evaldesk.values import Blank, describe

DIRECTIONS = (("", "按文字自动判断"), ("higher", "越大越好"), ("lower", "越小越好"))
WAYS = {"higher": "越大越好", "lower": "越小越好", "none": "越接近越好"}
SOURCES = {
    "comparator": "由符号决定",
    "officer": "由填报人选定",
    "target": "由预期值的文字判断",
    "name": "由指标名称判断",
    "assumed": "没有写明，暂按此计",
}


@dataclass(frozen=True, slots=True)
class Story:
    """Hold the texts of the detail pane; an empty one has nothing to say. ``direction`` is None where there is none."""

    title: str
    place: str
    points: str
    steps: str
    readings: str
    questions: str
    criterion: str
    hint: str
    evidence: str
    direction: str | None
    way: str


def story(session: Session, id: str) -> Story:
    """Return what can be told about the row ``id``.

    :raises KeyError: when the form has no such row.
    """
    way = indicators.path(session.document.indicators, id)
    result = session.evaluation.nodes[id]
    outcome, node, leaf = result.outcome, way[-1], len(way) == LEVELS
    guidance = _guidance(session, way)
    return Story(
        title=node.name.strip() or "未填写名称",
        place=" › ".join(above.name.strip() or "未填写名称" for above in way[:-1]),
        points=_points(result),
        steps="\n".join(f"{number}　{step}" for number, step in enumerate(result.trail, 1)),
        readings=_readings(node, outcome),
        questions=_questions(outcome),
        criterion=guidance.criterion,
        hint=guidance.evidence,
        evidence="\n".join(f"{at}　{item.title or item.file}" for at, item in enumerate(node.evidence, 1)),
        direction=node.direction if leaf and outcome is not None else None,
        way=_way(outcome),
    )


def _points(result: NodeResult) -> str:
    return f"{result.score_text} / {result.weight_text}" if result.weight_text else result.score_text


def _readings(node: Indicator, outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    sides = (("预期值", node.target, outcome.target), ("实现值", node.actual, outcome.actual))
    lines = [
        f"{label}　{text.strip()} → {describe(value)}" for label, text, value in sides if not isinstance(value, Blank)
    ]
    return "\n".join([*lines, outcome.sentence])


def _questions(outcome: Outcome | None) -> str:
    return "\n".join(f"◆　{QUESTIONS[code]}" for code in outcome.ask) if outcome else ""


def _way(outcome: Outcome | None) -> str:
    if outcome is None or not outcome.direction_source:
        return ""
    return f"{WAYS[outcome.direction]}，{SOURCES[outcome.direction_source]}"


def _guidance(session: Session, way: tuple[Indicator, ...]) -> Guidance:
    section = session.template.indicators
    names = [node.name for node in way]
    if len(way) == LEVELS:
        key = section.guidance_key(names[0], names[-1])
    else:
        branch = section.branch(names[0])
        key = branch.guidance if branch else ""
    return section.guidance.get(key, Guidance())
