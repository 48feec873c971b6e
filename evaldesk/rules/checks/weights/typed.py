"""Typed weights: numbers, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, Row, at_cell, check
from evaldesk.rules.checks.sources import FORM
from evaldesk.rules.checks.wording import named
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import points


@lru_cache(maxsize=1 << 10)
def is_odd_weight(text: str) -> bool:
    """Tell whether a text stands as weight that is no number above 0."""
    value = points(text)
    return bool(text.strip()) and (value is None or value <= 0)


def _wrong(result: NodeResult) -> str:
    text = result.node.weight
    if not is_odd_weight(text):
        return ""
    value = points(text)
    if value is None:
        return f"{named(result.node.name)}的权重填的是{named(text)}，不是数字。"
    return f"{named(result.node.name)}的权重是 {text.strip()}，权重应大于 0。"


@check("weights.row-number", Level.ERROR, source=FORM, pace="cell", facts=("weight.odd",))
def row_weights_are_numbers(row: Row) -> Iterator[Found]:
    """三级指标的权重写一个大于 0 的数。

    写成文字的权重不能计算，按 0 计。请改成数字，或清空由程序平均分配。
    """
    if message := _wrong(row.result):
        yield Found(row.where("weight"), message)


@check("weights.number", Level.ERROR, source=FORM)
def branch_weights_are_numbers(case: Case) -> Iterator[Found]:
    """一级、二级指标的权重写一个大于 0 的数。

    写成文字的权重不能计算，按 0 计。请改成数字，或清空由程序按模板计算。
    """
    for branch in case.evaluation.branches:
        for result in (branch, *branch.children):
            if message := _wrong(result):
                yield Found(at_cell(result.node.id, "weight"), message)
