"""What an edition changes against another is told in plain words, and nothing that differs is left untold."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest

from evaldesk.errors import TemplateProblem
from evaldesk.files.template_file import template_from
from evaldesk.files.templates import load_template, template_names
from evaldesk.history.edition_words import KINDS, METHODS, NUMBERS, PERCENTS, SHARES
from evaldesk.history.editions import edition_changes
from evaldesk.model.template import Template
from evaldesk.model.template.grid import FieldsSection
from evaldesk.model.template.reckoning import Thresholds
from evaldesk.model.template.table import Level1, Method
from tests.files.packs import BASE, NEW, Source, heavier, template

OLD = load_template(BASE)
PLAIN: Source = json.loads(OLD.model_dump_json())


def edition(change: Callable[[Source], object], name: str = NEW) -> Template:
    return template_from(template(name, change), f"{name}.json")


def table(source: Source) -> Source:
    found: Source = next(section for section in source["sections"] if section["kind"] == "indicators")
    return found


def funds(source: Source) -> Source:
    found: Source = next(section for section in source["sections"] if section["key"] == "funds")
    return found


def without_planned(source: Source) -> None:
    funds(source)["fields"] = [item for item in funds(source)["fields"] if item["key"] != "spent_lower"]
    text = json.dumps(source, ensure_ascii=False).replace('{"field": "spent_lower"', '{"text": ""')
    source.update(json.loads(text))
    source["funding"]["spent"] = [key for key in source["funding"]["spent"] if key != "spent_lower"]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (lambda source: source, ()),
        (heavier, ("“产出”的权重：40 → 50", "“效益”的权重：40 → 30")),
        (lambda source: source.update(title="项目自评表"), ("名称：项目支出绩效自评表 → 项目自评表",)),
        (lambda source: source.update(annex=""), ("附件号：附件3 → （无）",)),
        (lambda source: source["thresholds"].update(over_target=1.5), ("超过预期值多少时提示：130% → 150%",)),
        (lambda source: source["thresholds"].update(pass_mark=0.6), ("及格线：（无） → 60%",)),
        (lambda source: source["thresholds"].update(copied_rows=5), ("实现值照抄预期值的行数上限：10 → 5",)),
        (lambda source: table(source)["level1"][1].update(method="bands"), ("“产出”的评分方法：按比例 → 分档",)),
        (lambda source: table(source)["level1"][1].update(share="typed"), ("“产出”下面的权重：均分 → 自行填写",)),
        (
            lambda source: table(source)["level1"][1]["level2"].append({"name": "生态指标", "weight": ""}),
            ("“产出”下的二级指标新增：生态指标",),
        ),
        (
            lambda source: table(source)["level1"].append({"name": "满意度", "weight": "10", "share": "equal"}),
            ("新增一级指标：满意度（10）",),
        ),
        (lambda source: table(source)["level1"].pop(), ("删去一级指标：效益",)),
        (lambda source: table(source)["columns"][6].update(label="预期"), ("指标表的列改名：评价年度预期值 → 预期",)),
        (lambda source: funds(source)["fields"][0].update(label="预算"), ("栏目改名：预算计划安排 → 预算",)),
        (lambda source: funds(source)["fields"][0].update(unit="元"), ("“预算计划安排”的单位：万元 → 元",)),
        (lambda source: funds(source)["fields"][0].update(required=False), ("“预算计划安排”改为可以不填",)),
        (lambda source: funds(source)["fields"][0].update(help="改了"), ("填写说明有改动的栏目：预算计划安排",)),
        (lambda source: source["funding"].update(rate_label="执行率"), ("支出率的名称：支出率 → 执行率",)),
        (lambda source: source.pop("funding"), ("不再核算支出率",)),
        (lambda source: source.update(figures="plain"), ("权重和得分各自四舍五入印出",)),
        (lambda source: table(source).update(total_label="总计："), ("印出的版面有调整",)),
    ],
)
def test_what_changed_is_said(change: Callable[[Source], object], lines: tuple[str, ...]) -> None:
    assert edition_changes(OLD, edition(change)) == lines


def test_a_field_that_goes_or_comes_is_named() -> None:
    less = edition(without_planned)
    (label,) = (field.label for field in OLD.fields if field.key == "spent_lower")
    assert f"删去栏目：{label}" in edition_changes(OLD, less)
    assert f"新增栏目：{label}" in edition_changes(less, OLD)


def test_every_word_of_the_template_language_has_a_name() -> None:
    assert set(METHODS) == set(get_args(Method))
    assert set(SHARES) == set(get_args(Level1.model_fields["share"].annotation))
    fields = get_args(get_args(FieldsSection.model_fields["fields"].annotation)[0])[0]
    kinds = {get_args(item.model_fields["kind"].annotation)[0] for item in get_args(fields)}
    assert set(KINDS) == kinds
    assert {*PERCENTS, *NUMBERS, "bands"} == set(Thresholds.model_fields)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in a template that is no object itself."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from leaves(item, (*path, key))
    if not items and path:
        yield path


@pytest.mark.parametrize("name", template_names())
def test_nothing_that_differs_is_left_untold(name: str) -> None:
    old = load_template(name)
    plain = json.loads(old.model_dump_json())
    told = 0
    for path in list(leaves(plain))[::3]:  # neighbours are alike
        if path[0] in ("id", "edition", "format", "version"):
            continue
        tree = copy.deepcopy(plain)
        holder = tree
        for key in path[:-1]:
            holder = holder[key]
        value = holder[path[-1]]
        holder[path[-1]] = (
            (not value) if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}9"
        )
        try:
            new = template_from(json.dumps(tree, ensure_ascii=False).encode(), f"{name}.json")
        except TemplateProblem:
            continue  # no template any more
        if new != old:
            assert edition_changes(old, new), path
            told += 1
    assert told > 100
