"""Pages are put together when they are looked at, and are the same whoever looks first."""

from __future__ import annotations

from functools import partial

import pytest

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.paths import resources
from evaldesk.report import pagination
from evaldesk.report.leaves import Leaves
from evaldesk.report.page import Page
from evaldesk.report.placing import Slice, boxes_of
from tests.report.forms import pages_of

EXAMPLE = resources() / "examples" / "annex-3-project.evform"


def test_only_what_is_asked_for_is_made_and_only_once() -> None:
    made: list[int] = []

    def page(number: int) -> Page:
        made.append(number)
        return Page((), ((float(number), 0.0, 0.0, 0.0),))

    leaves = Leaves(partial(page, number) for number in range(5))
    assert (len(leaves), made) == (5, [])
    assert [leaf.frames[0][0] for leaf in leaves[1:3]] == [1, 2]
    assert leaves[-1].frames[0][0] == 4
    assert made == [1, 2, 4]
    assert [leaf.frames[0][0] for leaf in leaves] == [0, 1, 2, 3, 4]
    assert made == [1, 2, 4, 0, 3]
    with pytest.raises(IndexError):
        leaves[5]


def test_looking_at_a_page_places_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    document = open_document(EXAMPLE)
    template = load_template(document.template)
    placed: list[int] = []

    def counted(part: Slice, y: float) -> list[object]:
        placed.append(len(part.rows))
        return list(boxes_of(part, y))

    monkeypatch.setattr(pagination, "boxes_of", counted)
    pages = pages_of(document, template)
    assert len(pages.sheets) > 3
    assert not placed
    middle = pages.sheets[2]
    assert 0 < len(placed) < len(pages.sheets)
    monkeypatch.undo()
    assert middle == list(pages_of(document, template).sheets)[2]
