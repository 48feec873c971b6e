"""What must hold in a form and what it is worth: ``evaluate`` is the one recompute.

Order of one evaluation: the money, then each level-1 branch (weights down, scores up), the
totals and the figures, and the findings that are quick to make.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import chain

from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.rules.case import Case
from evaldesk.rules.columns import settle
from evaldesk.rules.evaluation import Evaluation, Execution, NodeResult
from evaldesk.rules.figures import exact_sum, figure, shown
from evaldesk.rules.findings import field_findings, row_findings, sum_findings
from evaldesk.rules.funding import execution as read_execution
from evaldesk.rules.methods.arithmetic import exact
from evaldesk.rules.sameness import places_of_others
from evaldesk.rules.scoring import score_branch


def evaluate(document: Document, template: Template, earlier: Evaluation | None = None) -> Evaluation:
    """Return everything that can be known about the form.

    ``earlier`` is the evaluation of an earlier value of the same form: what did not change is taken over from it. The
    result is the same with and without it.
    """
    if earlier is not None and earlier.template is not template:
        earlier = None
    if earlier is not None and earlier.fields is document.fields:
        money = earlier.execution
    else:
        money = read_execution(document, template)
        money = earlier.execution if earlier is not None and money == earlier.execution else money
    known = {branch.node.id: branch for branch in earlier.branches} if earlier else {}
    branches = tuple(score_branch(branch, template, money, known.get(branch.id)) for branch in document.indicators)
    score = exact_sum([branch.score for branch in branches])
    suggested = exact_sum([branch.suggested for branch in branches])
    open_points = exact_sum([branch.open for branch in branches])
    weight = exact_sum([branch.weight for branch in branches])
    branches = settle(score, branches)
    grade = next((step.name for step in template.grades if score >= exact(step.low)), "")
    parts = " + ".join(f"{branch.node.name} {branch.score_text}" for branch in branches)
    evaluation = Evaluation(
        template=template,
        branches=branches,
        nodes=_by_id(branches, earlier),
        weight_total=weight,
        weight_text=figure(weight),
        score=score,
        score_text=figure(score),
        suggested=suggested,
        suggested_text=figure(suggested),
        suggested_open=exact_sum([branch.suggested_open for branch in branches]),
        open=open_points,
        open_text=figure(open_points),
        grade=grade,
        execution=money,
        steps=(f"总分 = {parts} = {shown(score)}，等级“{grade}”",) if branches else (),
        computed=_computed(template, money, score, suggested, weight, grade, branches),
    )
    case = Case(document, template, evaluation)
    of_rows = row_findings(template, branches, earlier.row_findings if earlier else ())
    if earlier is not None and earlier.fields is document.fields:
        of_fields = earlier.field_findings
    else:
        of_fields = field_findings(case)
    of_sums = sum_findings(case)
    each = chain.from_iterable([group.flat for group in of_rows])
    return replace(
        evaluation,
        findings=(*of_fields, *of_sums, *each),
        fields=document.fields,
        field_findings=of_fields,
        row_findings=of_rows,
    )


def _by_id(branches: tuple[NodeResult, ...], earlier: Evaluation | None) -> dict[str, NodeResult]:
    """Return every node by its id; where no row came, went or moved, only what differs is put anew."""
    nodes = _changed_by_id(branches, earlier) if earlier else None
    if nodes is None:
        groups = [group for branch in branches for group in branch.children]
        nodes = {node.node.id: node for group in groups for node in (group, *group.children)}
    nodes.update((branch.node.id, branch) for branch in branches)
    return nodes


def _changed_by_id(branches: tuple[NodeResult, ...], earlier: Evaluation) -> dict[str, NodeResult] | None:
    nodes = dict(earlier.nodes)
    if _ids(branches) != _ids(earlier.branches):
        return None
    for branch, old_branch in zip(branches, earlier.branches, strict=True):
        if _ids(branch.children) != _ids(old_branch.children):
            return None
        for group, old in zip(branch.children, old_branch.children, strict=True):
            if group is old:
                continue
            if len(group.children) != len(old.children):
                return None
            nodes[group.node.id] = group
            changed = places_of_others(old.children, group.children)
            rows = [group.children[at] for at in changed]
            ids = [row.node.id for row in rows]
            if ids != [old.children[at].node.id for at in changed]:
                return None
            nodes.update(zip(ids, rows, strict=True))
    return nodes


def _ids(results: tuple[NodeResult, ...]) -> list[str]:
    return [result.node.id for result in results]


def _computed(
    template: Template,
    money: Execution | None,
    score: Fraction,
    suggested: Fraction,
    weight: Fraction,
    grade: str,
    branches: tuple[NodeResult, ...],
) -> dict[str, str]:
    """Return the figures that templates may place on a grid and that other programs find in the file."""
    computed = {
        "total_score": figure(score),
        "suggested_score": figure(suggested),
        "weight_total": figure(weight),
        "grade": grade,
        "indicator_count": str(sum(len(group.children) for branch in branches for group in branch.children)),
    }
    if money:
        sums = {"planned": money.planned, "allocated": money.allocated, "spent": money.spent}
        computed |= {key: shown(value, 6) for key, value in sums.items() if value is not None}
        computed["execution_rate"] = money.rate_text
    return computed | _fixed_figures(template, branches)


def _fixed_figures(template: Template, branches: tuple[NodeResult, ...]) -> dict[str, str]:
    """Return weight and score of each fixed indicator, for forms that print them in another table."""
    figures: dict[str, str] = {}
    for branch in branches:
        for group in branch.children if template.indicators.has_fixed(branch.node.name) else ():
            for row in group.children:
                if template.indicators.fixed(branch.node.name, row.node.name):
                    name = row.node.name.strip()
                    figures |= {f"weight:{name}": row.weight_text, f"score:{name}": row.score_text}
    return figures
