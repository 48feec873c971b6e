"""A draft is seen to be one on every page; a fair copy has no trace of it; live numbers are figures on paper."""

from __future__ import annotations

from evaldesk.model.document import field, put
from evaldesk.report.paper import Options
from evaldesk.report.pixels import page_image
from tests.report.forms import example, pages_of, pdf_of, squeezed, texts_of, with_rows


def test_a_draft_says_so_on_every_page() -> None:
    pages = texts_of(pdf_of(*example("annex-2-special-fund"), options=Options(draft=12)))
    assert len(pages) == 3
    for text in pages:
        assert "草稿：还有 12 处错误未改" in text
        assert squeezed(text).count("草稿") == 2


def test_a_fair_copy_does_not() -> None:
    assert not any("草稿" in text for text in texts_of(pdf_of(*example("annex-2-special-fund"))))


def test_the_word_lies_pale_behind_the_text() -> None:
    document, template = with_rows(1)
    fair, draft = (page_image(pdf_of(document, template, Options(digest="", draft=n)), 0, 1.0) for n in (0, 1))
    pairs = [(fair.pixels[at], draft.pixels[at]) for at in range(0, len(fair.pixels), 4)]
    foot = int(0.94 * len(pairs))  # the footer's line differs
    changed = [(one, other) for one, other in pairs[:foot] if one != other]
    assert len(changed) > 10_000
    assert all(other > 200 or other >= one - 60 for one, other in changed)


def test_live_numbers_are_figures_on_paper() -> None:
    document, template = example("annex-3-project")
    typed = put(document, field("problems"), "支出率{支出率}，共{指标总数}项，｛总分｝分；{不认识的}照样。")
    texts = [
        box.text for page in pages_of(typed, template).sheets for box in page.boxes if box.where == field("problems")
    ]
    assert texts == ["支出率97.66%，共73项，100.00分；{不认识的}照样。"]


def test_the_digest_is_that_of_what_was_typed() -> None:
    document, template = example("annex-3-project")
    typed = put(document, field("problems"), "支出率{支出率}")
    filled = put(document, field("problems"), "支出率97.66%")
    feet = [pages_of(each, template).sheets[0].boxes[-3].text for each in (typed, filled)]
    assert feet[0] != feet[1]
    assert all(foot.startswith("校验码") for foot in feet)
