"""The checks of single rows: which of them a row needs, and what it keeps from its earlier value.

Thousands of rows change at once when a weight above them does. Their texts did not, so a row that had nothing to say
about its texts still has not, and a row with its plain full score has nothing to say about that either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from evaldesk.model.finding import Finding
from evaldesk.rules.case import Check, Row
from evaldesk.rules.checks import all_checks
from evaldesk.rules.evaluation import NodeResult

NO_REASON = ("", "无")


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the row checks by when they are due: always, where not plainly full, and where the outcome asks a code."""

    cell: tuple[Check, ...]
    row: tuple[Check, ...]
    asked: Mapping[str, tuple[Check, ...]]
    cells: Mapping[str, Check]


@cache
def plan() -> Plan:
    """Return the plan over all checks of single rows."""
    own = [item for item in all_checks() if item.pace in ("cell", "row")]
    codes = dict.fromkeys(code for item in own for code in item.asks)
    return Plan(
        cell=tuple(item for item in own if item.pace == "cell" and not item.asks),
        row=tuple(item for item in own if item.pace == "row" and not item.asks),
        asked={code: tuple(item for item in own if code in item.asks) for code in codes},
        cells={item.code: item for item in own if item.pace == "cell"},
    )


def findings_of_row(row: Row, before: NodeResult | None, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings of a row; ``before`` and ``found`` are its earlier result and findings, where it had any."""
    due, result = plan(), row.result
    same_texts = before is not None and before.node is result.node and before.outcome is result.outcome
    kept: list[Finding] = []
    checks: list[Check] = []
    if before is not None and same_texts:
        if not found and plainly_full(result):
            return ()
        # Which of them speak does not change with the weight; only those that name it must be worded anew.
        names_it = {before.share.text, before.score_text}
        cells = [finding for finding in found if finding.code in due.cells]
        kept = [finding for finding in cells if names_it.isdisjoint(finding.numbers)]
        if len(kept) < len(cells):
            checks = [due.cells[code] for code in dict.fromkeys(item.code for item in cells if item not in kept)]
            kept = [finding for finding in kept if due.cells[finding.code] not in checks]
    else:
        checks = list(due.cell)
    if result.outcome is not None and result.outcome.ask:
        asked = dict.fromkeys(item for code in result.outcome.ask for item in due.asked.get(code, ()))
        checks += [item for item in asked if not same_texts or item.pace == "row"]
    if not plainly_full(result):
        checks += due.row
    return (*kept, *[finding for item in checks for finding in item.findings(row)])


def plainly_full(result: NodeResult) -> bool:
    """Tell whether a row has its full score by its values, as suggested or typed like its weight, and no reason."""
    node = result.node
    return (
        result.points.full
        and not node.completion
        and node.reason in NO_REASON
        and (not node.self_score or node.self_score == result.share.text)
    )
