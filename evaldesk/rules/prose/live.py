"""Live numbers: ``{支出率}`` in a long text stands for the form's current figure, so sentence and table cannot drift.

A name in braces (half or full width) is replaced where the form knows it; what it does not know stays as typed. To
add a name: a line in ``_figures``. Amounts come without their unit: ``实际支出{实际支出}万元``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Evaluation
from evaldesk.rules.figures import shown

_NAME = re.compile(r"[{｛]([^{}｛｝\n]{1,20})[}｝]")
_KIND = "指标"
_MONEY_NAMES = ("支出率", "预算计划", "下达", "实际支出", "结余")
_SCORE_NAMES = ("总分", "建议得分", "等级", "权重合计", "指标总数")
FIXED_NAMES = (*_MONEY_NAMES, *_SCORE_NAMES, "评价年度", "项目名称", "填报单位")
"""The names that every form may know, in the order of the completion list."""


def placeholders(document: Document, template: Template, evaluation: Evaluation) -> Mapping[str, str]:
    """Return the current figures by name; a figure that cannot be computed yet is left out."""
    return {name: figure for name, figure in _figures(document, template, evaluation) if figure}


def filled(text: str, figures: Mapping[str, str]) -> str:
    """Return the text with every known name in braces replaced by its figure; others stay as typed."""
    if "{" not in text and "｛" not in text:
        return text
    return _NAME.sub(lambda found: figures.get(found[1].strip(), found[0]), text)


def used(text: str) -> frozenset[str]:
    """Return the names in braces of a text, whether a form knows them or not."""
    return frozenset(found.strip() for found in _NAME.findall(text))


def offers(prefix: str, names: Iterable[str] = FIXED_NAMES) -> tuple[str, ...]:
    """Return the names to offer for what was typed behind a brace: those that begin so, then those that hold it.

    ``names`` are the keys of ``placeholders`` where a form is open.
    """
    typed = prefix.lstrip("{｛").strip()
    known = tuple(names)
    first = tuple(name for name in known if name.startswith(typed))
    return first + tuple(name for name in known if typed in name and name not in first)


def _figures(document: Document, template: Template, evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    money = evaluation.execution
    if money is not None:
        yield "支出率", money.rate_text
        yield template.funding.rate_label if template.funding else "支出率", money.rate_text
        for name, value in (("预算计划", money.planned), ("下达", money.allocated), ("实际支出", money.spent)):
            yield name, shown(value, 6) if value is not None else ""
        given = money.allocated if money.allocated is not None else money.planned
        if given is not None and money.spent is not None:
            yield "结余", shown(given - money.spent, 6)
    yield "总分", evaluation.score_text
    yield "建议得分", evaluation.suggested_text
    yield "等级", evaluation.grade
    yield "权重合计", evaluation.weight_text
    counts = _counts(evaluation)
    yield "指标总数", str(sum(counts.values()))
    fields = document.fields
    for name, key in (("评价年度", "year"), ("项目名称", "project_name"), ("填报单位", "reporting_unit")):
        yield name, fields.get(key, "").strip()
    for branch in evaluation.branches:
        own = branch.node.name.strip().removesuffix(_KIND)
        if own:
            yield f"{own}{_KIND}个数", str(sum(len(group.children) for group in branch.children))
            yield f"{own}得分", branch.score_text
    for name, count in counts.items():
        yield f"{name}{_KIND}个数", str(count)


def _counts(evaluation: Evaluation) -> Counter[str]:
    """Return how many indicators each second-level class has; classes of one name count together."""
    counts: Counter[str] = Counter()
    for branch in evaluation.branches:
        for group in branch.children:
            counts[group.node.name.strip().removesuffix(_KIND)] += len(group.children)
    return counts
