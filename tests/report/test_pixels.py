"""Pixels: a page of our own PDF as a picture."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from evaldesk.report.pixels import page_count, page_image
from tests.report.forms import example, pdf_of


def test_a_page_becomes_a_picture_of_its_size() -> None:
    pdf = pdf_of(*example("annex-2-special-fund"))
    assert page_count(pdf) == 3
    picture = page_image(pdf, 0, 96 / 72)
    assert (picture.width, picture.height) == (1123, 794)
    assert len(picture.pixels) == picture.stride * picture.height
    assert picture.pixels[:3] == b"\xff\xff\xff"
    ink = sum(picture.pixels[at] < 128 for at in range(0, len(picture.pixels), 4))
    assert 10_000 < ink < 200_000


def test_there_is_no_page_beyond_the_last() -> None:
    pdf = pdf_of(*example("annex-2-special-fund"))
    with pytest.raises(IndexError, match="page 3 of 3"):
        page_image(pdf, 3, 1)


def test_threads_may_ask_at_the_same_time() -> None:
    pdf = pdf_of(*example("annex-3-project"))
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda number: page_image(pdf, number % 7, 1.0), range(28)))
    assert pictures[:7] == pictures[7:14] == pictures[21:]
