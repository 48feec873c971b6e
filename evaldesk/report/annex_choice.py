"""The annexes by name: which there are, and making those that were chosen and have something to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from evaldesk.model.document import Document
from evaldesk.model.finding import Finding
from evaldesk.model.template import Template
from evaldesk.report.annex import Annex
from evaldesk.report.annexes import NOTHING, evidence, explained, response, scoring
from evaldesk.report.chart_annex import TITLE as CHARTS
from evaldesk.report.chart_annex import chart_annex
from evaldesk.report.charts import charts
from evaldesk.rules.evaluation import Evaluation

EXPLAINED = "explained"
RESPONSE = "response"
TITLES = {
    EXPLAINED: "需说明事项",
    "scoring": "评分过程",
    "charts": CHARTS,
    "evidence": "佐证材料清单",
    RESPONSE: "修改说明",
}
"""The annexes by name, in the order in which they follow the form."""


def chosen_annexes(
    names: Collection[str],
    document: Document,
    template: Template,
    evaluation: Evaluation,
    findings: Sequence[Finding],
    changes: Mapping[str, Any] | None = None,
) -> tuple[Annex, ...]:
    """Return the annexes of these names; one that has nothing to say is left out.

    ``changes`` is the content of a 修改说明 as ``annexes.response`` takes it, None where the form was never handed in.
    """
    makers: dict[str, Callable[[], Annex]] = {
        EXPLAINED: lambda: explained(document, template, findings),
        "scoring": lambda: scoring(evaluation),
        "charts": lambda: chart_annex(charts(template, evaluation)),
        "evidence": lambda: evidence(document),
    }
    if changes is not None:
        makers[RESPONSE] = lambda: response(changes)
    made = (makers[name]() for name in TITLES if name in names and name in makers)
    return tuple(annex for annex in made if annex.tables or annex.lines != (NOTHING,))
