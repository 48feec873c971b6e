"""Every row of the tables is read, compared and asked about as a careful colleague would."""

from __future__ import annotations

import pytest

from evaldesk.rules.methods import QUESTIONS as ASKED
from evaldesk.rules.methods import compare
from tests.values.tables import QUESTIONS, rows, said

COLUMNS = ("预期读作", "实现读作", "方向", "完成", "结果", "提问")
REAL = rows("two_real_forms.csv")
FURTHER = rows("other_provinces.csv")


def _name(row: dict[str, str]) -> str:
    return f"{row['名称'][:12]} {row['预期值'][:12]} {row['实现值'][:12]}"


@pytest.mark.parametrize("row", REAL + FURTHER, ids=_name)
def test_row_is_read_as_the_table_says(row: dict[str, str]) -> None:
    found = said(compare(row["名称"], row["预期值"], row["实现值"], group=row["二级指标"]))
    wanted = {column: row[column] for column in COLUMNS}
    wanted["提问"] = " ".join(sorted(wanted["提问"].split()))
    assert found == wanted


def test_tables_are_large_enough_and_do_not_repeat_themselves() -> None:
    assert len(REAL) == 95
    assert len(FURTHER) >= 300
    pairs = [(row["名称"], row["预期值"], row["实现值"]) for row in FURTHER]
    assert len(set(pairs)) == len(pairs)


def test_tables_know_a_word_for_every_question() -> None:
    assert set(QUESTIONS) == set(ASKED)


def test_most_questions_occur_in_the_tables() -> None:
    asked = {word for row in REAL + FURTHER for word in row["提问"].split()}
    never = {code for code, word in QUESTIONS.items() if word not in asked}
    assert never == {"target.bare-rate", "parts.unmatched"}  # both stand in test_methods
