"""Verify: an untouched PDF agrees with its data; whatever was altered afterwards is found and named."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest

from evaldesk.errors import Unreadable
from evaldesk.model.document import Document, Where, cell, field, get, put
from evaldesk.model.indicators import leaves
from evaldesk.model.template import Template
from evaldesk.report.attachment import content
from evaldesk.report.drawing import draw
from evaldesk.report.paper import Options, PageSetup
from evaldesk.report.verify import Verified, verify
from tests.report.forms import example, pages_of, pdf_of, with_rows
from tests.report.test_living_pdf import ALL, FORMS

PLACES = {
    "mof-2020-10": (
        field("project_name"),
        field("year"),
        field("spent_total"),
        field("goal_result"),
        cell("m10-003", "name"),
        cell("m10-005", "actual"),
        cell("m10-011", "reason"),
    ),
    "annex-3-project": (
        field("reporting_unit"),
        field("phone"),
        field("problems"),
        cell("a3-050", "target"),
        Where("total", "score"),
    ),
}
CASES = [(name, where) for name, places in PLACES.items() for where in places]


def mixed(shown: Document, attached: Document, template: Template, options: Options = Options()) -> bytes:  # noqa: B008
    """Return a PDF whose pages show one form while another is attached."""
    return draw(pages_of(shown, template, options), content(attached, options))


def altered(document: Document, where: Where) -> Document:
    before = get(document, where)
    return put(document, where, before[:-1] + ("8" if before[-1:] != "8" else "9"))


def named(verified: Verified) -> set[str]:
    return {difference.where for difference in verified.differences}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("options", [Options(), ALL, Options(draft=1), Options(setup=PageSetup(size=12))])
def test_an_untouched_pdf_agrees(name: str, options: Options) -> None:
    verified = verify(pdf_of(*example(name), options=options))
    assert verified == Verified(True)
    assert str(verified) == "一致"


def test_a_pdf_saved_again_by_another_program_agrees() -> None:
    with pypdfium2.PdfDocument(pdf_of(*example("annex-3-project"))) as pdf:
        buffer = BytesIO()
        pdf.save(buffer)
    assert verify(buffer.getvalue()).same


@pytest.mark.parametrize(("name", "where"), CASES, ids=lambda value: str(value))
def test_a_text_altered_on_the_page_is_named(name: str, where: Where) -> None:
    document, template = example(name)
    verified = verify(mixed(altered(document, where), document, template))
    assert not verified.same
    assert str(where) in named(verified)


@pytest.mark.parametrize(("name", "where"), CASES, ids=lambda value: str(value))
def test_data_altered_in_the_attachment_is_named(name: str, where: Where) -> None:
    document, template = example(name)
    verified = verify(mixed(document, altered(document, where), template))
    assert str(where) in named(verified)
    told = next(item for item in verified.differences if item.where == str(where))
    assert told.label in str(told)
    assert told.expected != told.found


def test_every_row_altered_alone_is_named_alone() -> None:
    document, template = with_rows(12)
    options = Options(digest="x")
    for row in leaves(document.indicators):
        where = cell(row.id, "actual")
        verified = verify(mixed(put(document, where, "98.34%"), put(document, where, "98.35%"), template, options))
        assert [item.where for item in verified.differences if item.where] == [str(where)]
        (told,) = (item for item in verified.differences if item.where)
        assert (told.expected, told.found) == ("98.35%", "98.34%")
        assert told.label == f"{row.name} › 评价年度实现值"


@pytest.mark.parametrize("gone", range(7))
def test_a_page_taken_out_is_found_with_its_fields(gone: int) -> None:
    document, template = example("annex-3-project")
    with pypdfium2.PdfDocument(pdf_of(document, template)) as pdf:
        pdf.del_page(gone)
        buffer = BytesIO()
        pdf.save(buffer)
    verified = verify(buffer.getvalue())
    assert {item.page for item in verified.differences} == {gone + 1}
    assert verified.differences[0].message == "缺少这一页"
    lost = {str(box.where) for box in pages_of(document, template).sheets[gone].boxes if box.where and box.text}
    assert lost <= named(verified)


def test_a_page_put_in_is_found() -> None:
    with pypdfium2.PdfDocument(pdf_of(*example("mof-2020-10"))) as pdf:
        pdf.new_page(842, 595, 1)
        buffer = BytesIO()
        pdf.save(buffer)
    verified = verify(buffer.getvalue())
    assert [item.message for item in verified.differences] == ["是多出来的一页"]


def test_something_laid_over_a_page_is_found() -> None:
    with pypdfium2.PdfDocument(pdf_of(*example("mof-2020-10"))) as pdf:
        page = pdf[0]
        picture = pypdfium2.PdfImage.new(pdf)
        picture.set_bitmap(pypdfium2.PdfBitmap.new_native(20, 20, 4))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(100, 40).translate(300, 300))
        page.insert_obj(picture)
        page.gen_content()
        buffer = BytesIO()
        pdf.save(buffer)
    verified = verify(buffer.getvalue())
    assert any("遮住" in item.message and item.page == 1 for item in verified.differences)


def test_an_attachment_changed_in_place_is_told() -> None:
    document, template = example("mof-2020-10")
    pdf = pdf_of(document, template)
    at = pdf.index(b"/CheckSum <") + len(b"/CheckSum <")
    spoiled = pdf[:at] + (b"0" if pdf[at : at + 1] != b"0" else b"1") + pdf[at + 1 :]
    verified = verify(spoiled)
    assert [str(item) for item in verified.differences] == ["附带的数据：与登记的校验码不符，导出后被改动过"]


def test_a_pdf_without_a_form_is_refused() -> None:
    with pytest.raises(Unreadable, match="没有附带表格数据"):
        verify(pdf_of(*with_rows(1), options=Options(living=False)))
