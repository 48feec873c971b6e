"""Addresses that checks write themselves are those of the document."""

from __future__ import annotations

import pytest

from evaldesk.model.document import address, cell, field
from evaldesk.model.indicators import TEXTS
from evaldesk.rules.case import at_cell, at_field


@pytest.mark.parametrize("attribute", TEXTS)
def test_the_address_of_a_cell_is_the_document_s(attribute: str) -> None:
    assert at_cell("a3-007", attribute) == str(cell("a3-007", attribute))
    assert address(at_cell("a3-007", attribute)) == cell("a3-007", attribute)


def test_the_address_of_a_field_is_the_document_s() -> None:
    assert at_field("planned") == str(field("planned"))
