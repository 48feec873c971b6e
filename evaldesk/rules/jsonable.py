"""An evaluation as plain data for other programs: every number a decimal string, every trail a list of sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from evaldesk.model.document import Document
from evaldesk.model.finding import Finding
from evaldesk.rules.evaluation import Evaluation, NodeResult
from evaldesk.rules.figures import percent, shown
from evaldesk.rules.methods import Outcome
from evaldesk.values import to_json
from evaldesk.values.jsonable import decimal_string


def decimal(value: Fraction | None) -> str | None:
    """Return a canonical decimal string, at most six places, or None for what is not known."""
    return None if value is None else decimal_string(value)


def evaluation_json(document: Document, evaluation: Evaluation) -> dict[str, Any]:
    """Return totals, money and the tree of results of a form."""
    money = evaluation.execution
    return {
        "id": document.id,
        "template": document.template,
        "revision": document.revision,
        "weight": decimal(evaluation.weight_total),
        "score": decimal(evaluation.score),
        "score_text": evaluation.score_text,
        "open": decimal(evaluation.open),
        "grade": evaluation.grade,
        "suggested": decimal(evaluation.suggested),
        "suggested_open": decimal(evaluation.suggested_open),
        "typed_total": {
            "weights": list(document.total.weights),
            "score": document.total.score,
            "reason": document.total.reason,
        },
        "execution": money
        and {
            "planned": decimal(money.planned),
            "allocated": decimal(money.allocated),
            "spent": decimal(money.spent),
            "base": money.base,
            "rate": decimal(money.rate),
            "trail": list(money.steps),
        },
        "trail": list(evaluation.steps),
        "indicators": [_node(branch) for branch in evaluation.branches],
    }


def _node(result: NodeResult) -> dict[str, Any]:
    outcome = result.outcome
    content: dict[str, Any] = {
        "id": result.node.id,
        "name": result.node.name,
        "weight": decimal(result.weight),
        "weight_exact": str(result.weight),
        "weight_text": result.weight_text,
        "score": decimal(result.score),
        "score_text": result.score_text,
        "typed": result.node.self_score,
        "suggested": decimal(result.suggested),
        "open": decimal(result.open),
        "trail": list(result.trail),
    }
    if result.children:
        content["children"] = [_node(child) for child in result.children]
        return content
    content["completion"] = decimal(result.completion)
    return content | outcome_json(outcome) if outcome is not None else content


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """Return how target and actual were read and what comes of them."""
    return {
        "target": to_json(outcome.target),
        "actual": to_json(outcome.actual),
        "direction": outcome.direction,
        "direction_source": outcome.direction_source,
        "ratio": decimal(outcome.ratio),
        "verdict": outcome.verdict,
        "ask": list(outcome.ask),
        "sentence": outcome.sentence,
    }


def explanation_json(outcome: Outcome, weight: Fraction | None) -> dict[str, Any]:
    """Return a pair of values on its own: readings, completion, the score of a given weight, and the trail."""
    completion = outcome.completion
    score = None if completion is None or weight is None else completion * weight
    steps = list(outcome.steps)
    if score is not None and completion is not None and weight is not None:
        steps.append(f"{shown(weight)} × {percent(completion)} = {shown(score)}")
    return {
        **outcome_json(outcome),
        "completion": decimal(completion),
        "weight": decimal(weight),
        "score": decimal(score),
        "trail": steps,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as the command line gives it to programs."""
    fix = finding.fix
    return {
        "code": finding.code,
        "level": str(finding.level),
        "where": finding.where,
        "span": list(finding.span) if finding.span else None,
        "message": finding.message,
        "numbers": list(finding.numbers),
        "why": finding.why,
        "source": finding.source,
        "fix": fix and {"label": fix.label, "edits": dict(fix.edits)},
        "cause": finding.cause,
        "explained": finding.explained,
    }
