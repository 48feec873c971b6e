"""Small readable forms for the tests of checks: a sound one, and the same with something changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, Total
from evaldesk.model.finding import Finding, Level
from evaldesk.model.indicators import Evidence, Indicator, Tree
from evaldesk.rules import evaluate
from evaldesk.rules.case import Case
from evaldesk.rules.checks import all_checks
from evaldesk.rules.findings import explain, in_order

PROJECT = "jiangmen-annex-3@2023"
SPECIAL = "jiangmen-annex-2@2023"
NATIONAL = "mof-2020-10@2020"

GOAL = "年内完成县道日常养护四百公里，优良中等路率和沿线群众满意度达到目标。"
RESULT = "（一）2023年预算200万元，实际支出196万元，支出率98%。（二）全年养护县道，发放调查问卷500份，收回480份。"
FIELDS = {
    "reporting_unit": "云水县公路事务中心",
    "project_name": "县道日常养护经费",
    "year": "2023",
    "evaluated_amount": "200",
    "contact": "李明",
    "phone": "0750-3312345",
    "email": "liming@example.cn",
    "basis": "《公路养护管理办法》（云交〔2022〕15号）",
    "tier": "一级",
    "planned": "200",
    "allocated_own": "200",
    "allocated_lower": "0",
    "spent_own": "196",
    "spent_lower": "0",
    "goal": GOAL,
    "goal_met": "是",
    "performance": RESULT,
    "problems": "两个路段受台风影响开工较晚，第四季度才完成路面修补。",
    "improvements": "2024年3月底前完成招标，由养护科每月通报进度。",
    "expiring_funds": "无",
}


def row(name: str, target: str = "", actual: str = "", **texts: str) -> Indicator:
    """Return an indicator whose id is its name, so that addresses can be read."""
    score = texts.pop("score", "")
    proof = texts.pop("proof", "")
    evidence = (Evidence(title=proof),) if proof else ()
    id = texts.pop("id", name)
    return Indicator(id=id, name=name, target=target, actual=actual, self_score=score, evidence=evidence, **texts)


QUANTITY = (row("养护里程", "≥400公里", "420公里"), row("修补路面面积", "≥3000平方米", "3200平方米"))
QUALITY = (row("优良中等路率", "≥90%", "92.4%"),)
SOCIAL = (row("交通事故起数", "≤3起", "1起"),)
SATISFACTION = (row("沿线群众满意度", "≥85%", "88.1%"),)
RATE = row("资金支出率")
SUPERVISION = row("监管有效性", score="8")

Rows = Mapping[str, Sequence[Indicator]]


@dataclass(frozen=True)
class Sheet:
    """Hold what a form is made of, each part ready to be replaced by ``with_``."""

    template: str = PROJECT
    fields: Mapping[str, str] = field(default_factory=dict)
    rate: Indicator = RATE
    judged: Indicator = SUPERVISION
    outputs: Rows = field(default_factory=dict)
    benefits: Rows = field(default_factory=dict)
    weights: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    total: Total = field(default_factory=Total)

    def document(self) -> Document:
        """Return the form; branches and groups are told by their names."""
        outputs = dict(self.outputs) or {"数量指标": QUANTITY, "质量指标": QUALITY}
        benefits = dict(self.benefits) or {"社会效益指标": SOCIAL, "满意度指标": SATISFACTION}
        decision = {"资金管理": [self.rate], "事项管理": [self.judged]}
        tree = (
            self._branch("决策", decision),
            self._branch("产出", outputs),
            self._branch("效益", benefits),
        )
        fields = {**FIELDS, **dict(self.fields)}
        return Document(template=self.template, fields=fields, indicators=tree, total=self.total)

    def _branch(self, name: str, groups: Rows) -> Indicator:
        children = tuple(self._node(group, tuple(rows)) for group, rows in groups.items())
        return self._node(name, children)

    def _node(self, name: str, children: Tree) -> Indicator:
        return Indicator(
            id=name,
            name=name,
            weight=dict(self.weights).get(name, ""),
            self_score=dict(self.scores).get(name, ""),
            reason=dict(self.reasons).get(name, ""),
            children=children,
        )


def sheet(**parts: object) -> Document:
    """Return a sound form with some parts replaced."""
    return replace(Sheet(), **parts).document()  # type: ignore[arg-type]


def fields(**texts: str) -> Document:
    """Return a sound form with some fields replaced."""
    return sheet(fields=texts)


def rows(*indicators: Indicator, group: str = "数量指标") -> Document:
    """Return a sound form whose outputs are these rows of one group, and one more that is met."""
    return sheet(outputs={group: indicators, "时效指标": [row("按时完工率", "≥95%", "96%")]})


def one(target: str, actual: str, name: str = "养护里程", **texts: str) -> Document:
    """Return a sound form whose outputs begin with one such row."""
    return rows(row(name, target, actual, **texts))


def findings(document: Document) -> tuple[Finding, ...]:
    """Return all findings of a form but those of its prose."""
    template = load_template(document.template)
    evaluation = evaluate(document, template)
    case = Case(document, template, evaluation)
    slow = [item for item in all_checks() if item.pace == "slow" and not item.code.startswith("narrative.")]
    found = [finding for finding in evaluation.findings if not finding.code.startswith("narrative.")]
    found += [finding for item in slow for finding in item.findings(case)]
    return in_order(document, template, explain(document, found))


def of(document: Document, code: str) -> tuple[Finding, ...]:
    """Return the findings of one check."""
    return tuple(finding for finding in findings(document) if finding.code == code)


def grave(document: Document) -> list[str]:
    """Return what the findings above the level of a hint say, each with its code and place."""
    return [
        f"{finding.code} {finding.where}: {finding.message}"
        for finding in findings(document)
        if finding.level is not Level.HINT and not finding.explained
    ]
