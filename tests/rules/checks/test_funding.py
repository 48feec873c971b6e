"""Funding: what fires, what stays silent, and what its fixes do."""

from __future__ import annotations

import pytest

from evaldesk.model.document import Document
from tests.rules.checks.builder import NATIONAL, RATE, fields, of, row, sheet
from tests.rules.checks.cases import ERROR, EXPLAIN, HINT, Fires, Silent, ids, mended, speaks


def national(**texts: str) -> Document:
    """Return the fields of a national form whose money adds up, with some replaced."""
    sound = {
        "initial_total": "120",
        "initial_grant": "100",
        "initial_carryover": "20",
        "initial_other": "0",
        "budget_total": "130",
        "budget_grant": "110",
        "budget_carryover": "20",
        "budget_other": "0",
        "spent_total": "126.5",
        "spent_grant": "106.5",
        "spent_carryover": "20",
        "spent_other": "",
    }
    return Document(template=NATIONAL, fields={**sound, **texts})


LOW = fields(spent_own="120")
TOLD = sheet(fields={"spent_own": "120"}, rate=row("资金支出率", reason="两个标段流标，第四季度才重新招标"))

FIRES = [
    Fires(
        "funding.level-without-money", ERROR, "spent_lower", "多出 5 万元", fields(spent_lower="5", allocated_lower="/")
    ),
    Fires("funding.level-without-money", ERROR, "spent_other", "多出 4 万元", national(spent_other="4")),
    Fires("funding.spent-above-allocated", ERROR, "spent_own", "多出 1.5 万元", fields(spent_own="201.5")),
    Fires("funding.spent-above-allocated", ERROR, "spent_total", "多出 10 万元", national(spent_total="140")),
    Fires("funding.spent-above-total", ERROR, "spent_own", "合计 203 万元", fields(spent_own="200", spent_lower="3")),
    Fires("funding.allocated-above-planned", EXPLAIN, "allocated_own", "多出 20 万元", fields(allocated_own="220")),
    Fires("funding.parts", ERROR, "budget_total", "110 + 20 + 0 = 130", national(budget_total="135")),
    Fires("funding.parts", ERROR, "spent_total", "多 0.5 万元", national(spent_grant="107")),
    Fires("funding.unit", ERROR, "evaluated_amount", "10000 倍", fields(evaluated_amount="2000000")),
    Fires("funding.unit", ERROR, "spent_own", "像是单位写错了", fields(spent_own="1960000")),
    Fires("funding.unit", EXPLAIN, "spent_own", "换算后是 196", fields(spent_own="0.0196")),
    Fires("funding.negative", ERROR, "spent_lower", "-3", fields(spent_lower="-3")),
    Fires("funding.decimals", HINT, "spent_own", "一分钱以下", fields(spent_own="195.12345678")),
    Fires("funding.format", HINT, "planned", "带千分位逗号", fields(planned="1,200", allocated_own="1200")),
    Fires("funding.low-execution", EXPLAIN, "spent_own", "支出率 60%", LOW),
    Fires("funding.rate-base", HINT, "spent_own", "按预算计划安排计是 89.09%", fields(planned="220")),
    Fires("funding.evaluated", EXPLAIN, "evaluated_amount", "相差 50 万元", fields(evaluated_amount="150")),
    Fires(
        "funding.evaluated", EXPLAIN, "evaluated_amount", "相差 20 万元", fields(planned="220", evaluated_amount="220")
    ),
    Fires("funding.evaluated", HINT, "evaluated_amount", "相差 20 万元", fields(planned="220")),
]

SILENT = [
    *(Silent(code, sheet()) for code in sorted({case.code for case in FIRES})),
    *(Silent(code, national()) for code in sorted({case.code for case in FIRES})),
    Silent("funding.level-without-money", fields(allocated_lower="/", spent_lower="/")),
    Silent("funding.level-without-money", fields(allocated_lower="", spent_lower="5")),
    Silent("funding.spent-above-allocated", fields(spent_own="200")),
    Silent("funding.spent-above-allocated", fields(spent_own="约300")),
    Silent(
        "funding.spent-above-total",
        fields(allocated_own="150", allocated_lower="50", spent_own="150", spent_lower="50"),
    ),
    Silent("funding.allocated-above-planned", fields(allocated_own="150")),
    Silent("funding.parts", national(budget_grant="", budget_carryover="", budget_other="")),
    Silent("funding.parts", national(budget_total="")),
    Silent("funding.unit", fields(spent_own="0.5")),
    Silent("funding.unit", fields(evaluated_amount="9150", planned="9150", allocated_own="9150", spent_own="8967.19")),
    Silent("funding.decimals", fields(spent_own="195.123456")),
    Silent("funding.format", fields(planned="1,200", allocated_own="1,200", spent_own="900")),
    Silent("funding.low-execution", fields(spent_own="160")),
    Silent("funding.low-execution", TOLD),
    Silent("funding.low-execution", fields(spent_own="")),
    Silent("funding.evaluated", fields(evaluated_amount="200.00")),
]


@pytest.mark.parametrize("case", FIRES, ids=ids(FIRES))
def test_it_speaks(case: Fires) -> None:
    speaks(case)


@pytest.mark.parametrize("case", SILENT, ids=ids(SILENT))
def test_it_is_silent(case: Silent) -> None:
    assert not of(case.form, case.code)


@pytest.mark.parametrize(
    ("code", "form", "key", "text"),
    [
        ("funding.unit", fields(evaluated_amount="2000000"), "evaluated_amount", "200"),
        ("funding.unit", fields(spent_own="1960000"), "spent_own", "196"),
        ("funding.format", fields(planned="1,200", allocated_own="1200"), "planned", "1200"),
    ],
)
def test_its_fix_mends_it(code: str, form: Document, key: str, text: str) -> None:
    after = mended(form, of(form, code)[0])
    assert after.fields[key] == text
    assert not of(after, code)


def test_what_follows_from_a_wrong_unit_is_told_behind_it() -> None:
    form = fields(spent_own="1960000")
    assert {finding.cause for finding in of(form, "funding.spent-above-allocated")} == {"fields/spent_own"}


def test_the_odd_total_stands_behind_the_odd_level() -> None:
    form = fields(spent_own="200", spent_lower="3")
    assert [finding.cause for finding in of(form, "funding.spent-above-total")] == ["fields/spent_lower"]


def test_a_reason_in_the_row_of_the_rate_answers_for_low_execution() -> None:
    assert RATE.reason == ""
    assert not of(TOLD, "funding.low-execution")
    assert of(LOW, "funding.low-execution")
