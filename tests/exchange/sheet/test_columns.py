"""One set of columns for all sections."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.exchange.sheet.columns import sheet_columns, snapped
from evaldesk.files.templates import load_template, template_names

WIDTHS = st.lists(st.integers(1, 90).map(Decimal), min_size=1, max_size=14)


@given(WIDTHS, WIDTHS)
def test_every_part_has_a_column_of_its_own(wanted: list[Decimal], sheet: list[Decimal]) -> None:
    if len(wanted) <= len(sheet):
        edges = snapped(wanted, sheet)
        assert edges[0] == 0
        assert edges[-1] == len(sheet)
        assert all(left < right for left, right in pairwise(edges))
        assert len(edges) == len(wanted) + 1


def test_edges_that_fit_are_kept() -> None:
    assert snapped([Decimal(10), Decimal(30)], [Decimal(5), Decimal(5), Decimal(10), Decimal(20)]) == (0, 2, 4)


@pytest.mark.parametrize("name", template_names())
def test_the_table_covers_the_sheet(name: str) -> None:
    widths, stretches = sheet_columns(load_template(name))
    assert stretches[0][0] == 0
    assert stretches[-1][1] == len(widths)
    assert all(left[1] == right[0] for left, right in pairwise(stretches))
