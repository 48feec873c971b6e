"""The checks of single rows: which of them a row needs, and what it keeps from its earlier value.

Thousands of rows change at once when a weight above them does. Their texts did not, so a row that had nothing to say
about its texts still has not, and a row with its plain full score has nothing to say about that either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from evaldesk.model.finding import Finding
from evaldesk.model.template import Template
from evaldesk.rules.case import Check, Row
from evaldesk.rules.checks import all_checks
from evaldesk.rules.evaluation import GroupFindings, NodeResult
from evaldesk.rules.row_facts import facts_of_score, facts_of_texts, plainly_full
from evaldesk.rules.sameness import places_changed

Found = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the row checks in the order of the rulebook, and the places in it of those that are due.

    ``called`` are the places by the facts and questions that call for a check, ``always`` those of checks that wait for
    none, ``weighed`` those of checks that look at weight and score, ``places`` those of all by their codes.
    """

    checks: tuple[Check, ...]
    called: Mapping[str, tuple[int, ...]]
    always: frozenset[int]
    weighed: frozenset[int]
    places: Mapping[str, int]


@cache
def plan() -> Plan:
    """Return the plan over all checks of single rows."""
    own = tuple(item for item in all_checks() if item.pace in ("cell", "row"))
    calls = dict.fromkeys(call for item in own for call in (*item.facts, *item.asks))
    return Plan(
        checks=own,
        called={
            call: tuple(at for at, item in enumerate(own) if call in item.facts or call in item.asks) for call in calls
        },
        always=frozenset(at for at, item in enumerate(own) if not item.facts and not item.asks),
        weighed=frozenset(at for at, item in enumerate(own) if item.pace == "row"),
        places={item.code: at for at, item in enumerate(own)},
    )


def group_findings(
    template: Template, branch: NodeResult, group: NodeResult, held: GroupFindings | None
) -> GroupFindings:
    """Return the findings of a group's rows; those of ``held``, its earlier value, are taken over where they hold."""
    names = (branch.node.name, group.node.name)
    if held is not None and held.names != names:
        held = None
    if held is not None and held.group is group:
        return held
    rows: list[Found] = [()] * len(group.children)
    if held is not None and len(held.rows) == len(rows):
        rows = list(held.rows)
        places = places_changed(held.group.children, group.children)
        befores = {at: (held.group.children[at], held.rows[at]) for at in places}
    else:
        places = list(range(len(rows)))
        befores = {}
        if held is not None:
            known = {
                result.node.id: (result, found) for result, found in zip(held.group.children, held.rows, strict=True)
            }
            befores = {at: known[row.node.id] for at, row in enumerate(group.children) if row.node.id in known}
    for at in places:
        row = group.children[at]
        before, found = befores.get(at, (None, ()))
        if before is not None and before.node is row.node and before.reading.outcome is row.reading.outcome:
            if found or row.reading.by_person or not plainly_full(row):
                rows[at] = _with_other_weight(Row(template, row, group, branch), before, found)
        else:
            rows[at] = _of_new_texts(template, row, group, branch)
    return GroupFindings(group, names, tuple(rows), tuple(chain.from_iterable(rows)))


def _of_new_texts(template: Template, result: NodeResult, group: NodeResult, branch: NodeResult) -> Found:
    """Return the findings of a row of which nothing is known."""
    checks = _due((*facts_of_texts(result, group.node.name), *_questions(result), *facts_of_score(result)))
    if not checks:
        return ()
    row = Row(template, result, group, branch)
    return tuple([finding for at in checks for finding in plan().checks[at].findings(row)])


def _with_other_weight(row: Row, before: NodeResult, found: Found) -> Found:
    """Return the findings of a row of which only the weight changed since ``before``, when ``found`` was found.

    Which of the others speak does not change with the weight; only those that name it are worded anew.
    """
    due, result = plan(), row.result
    again = due.weighed.intersection(_due((*_questions(result), *facts_of_score(result))))
    of_texts = [finding for finding in found if due.places[finding.code] not in due.weighed]
    names_it = {before.share.text, before.score_text}
    again |= {due.places[finding.code] for finding in of_texts if not names_it.isdisjoint(finding.numbers)}
    kept = [finding for finding in of_texts if due.places[finding.code] not in again]
    made = [finding for at in sorted(again) for finding in due.checks[at].findings(row)]
    if kept and made:
        return tuple(sorted([*kept, *made], key=lambda finding: due.places[finding.code]))
    return tuple(kept or made)


def _questions(result: NodeResult) -> tuple[str, ...]:
    outcome = result.reading.outcome
    return outcome.ask if outcome is not None else ()


@lru_cache(maxsize=1 << 10)
def _due(calls: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places of the checks that are due where these facts and questions stand, in the rulebook's order."""
    due = plan()
    return tuple(sorted(due.always.union(*[due.called.get(call, ()) for call in calls])))
