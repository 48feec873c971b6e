"""What can be told about one row of the table, as paragraphs: where its points come from and what the form asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from evaldesk.history.events import ACCEPTED, ANSWERED, OPEN, STATUS_NAMES
from evaldesk.history.labels import ATTRIBUTES, shown_name
from evaldesk.history.remarks import remarks_at, standing
from evaldesk.model import indicators
from evaldesk.model.document import Document, cell, get
from evaldesk.model.finding import Finding, Level
from evaldesk.model.indicators import LEVELS, TEXTS, Indicator
from evaldesk.model.previous import called
from evaldesk.model.template.table import Guidance
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.methods import QUESTIONS, Outcome
from evaldesk.rules.whatif import for_full_marks
from evaldesk.ui.palette import MARKS
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


class Role(Enum):
    """Say what a paragraph is, and so how it looks."""

    TITLE = auto()
    PLACE = auto()
    HEADING = auto()
    BODY = auto()
    STEP = auto()
    QUESTION = auto()
    ERROR = auto()
    HINT = auto()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one paragraph; the number of a step and the mark of a question stand before a tab."""

    role: Role
    text: str


REMARK_MARKS = {OPEN: MARKS["explain"], ANSWERED: MARKS["hint"], ACCEPTED: MARKS["met"]}
LEVELS_AS = {Level.ERROR: Role.ERROR, Level.EXPLAIN: Role.QUESTION, Level.HINT: Role.HINT}

REMEMBERED = (("target", "actual"), ("weight", "self_score"), ("reason",))  # a line each, of the year before

Paragraphs = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Hold what the detail pane tells: how the points came about, and what the form prints about such a row.

    ``direction`` is what the officer chose, None where there is nothing to choose; ``way`` says which holds now.
    """

    id: str
    points: Paragraphs
    guidance: Paragraphs
    direction: str | None
    way: str


def story(session: Session, id: str, findings: Sequence[Finding] = ()) -> Story:
    """Return what can be told about the row ``id``, on which there are these findings.

    :raises KeyError: when the form has no such row.
    """
    way = indicators.path(session.document.indicators, id)
    result = session.evaluation.nodes[id]
    if not session.understood:
        return Story(id, _typed(way), tuple(_evidence(way[-1])), None, "")
    outcome, leaf = result.outcome, len(way) == LEVELS
    return Story(
        id=id,
        points=(
            *_head(way, result),
            *_wanted(result),
            *_remarked(session, id),
            *(_found(findings) if findings else _questions(outcome)),
            *_steps(result),
            *_readings(way[-1], outcome),
        ),
        guidance=(*_last_year(session.document, id), *_guidance(session, way)),
        direction=way[-1].direction if leaf and outcome is not None else None,
        way=_way(outcome),
    )


def _head(way: tuple[Indicator, ...], result: NodeResult) -> Iterable[Paragraph]:
    names = [node.name.strip() or "未填写名称" for node in way]
    if names[:-1]:
        yield Paragraph(Role.PLACE, " › ".join(names[:-1]))
    points = f"{result.score_text} / {result.weight_text} 分" if result.weight_text else f"{result.score_text} 分"
    yield Paragraph(Role.TITLE, f"{names[-1]}　{points}")


def _wanted(result: NodeResult) -> Iterable[Paragraph]:
    """Yield what would bring full marks, above all that needs scrolling."""
    if result.outcome is not None and (wanted := for_full_marks(result.outcome, result.weight)):
        yield Paragraph(Role.STEP, f"→\t{wanted}")


def _typed(way: tuple[Indicator, ...]) -> Paragraphs:
    """Return what was typed in a row, a line a text."""
    node = way[-1]
    lines = [(label, getattr(node, attribute)) for attribute, label in ATTRIBUTES.items() if attribute in TEXTS]
    return (
        *([Paragraph(Role.PLACE, " › ".join(above.name for above in way[:-1]))] if way[:-1] else ()),
        Paragraph(Role.TITLE, shown_name(node.name)),
        *(Paragraph(Role.BODY, f"{label}　{text}") for label, text in lines if text and text != node.name),
    )


def _remarked(session: Session, id: str) -> Iterable[Paragraph]:
    found = list(remarks_at(session.document, f"indicators/{id}"))
    if found:
        yield Paragraph(Role.HEADING, "审核意见")
    for remark in found:
        role = Role.QUESTION if standing(remark) == OPEN else Role.STEP
        answer = f"（{STATUS_NAMES[standing(remark)]}：{remark.response.strip()}）" if remark.response.strip() else ""
        yield Paragraph(role, f"{REMARK_MARKS[standing(remark)]}\t{remark.text.strip()}{answer}")


def _steps(result: NodeResult) -> Iterable[Paragraph]:
    yield Paragraph(Role.HEADING, "这一分从哪来")
    yield from (Paragraph(Role.STEP, f"{number}\t{step}") for number, step in enumerate(result.trail, 1))


def _readings(node: Indicator, outcome: Outcome | None) -> Iterable[Paragraph]:
    if outcome is None:
        return
    yield Paragraph(Role.HEADING, "怎样理解所填的值")
    sides = (("预期值", node.target, outcome.target), ("实现值", node.actual, outcome.actual))
    for label, text, value in sides:
        if not isinstance(value, Blank):
            yield Paragraph(Role.BODY, f"{label}　{text.strip()} → {describe(value)}")
    yield Paragraph(Role.BODY, outcome.sentence)


def _found(findings: Iterable[Finding]) -> Iterable[Paragraph]:
    yield Paragraph(Role.HEADING, "体检")
    for finding in findings:
        settled = f"（已说明：{finding.explained}）" if finding.explained else ""
        mark = MARKS["met"] if settled else MARKS[finding.level.value]
        role = Role.STEP if settled else LEVELS_AS[finding.level]
        yield Paragraph(role, f"{mark}\t{finding.message}{settled}")


def _questions(outcome: Outcome | None) -> Iterable[Paragraph]:
    if outcome is not None and outcome.ask:
        yield Paragraph(Role.HEADING, "请核对")
        yield from (Paragraph(Role.QUESTION, f"◆\t{QUESTIONS[code]}") for code in outcome.ask)


def _last_year(document: Document, id: str) -> Iterable[Paragraph]:
    """Yield what stood in the row the year before."""
    before = next((row for row in document.previous.rows if row.id == id), None)
    if before is None:
        return
    lines = [
        "　".join(f"{ATTRIBUTES[key]} {text}" for key in keys if (text := getattr(before, key).strip()))
        for keys in REMEMBERED
    ]
    if not any(lines):
        return
    year = called(document.previous, document.fields.get("year", ""))
    yield Paragraph(Role.HEADING, year if before.name == get(document, cell(id, "name")) else f"{year}：{before.name}")
    yield from (Paragraph(Role.BODY, line) for line in lines if line)


def _guidance(session: Session, way: tuple[Indicator, ...]) -> Iterable[Paragraph]:
    section = session.template.indicators
    branch = section.branch(way[0].name)
    key = section.guidance_key(way[0].name, way[-1].name) if len(way) == LEVELS else branch.guidance if branch else ""
    guidance = section.guidance.get(key, Guidance())
    yield from _printed("评分标准", guidance.criterion)
    yield from _printed("参考佐证材料", guidance.evidence)


def _printed(heading: str, text: str) -> Iterable[Paragraph]:
    if text:
        yield Paragraph(Role.HEADING, heading)
        yield from (Paragraph(Role.BODY, line) for line in text.splitlines() if line.strip())


def _evidence(node: Indicator) -> Iterable[Paragraph]:
    if node.evidence:
        yield Paragraph(Role.HEADING, "已列佐证材料")
    for number, item in enumerate(node.evidence, 1):
        page = f"，第 {item.page} 页" if item.page else ""
        yield Paragraph(Role.STEP, f"{number}\t{item.title or item.file}{page}")


def _way(outcome: Outcome | None) -> str:
    if outcome is None or not outcome.direction_source:
        return ""
    return f"{WAYS[outcome.direction]}，{SOURCES[outcome.direction_source]}"
