"""Readings that rest on the values alone are taken over from other rows: the same as reading each row by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evaldesk.model.template.reckoning import Thresholds
from evaldesk.rules.methods import METHODS, compare
from evaldesk.rules.reading import REMEMBERED, reader
from evaldesk.values.name import PLAIN, read_name
from tests.values.tables import rows

TABLE = [*rows("two_real_forms.csv"), *rows("other_provinces.csv")]
NAMES = sorted({line["名称"] for line in TABLE})
GROUPS = sorted({line["二级指标"] for line in TABLE})
VALUES = sorted({line[side] for line in TABLE for side in ("预期值", "实现值")})
THRESHOLDS = Thresholds()


@given(
    st.sampled_from(NAMES),
    st.sampled_from(GROUPS),
    st.sampled_from(VALUES),
    st.sampled_from(VALUES),
    st.sampled_from(["", "higher", "lower", "none"]),
    st.sampled_from(sorted(METHODS)),
)
def test_a_remembered_reading_is_that_of_the_row_itself(
    name: str, group: str, target: str, actual: str, direction: str, method: str
) -> None:
    reading = reader(THRESHOLDS)(name, target, actual, group, direction, method)
    own = compare(name, target, actual, group=group, direction=direction, method=method, thresholds=THRESHOLDS)
    assert reading.outcome == own
    assert reading.completion == own.completion
    assert set(own.ask) <= set(reading.calls)


def test_the_rows_of_the_tables_read_as_alone_after_others_of_their_values() -> None:
    read = reader(THRESHOLDS)
    for line in TABLE:
        texts = (line["预期值"], line["实现值"])
        for name, group in (("", ""), (f"县级{line['名称']}", "成本指标"), (line["名称"], line["二级指标"])):
            own = compare(name, *texts, group=group, thresholds=THRESHOLDS)
            assert read(name, *texts, group, "", "proportional").outcome == own, line


def test_rows_with_other_names_share_what_their_values_mean() -> None:
    read = reader(THRESHOLDS)
    one, other = (read(f"{place}路灯亮灯率", "≥95%", "98.5%", "质量指标", "", "proportional") for place in "东西")
    assert one is other


def test_a_name_that_says_more_is_heard() -> None:
    read = reader(THRESHOLDS)
    higher, lower = (read(name, "10", "5", "数量指标", "", "proportional") for name in ("培训场次", "投诉次数"))
    assert higher.outcome is not None
    assert lower.outcome is not None
    assert (higher.outcome.direction, lower.outcome.direction) == ("higher", "lower")
    rate, growth = (read(name, "≥100%", "100%", "质量指标", "", "proportional") for name in ("合格率", "收入增长"))
    assert ("target.full-rate" in rate.calls, "target.full-rate" in growth.calls) == (True, False)


def test_long_texts_are_read_and_forgotten() -> None:
    read, text = reader(THRESHOLDS), "已完成" * REMEMBERED
    assert read("项目", text, text, "", "", "proportional") is not read("项目", text, text, "", "", "proportional")


def test_names_that_say_the_same_hold_one_reading() -> None:
    assert read_name("东城接入数量（万路）") is read_name("西城接入数量（万路）")
    assert read_name("东城接入数量（待定）") is PLAIN
