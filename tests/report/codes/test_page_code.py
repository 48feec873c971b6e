"""The code in the foot: what it carries comes back, stands where nobody seals, and is read from the printed page."""

from __future__ import annotations

from decimal import Decimal

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from evaldesk.model.digest import digest
from evaldesk.report.codes.foot import EDGE
from evaldesk.report.codes.page_code import PageCode, decoded, digest_tag, encoded, form_tag, score_of, template_tag
from evaldesk.report.codes.symbol import MODULE, QUIET, modules
from evaldesk.report.page import MM, Box
from evaldesk.report.paper import Options, PageSetup
from evaldesk.report.pixels import page_image
from evaldesk.rules import evaluate
from tests.report.forms import EXAMPLES, example, pages_of, pdf_of, with_rows

TAGS = {"template": template_tag("a@1"), "form": form_tag("x"), "digest": digest_tag("ab" * 32)}
CODES = st.builds(
    PageCode,
    **{key: st.just(value) for key, value in TAGS.items()},
    revision=st.integers(0, 2**21 - 1),
    page=st.just(1),
    pages=st.integers(1, 2**14 - 1),
    score=st.none() | st.decimals(0, 9999, places=2),
)


@given(CODES)
def test_what_a_code_says_comes_back_and_fits_its_place(code: PageCode) -> None:
    assert decoded(encoded(code)) == code
    assert len(encoded(code)) <= 42
    assert len(modules(encoded(code))) * MODULE == pytest.approx(EDGE)


@pytest.mark.parametrize("data", [b"", b"EV", b"EV\x01" + bytes(28), b"EV\x02" + bytes(40), b"https://example.com" * 2])
def test_what_is_no_code_of_ours_says_nothing(data: bytes) -> None:
    assert decoded(data) is None


@pytest.mark.parametrize(("text", "score"), [("92.35", "92.35"), ("100", "100.00"), ("", None), ("待定", None)])
def test_a_score_is_carried_in_hundredths(text: str, score: str | None) -> None:
    assert score_of(text) == (None if score is None else Decimal(score))


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_printed_page_is_known_by_its_code(name: str) -> None:
    document, template = example(name)
    pdf = pdf_of(document, template)
    sheets = pages_of(document, template).sheets
    worth = score_of(evaluate(document, template).score_text)
    for number in range(len(sheets)):
        shown = page_image(pdf, number, 200 / 72)
        picture = Image.frombuffer(
            "RGBX", (shown.width, shown.height), shown.pixels, "raw", "RGBX", shown.stride, 1
        ).convert("L")
        (found,) = zxingcpp.read_barcodes(picture)
        assert decoded(found.bytes) == PageCode(
            template_tag(document.template),
            form_tag(document.id),
            digest_tag(digest(document)),
            document.revision,
            number + 1,
            len(sheets),
            worth,
        )
        assert found.ec_level == "M"


@pytest.mark.parametrize(
    "setup",
    [PageSetup(), PageSetup(sheet="A3"), PageSetup(margins=(5, 5, 12, 5)), PageSetup(margins=(40, 40, 40, 40))],
)
def test_a_code_stands_on_the_sheet_clear_of_all_that_is_printed(setup: PageSetup) -> None:
    pages = pages_of(*with_rows(30), options=Options(setup=setup, draft=3))
    for sheet in pages.sheets:
        (code,) = sheet.codes
        assert code.y + EDGE <= pages.height - 5 * MM + 0.001
        assert all(clear(box, code.x, code.y) for box in sheet.boxes if box.lines or box.framed)


def clear(box: Box, x: float, y: float) -> bool:
    """Tell whether a box leaves a code its quiet edge; the padding of a text without a border is white too."""
    pad = 0.0 if box.framed else 3.0
    beside = box.x + pad >= x + EDGE + QUIET - 0.001 or box.x + box.width <= x - QUIET
    return beside or box.y + box.height - pad <= y - QUIET + 0.001 or box.y >= y + EDGE + QUIET


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_seal_is_set_far_from_every_code(name: str) -> None:
    pages = pages_of(*example(name))
    last = pages.sheets[-1]
    seal = next(box for box in last.boxes if "盖章" in box.text and not box.framed)
    assert all(code.x + EDGE + 42 * MM < seal.x for code in last.codes)


def test_a_page_without_a_digest_has_no_code() -> None:
    pages = pages_of(*with_rows(3), options=Options(digest=""))
    assert not any(sheet.codes for sheet in pages.sheets)
