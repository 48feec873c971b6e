"""The PDF: what a reader finds in it, the same bytes for the same form, and no harm from any text."""

from __future__ import annotations

import re
import subprocess
import sys

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaldesk.model.digest import digest, readable
from evaldesk.model.indicators import leaves
from evaldesk.report.fonts import Weight, typeface
from evaldesk.report.paper import Options
from evaldesk.report.render import render
from evaldesk.rules import evaluate
from tests.report.forms import EXAMPLES, LOOK, example, pdf_of, squeezed, texts_of, with_rows


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_of_a_real_form_is_found(name: str) -> None:
    document, template = example(name)
    found = squeezed("".join(texts_of(pdf_of(document, template))))
    for row in leaves(document.indicators):
        for text in (row.name, row.target, row.actual, row.reason):
            assert set(squeezed(text)) <= set(found)
    for key, text in document.fields.items():
        # A long text is cut by the page's foot and by notes that stand beside it: look for its lines.
        for line in text.split("\n"):
            assert squeezed(line)[:20] in found, key
    assert template.signature is not None
    for text in (template.title, "指标评分表", "含自评工作质量、资金管理、", template.signature.seal, "合计："):
        assert text in found


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_character_is_lost(name: str) -> None:
    document, template = example(name)
    characters = "".join(document.fields.values()) + "".join(
        row.name + row.target + row.actual for row in leaves(document.indicators)
    )
    found = "".join(texts_of(pdf_of(document, template)))
    for character in set(squeezed(characters)):
        assert found.count(character) >= characters.count(character), character


def test_same_form_gives_the_same_bytes() -> None:
    document, template = example("annex-3-project")
    evaluation = evaluate(document, template)
    first = render(document, template, evaluation, options=Options(digest="1a2b-3c4d"))
    assert first == render(document, template, evaluation, options=Options(digest="1a2b-3c4d"))
    assert first != render(document, template, evaluation)


def test_same_form_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib\n"
        "from tests.report.forms import LOOK, example, pdf_of\n"
        "print(hashlib.sha256(pdf_of(*example('annex-2-special-fund'))).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": start}
        ).stdout
        for start in ("1", "2")
    }
    assert len(runs) == 1


def test_foot_carries_page_revision_and_digest() -> None:
    document, template = example("annex-2-special-fund")
    evaluation = evaluate(document, template)
    texts = texts_of(render(document, template, evaluation, options=Options(digest="1a2b-3c4d-5e6f-7a8b")))
    for number, text in enumerate(texts, 1):
        assert f"第 {number} 页 / 共 {len(texts)} 页" in text
        assert "1a2b-3c4d-5e6f-7a8b" in text
        assert f"第 {document.revision} 稿" in text


def test_foot_carries_the_digest_of_the_form_unasked() -> None:
    document, template = example("annex-2-special-fund")
    mark = f"校验码 {readable(digest(document))}"
    assert all(mark in text for text in texts_of(pdf_of(document, template)))
    bare = texts_of(render(document, template, evaluate(document, template), options=Options(digest="")))
    assert not any("校验码" in text for text in bare)


def test_file_says_whose_it_is() -> None:
    document, template = example("annex-3-project")
    pdf = pypdfium2.PdfDocument(pdf_of(document, template))
    assert pdf.get_metadata_value("Title") == template.title
    assert pdf.get_metadata_value("Author") == document.fields["reporting_unit"]
    assert b"zh-CN" in pdf_of(document, template)
    pdf.close()


HOSTILE = [
    "<b>粗</b> &amp; <font color=red>红</font>",
    "(a) Tj ET Q\n/F1 12 Tf",
    "\\) <4e00> Tj",
    "%PDF-1.4 endstream endobj",
    "${jndi:ldap://x} {{7*7}} %s {0}",
    "'; DROP TABLE--",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup(text: str) -> None:
    document, template = with_rows(1, reporting_unit=text, performance=text, contact=text)
    pages = texts_of(pdf_of(document, template))
    assert squeezed("".join(pages)).count(squeezed(text)) >= 1
    assert squeezed(text)[:8] in squeezed(pages[0])


@pytest.mark.parametrize(
    "unit", ["", "\ud800\udfff", "\0" * 50, "局" * 3000, "a" * 3000, "\n" * 400, "\u202e局", "﷽" * 20]
)
def test_no_text_breaks_the_page(unit: str) -> None:
    document, template = with_rows(1, reporting_unit=unit, project_name=unit, goal=unit, performance=unit)
    assert len(texts_of(pdf_of(document, template))) >= 1


drawable = st.text(
    st.characters(
        max_codepoint=0xFFFF, exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Lm", "Sk")
    ).filter(lambda c: typeface(Weight.REGULAR).printable(c) == c),
    min_size=1,
    max_size=60,
)


@given(drawable, drawable)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_comes_back_as_typed(goal: str, unit: str) -> None:
    document, template = with_rows(2, goal=goal, contact=unit)
    found = squeezed("".join(texts_of(pdf_of(document, template))))
    for text in (goal, unit):
        assert all(found.count(c) >= text.count(c) for c in set(text))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_character_stands_inside_the_margins(name: str) -> None:
    pdf = pypdfium2.PdfDocument(pdf_of(*example(name)))
    for sheet in pdf:
        text_page = sheet.get_textpage()
        for at in range(text_page.count_chars()):
            left, bottom, right, top = text_page.get_charbox(at)
            if right > left and top > bottom:
                assert left >= LOOK.left - 1
                assert right <= LOOK.right + 1
                assert top <= LOOK.height - LOOK.top + 1
                assert bottom >= 0
        text_page.close()
        sheet.close()
    pdf.close()


def test_reportlab_waits_until_a_page_is_wanted() -> None:
    program = (
        "import sys, evaldesk.report.render, evaldesk.report.pixels\n"
        "print([name for name in sys.modules if 'reportlab' in name or 'pypdfium' in name])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_streams_are_compressed_bytes() -> None:
    pdf = pdf_of(*example("annex-3-project"))
    assert b"ASCII85" not in pdf
    assert len(re.findall(rb"/FlateDecode", pdf)) >= 7
    assert len(pdf) < 300_000
