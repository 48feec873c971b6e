"""Satisfaction: what fires and what stays silent."""

from __future__ import annotations

import pytest

from evaldesk.model.document import Document
from tests.rules.checks.builder import SOCIAL, of, row, sheet
from tests.rules.checks.cases import EXPLAIN, HINT, Fires, Silent, ids, speaks

UNTOLD = "2023年预算200万元，实际支出196万元，养护县道四百公里。"


def satisfied(actual: str, performance: str = UNTOLD, **texts: str) -> Document:
    """Return a form with one satisfaction rate, whose texts speak of no survey unless told."""
    rate = row("沿线群众满意度", "≥85%", actual, **texts)
    return sheet(fields={"performance": performance}, benefits={"社会效益指标": SOCIAL, "满意度指标": [rate]})


def of_little_weight() -> Document:
    """Return a form in which a perfect rate is one of many rows."""
    rates = [row(f"沿线群众满意度{at}", "≥85%", "88.1%" if at != 2 else "100%") for at in range(15)]
    return sheet(fields={"performance": UNTOLD}, benefits={"社会效益指标": SOCIAL, "满意度指标": rates})


FIRES = [
    Fires("satisfaction.perfect", EXPLAIN, "/actual", "正好是 100%", satisfied("100%")),
    Fires(
        "satisfaction.perfect", EXPLAIN, "/actual", "占 20.00 分", satisfied("100%", UNTOLD + "满意度经问卷调查得出。")
    ),
    Fires("satisfaction.perfect", HINT, "满意度2/actual", "占 2.50 分", of_little_weight()),
    Fires("satisfaction.survey", HINT, "/actual", "没有说明是怎样调查的", satisfied("92%")),
]

SILENT = [
    *(Silent(code, sheet()) for code in sorted({case.code for case in FIRES})),
    Silent("satisfaction.perfect", satisfied("99.8%")),
    Silent("satisfaction.perfect", satisfied("100%", UNTOLD + "发放问卷500份，收回480份。")),
    Silent("satisfaction.perfect", satisfied("100%", proof="满意度调查报告")),
    Silent("satisfaction.perfect", satisfied("100%", reason="电话回访62户，均表示满意")),
    Silent("satisfaction.survey", satisfied("92%", UNTOLD + "满意度委托第三方测评。")),
    Silent("satisfaction.survey", satisfied("92%", proof="满意度调查报告")),
    Silent("satisfaction.survey", satisfied("")),
]


@pytest.mark.parametrize("case", FIRES, ids=ids(FIRES))
def test_it_speaks(case: Fires) -> None:
    speaks(case)


@pytest.mark.parametrize("case", SILENT, ids=ids(SILENT))
def test_it_is_silent(case: Silent) -> None:
    assert not of(case.form, case.code)
