"""The short fields: filled where they must be, and of their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.model.finding import Fix, Level
from evaldesk.model.template.fields import AmountField, ChoiceField, YearField
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.sources import FORM, MEASURES
from evaldesk.rules.checks.wording import money, named
from evaldesk.values.clean import clean, plain_words

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEAR_SAID = re.compile(r"((?:19|20)[0-9]{2})(?:年|年度|财年)")
_UNIT = re.compile(r"[亿万千]?元(?:人民币|整)?$|[亿万]$")


@check("completeness.required", Level.ERROR, source=FORM, pace="fields")
def required_fields_are_filled(case: Case) -> Iterator[Found]:
    """表上必填的栏目都要填写。

    空着的必填栏目，财政部门无法受理。请按栏目说明填写；金额栏确实没有的，填“0”或“/”，不要留空。
    """
    for item in case.template.required:
        if not case.text(item.key).strip():
            how = "；确实没有的请填“0”或“/”" if isinstance(item, AmountField) else ""
            yield Found(at_field(item.key), f"“{item.label}”是必填栏目，还没有填写{how}。")


@check("completeness.amount", Level.ERROR, source=FORM, pace="fields")
def amounts_are_numbers(case: Case) -> Iterator[Found]:
    """金额栏只写一个确切的数。

    “约1250”“已全部下达”这样的写法不能计算，支出率和得分都算不出来。请写成数字，例如 1250.5；没有的填“0”或“/”。
    """
    for item in case.template.amounts:
        text = case.text(item.key)
        if text.strip() and case.amount(item.key) is None:
            message = f"“{item.label}”填的是{named(text)}，不是一个确切的金额，请写成以{item.unit}计的数字。"
            yield Found(at_field(item.key), message, (text.strip(),))


@check("completeness.amount-unit", Level.HINT, source=FORM, pace="fields")
def units_stand_on_the_form(case: Case) -> Iterator[Found]:
    """金额栏不必再写单位，单位已印在表上。

    表头印有金额单位，栏内只写数字，便于汇总。请去掉单位；以元计的数先换算。
    """
    for item in case.template.amounts:
        text = case.text(item.key)
        if not text.isascii() and _UNIT.search(clean(text)):
            value = case.amount(item.key)
            if value is not None:
                fix = Fix(f"改为 {money(value)}", ((at_field(item.key), money(value)),))
                message = f"表上已印明以{item.unit}计，“{item.label}”里的{named(text)}只需写 {money(value)}。"
                yield Found(at_field(item.key), message, (text.strip(), money(value)), fix=fix)


@check("completeness.year", Level.ERROR, source=MEASURES, pace="fields")
def the_year_is_a_year(case: Case) -> Iterator[Found]:
    """评价年度写四位数字的年份。

    评价年度是被评价资金所属的预算年度，只写一个年份，例如 2023。其他写法无法与正文核对。
    """
    for item in case.template.fields_of(YearField):
        text = case.text(item.key).strip()
        if not text or _YEAR.fullmatch(text):
            continue
        said = _YEAR_SAID.fullmatch(clean(text)) or re.fullmatch(f"({_YEAR.pattern})", clean(text))
        if said:
            fix = Fix(f"改为 {said[1]}", ((at_field(item.key), said[1]),))
            message = f"“{item.label}”只写四位数字 {said[1]} 即可，现在是{named(text)}。"
            yield Found(at_field(item.key), message, (said[1],), level=Level.HINT, fix=fix)
        else:
            yield Found(at_field(item.key), f"“{item.label}”填的是{named(text)}，应为四位数字的年份，例如 2023。")


@check("completeness.choice", Level.EXPLAIN, source=FORM, pace="fields")
def choices_are_those_of_the_form(case: Case) -> Iterator[Found]:
    """有固定答案的栏目，从固定答案里选。

    表样规定了答案的栏目写别的话，汇总时归不了类。请改为其中一种，详细情况写在正文里。
    """
    for item in case.template.fields_of(ChoiceField):
        text = case.text(item.key)
        if not text.strip() or plain_words(clean(text)) in item.choices:
            continue
        choices = "、".join(f"“{choice}”" for choice in item.choices)
        yield Found(at_field(item.key), f"“{item.label}”填的是{named(text)}，应为{choices}之一。")
