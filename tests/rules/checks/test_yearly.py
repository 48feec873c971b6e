"""Last year's form beside this year's: what fires and what stays silent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evaldesk.files.templates import load_template
from evaldesk.model.document import Document
from evaldesk.model.indicators import leaves
from evaldesk.model.previous import Previous, PreviousRow, called
from evaldesk.rules import evaluate
from evaldesk.rules.explanations import may_be_explained, with_explanation
from evaldesk.rules.findings import all_findings
from tests.rules.checks.builder import PROJECT, fields, of, one, sheet
from tests.rules.checks.cases import EXPLAIN, HINT, Fires, Silent, ids, speaks


def money(now: str, last: str, year: str = "2022") -> Document:
    """Return a form that spent ``now`` where the one before spent ``last``."""
    before = Previous(year=year, fields={"spent_own": last})
    return fields(spent_own=now).model_copy(update={"previous": before})


def reached(now: str, last: str, target: str = "≥400公里") -> Document:
    """Return a form whose first row reached ``now`` where it was ``last`` the year before."""
    form = one(target, now)
    first = next(row for row in leaves(form.indicators) if row.actual == now)
    before = Previous(year="2022", rows=(PreviousRow(id=first.id, name=first.name, actual=last),))
    return form.model_copy(update={"previous": before})


FIRES = [
    Fires(
        "yearly.amount", HINT, "spent_own", "今年 196 万元，去年 150 万元，增加 30.67%（超过 30%）", money("196", "150")
    ),
    Fires("yearly.amount", HINT, "spent_own", "去年 300 万元，减少 34.67%", money("196", "300")),
    Fires(
        "yearly.amount", EXPLAIN, "spent_own", "增加到 10000 倍（超过 100%），请核对，属实的", money("1960000", "196")
    ),
    Fires(
        "yearly.amount", EXPLAIN, "spent_own", "今年 0 万元，去年 196 万元，减少 100%（达到 100%）", money("0", "196")
    ),
    Fires("yearly.amount", HINT, "spent_own", "去年 150 万元", money("196", "1500000元")),
    Fires("yearly.amount", HINT, "spent_own", "，2020 年 150 万元", money("196", "150", year="2020年")),
    Fires(
        "yearly.actual",
        HINT,
        "/actual",
        "“养护里程”今年实现 420 公里，去年 300 公里，增加 40%",
        reached("420公里", "300公里"),
    ),
    Fires("yearly.actual", HINT, "/actual", "去年 30 万米，增加 40%", reached("420公里", "300000米")),
    Fires("yearly.actual", HINT, "/actual", "减少 33.33%", reached("60%", "90%", "≥50%")),
    Fires("yearly.actual", EXPLAIN, "/actual", "增加 320%", reached("420公里", "100公里")),
]

SILENT = [
    *(Silent(code, sheet()) for code in sorted({case.code for case in FIRES})),
    Silent("yearly.amount", money("196", "151")),
    Silent("yearly.amount", money("195", "150")),  # exactly 30 %
    Silent("yearly.amount", money("196", "/")),
    Silent("yearly.amount", money("196", "")),
    Silent("yearly.amount", money("约二百", "50")),
    Silent("yearly.actual", reached("420公里", "400公里")),
    Silent("yearly.actual", reached("420公里", "100座")),
    Silent("yearly.actual", reached("420公里", "已完成")),
    Silent("yearly.actual", reached("420公里", "≥100公里")),
    Silent("yearly.actual", reached("420公里", "0公里")),
]


@pytest.mark.parametrize("case", FIRES, ids=ids(FIRES))
def test_it_speaks(case: Fires) -> None:
    speaks(case)


@pytest.mark.parametrize("case", SILENT, ids=ids(SILENT))
def test_it_is_silent(case: Silent) -> None:
    assert not of(case.form, case.code)


def test_a_jump_can_be_explained_until_this_years_figure_changes() -> None:
    form = money("1960", "196")
    (found,) = of(form, "yearly.amount")
    assert may_be_explained(found)
    told = with_explanation(form, found, "新建大桥，一次性投入。")
    assert [item.explained for item in of(told, "yearly.amount")] == ["新建大桥，一次性投入。"]
    other = told.model_copy(update={"fields": {**told.fields, "spent_own": "1961"}})
    assert [item.explained for item in of(other, "yearly.amount")] == [""]


def test_the_template_says_what_is_far() -> None:
    form, template = money("196", "150"), load_template(PROJECT)
    limits = template.thresholds.model_copy(update={"yearly_change": Decimal("0.5")})
    patient = template.model_copy(update={"thresholds": limits})
    assert "yearly.amount" not in {item.code for item in all_findings(form, patient, evaluate(form, patient))}


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("2022", "2023", "去年"),
        ("2022年度", "2023年", "去年"),
        ("2020", "2023", "2020 年"),
        ("", "2023", "去年"),
        ("2022", "", "去年"),
    ],
)
def test_the_year_before_is_called_by_its_name(before: str, now: str, words: str) -> None:
    assert called(Previous(year=before), now) == words
