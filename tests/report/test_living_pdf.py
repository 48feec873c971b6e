"""The living PDF: the form comes out as it went in, and what is wrong with a PDF is told in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pypdfium2
import pytest

from evaldesk.errors import Unreadable
from evaldesk.files.decode import decode
from evaldesk.files.encode import encode
from evaldesk.report.annex import Annex, Table
from evaldesk.report.attachment import NAME, content, extract, is_sound, printed_options
from evaldesk.report.drawing import draw
from evaldesk.report.paper import Options, PageSetup
from tests.report.forms import example, pages_of, pdf_of, with_rows

FORMS = ("annex-2-special-fund", "annex-3-project", "mof-2020-10")
ALL = Options(
    digest="1a2b",
    draft=3,
    setup=PageSetup("A3", size=10.5, without=frozenset({"evidence"})),
    annexes=(Annex("附", ("一行",), (Table("表", ("甲", "乙"), (1, 2), (("1", "2"),)),)),),
)


def attached(**files: bytes) -> bytes:
    """Return a PDF without a form of its own, with these files attached."""
    document, template = with_rows(1)
    with pypdfium2.PdfDocument(draw(pages_of(document, template))) as pdf:
        for name, data in files.items():
            pdf.new_attachment(name.replace("_", ".")).set_data(data)
        buffer = BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", FORMS)
def test_the_form_comes_out_as_it_went_in(name: str) -> None:
    document, template = example(name)
    pdf = pdf_of(document, template)
    assert decode(extract(pdf), "x") == document
    assert encode(decode(extract(pdf), "x")) == encode(document)
    assert is_sound(pdf)


def test_a_reader_of_pdfs_sees_one_source() -> None:
    pdf = pdf_of(*example("mof-2020-10"))
    assert pdf.count(b"/AFRelationship/Source") == 1
    assert pdf.count(b"/EmbeddedFiles") == 1
    assert b"/AF\n" in pdf or b"/AF [" in pdf
    assert pdf == pdf_of(*example("mof-2020-10"))


def test_it_says_how_it_was_printed() -> None:
    document, template = with_rows(2)
    assert printed_options(content(document, ALL)) == ALL
    assert printed_options(extract(pdf_of(document, template, ALL))) == ALL
    assert printed_options(content(document, Options())) == Options()


@pytest.mark.parametrize(
    "told", ["", "[]", '{"computed": 1}', '{"computed": {"printed": {"annexes": [1], "draft": "x", "setup": 3}}}']
)
def test_what_it_says_amiss_is_passed_over(told: str) -> None:
    assert printed_options(told.encode()) == Options()


def test_a_form_may_travel_without() -> None:
    pdf = pdf_of(*with_rows(1), options=Options(living=False))
    with pytest.raises(Unreadable, match="没有附带表格数据"):
        extract(pdf)


AMISS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "不是 PDF"),
    "a letter": (lambda: b"PK\x03\x04" + b"x" * 2000, "不是 PDF"),
    "a beginning": (lambda: b"%PDF-1.7\n" + b"\0" * 4000, "已损坏"),
    "half a file": (lambda: pdf_of(*with_rows(1))[:3000], "已损坏|没有附带"),
    "another program's": (lambda: attached(invoice_xml=b"<xml/>"), "只有其他程序的附件"),
    "two forms": (lambda: _twice(), "2 份表格数据"),
    "an empty form": (lambda: attached(form_evform=b" "), "是空的"),
    "a crowd": (lambda: attached(**{f"file{n}_txt": b"x" for n in range(80)}), "80 个附件"),
}


def _twice() -> bytes:
    """Return a PDF in whose list of files the form stands twice."""
    pdf = pdf_of(*with_rows(1))
    with pypdfium2.PdfDocument(pdf) as document:
        document.new_attachment("form.evforn").set_data(b"{}")
        buffer = BytesIO()
        document.save(buffer)
    saved = buffer.getvalue()
    plain, wide = "form.evforn".encode("ascii"), "form.evforn".encode("utf-16-be")
    return (
        saved.replace(plain, NAME.encode("ascii"))
        .replace(wide, NAME.encode("utf-16-be"))
        .replace(wide.hex().upper().encode(), NAME.encode("utf-16-be").hex().upper().encode())
    )


@pytest.mark.parametrize("kind", sorted(AMISS))
def test_what_is_wrong_is_told_in_one_sentence(kind: str) -> None:
    made, words = AMISS[kind]
    with pytest.raises(Unreadable, match=words) as caught:
        extract(made(), "“甲.pdf”")
    assert caught.value.sentence.startswith("“甲.pdf”")
    assert caught.value.sentence.count("。") <= 3


def test_an_attachment_that_is_no_form_is_told_by_its_reader() -> None:
    with pytest.raises(Unreadable, match=r"“甲\.pdf”"):
        decode(extract(attached(form_evform=b'{"format": "other"}')), "甲.pdf")


@pytest.mark.parametrize("at", range(0, 60_000, 1700))
def test_no_damage_does_more_than_a_sentence(at: int) -> None:
    pdf = bytearray(pdf_of(*example("mof-2020-10")))
    for place in range(at, min(at + 40, len(pdf))):
        pdf[place] ^= 0x5A
    with suppress(Unreadable):
        decode(extract(bytes(pdf)), "x")
