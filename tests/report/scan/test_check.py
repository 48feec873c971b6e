"""A scan held against the form: the same, another revision, or the fields that differ."""

from __future__ import annotations

import random
from functools import cache
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from evaldesk.errors import Unreadable
from evaldesk.model.document import Document, cell, field, get, put
from evaldesk.model.indicators import leaves
from evaldesk.report.paper import Options
from evaldesk.report.scan.check import check_scan
from evaldesk.report.scan.result import ScanResult, as_json
from tests.report.forms import example, pdf_of
from tests.report.scan.forgeries import cells_with_digits, paper, printed, redrawn, with_another_digit
from tests.report.scan.scanner import Scanner, as_file, as_pdf, printed_page, scanned, sealed

NAME = "annex-2-special-fund"
SEALED = Scanner(skew=1.5, blur=0.7, noise=8)
FAXED = Scanner(skew=-2, blur=0.6, noise=8, grey=True, upside_down=True, stretch=0.003, shift=(4, -6), seed=2)


@cache
def scan() -> bytes:
    """Return pages 2 and 3 as a scanned PDF: a red seal over the table, the other page grey and upside down."""
    table = scanned(sealed(paper(NAME, 1), 400, 250), SEALED)
    return as_pdf([table, scanned(paper(NAME, 2), FAXED).convert("RGB")])


@cache
def sheet() -> bytes:
    """Return the data sheet alone, scanned."""
    document, template = example(NAME)
    page = printed_page(pdf_of(document, template, Options(data_sheet=True)), 3)
    return as_file(scanned(page, SEALED))


def check(scan: bytes, document: Document | None = None, **more: object) -> ScanResult:
    own, template = example(NAME)
    return check_scan(scan, "“扫描件”", document or own, template, **more)  # type: ignore[arg-type]


def changed() -> Document:
    """Return the form with the actual value of one row changed: from 32 to 39."""
    document, _ = example(NAME)
    row = next(row for row in leaves(document.indicators) if row.actual == "32")
    return put(document, cell(row.id, "actual"), "39")


def test_the_paper_of_the_file_is_the_same() -> None:
    done: list[tuple[int, int]] = []
    result = check(scan(), progress=lambda at, of: done.append((at, of)))
    assert result.same, str(result)
    assert result.sentence.startswith("一致：纸质件与文件相同（第 1 稿")
    assert [(page.number, page.shows) for page in result.pages] == [(1, 2), (2, 3)]
    assert result.notes == ("没有扫描表格第 1 页，这几页未核对。",)
    assert result.score == 98
    assert done == [(1, 2), (2, 2)]


def test_a_file_changed_after_printing_is_found_and_the_field_named() -> None:
    result = check(scan(), changed())
    assert result.verdict == "changed"
    (told,) = result.differences
    assert (told.label, told.file, told.paper) == ("“粤政图”平台地图产品数（个） › 评价年度实现值", "39", None)
    assert told.page == 1
    assert told.box is not None
    assert Image.open(BytesIO(result.pages[0].picture)).size == (2339, 1654)
    assert as_json(result)["differences"][0]["where"] == told.where


def test_another_revision_is_named_and_what_changed_since() -> None:
    document, _ = example(NAME)
    later = changed().model_copy(update={"revision": 2})
    result = check(scan(), later, known=lambda code: document if code.revision == 1 else None)
    assert result.verdict == "revision"
    assert "纸质件是第 1 稿" in result.sentence
    assert "文件现为第 2 稿" in result.sentence
    (told,) = result.differences
    assert (told.file, told.paper, told.page) == ("39", "32", 1)


def test_the_data_sheet_tells_what_the_paper_said() -> None:
    document = changed()
    long = put(document, field("problems"), "改写过的问题")
    result = check(sheet(), long)
    assert result.verdict == "changed"
    assert {(item.label, item.file, item.paper) for item in result.differences} == {
        ("“粤政图”平台地图产品数（个） › 评价年度实现值", "39", "32"),
        ("资金使用绩效存在的问题", "改写过的问题", None),
    }


def test_a_digit_drawn_over_on_the_paper_is_found_and_the_field_named() -> None:
    document, template = example(NAME)
    dice = random.Random(11)
    box = dice.choice(cells_with_digits(document, printed(NAME)[1], 1))
    assert box.where
    forged = with_another_digit(document, box.where, dice)
    page = sealed(redrawn(paper(NAME, 1), forged, template, 1, box.where), box.x, box.y)
    result = check(as_file(scanned(page, SEALED), "JPEG"))
    assert result.verdict == "altered"
    (told,) = result.differences
    assert told.where == str(box.where)
    assert f"文件为“{get(document, box.where)}”" in str(told)
    assert "可能在打印后被改动过" in result.sentence


def test_paper_of_another_form_is_not_compared() -> None:
    other, template = example("annex-3-project")
    result = check_scan(scan(), "x", other, template)
    assert result.verdict == "other"
    assert "不是这张表打印的" in result.sentence
    assert not result.differences


def test_a_picture_without_a_code_is_told_kindly() -> None:
    result = check(as_file(Image.new("L", (800, 600), 255)))
    assert result.verdict == "unknown"
    assert "没有读到页脚的二维码" in result.sentence


def test_somebody_elses_code_is_told_as_such() -> None:
    code = zxingcpp.create_barcode("https://example.com/", zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    page = Image.new("L", (800, 600), 255)
    drawn: Any = code.to_image(scale=8)
    seen = memoryview(drawn)
    page.paste(Image.frombytes("L", (len(seen), len(seen)), bytes(seen)), (100, 100))
    assert "不是本程序印的" in check(as_file(page)).sentence


@pytest.mark.parametrize(
    ("file", "said"),
    [(b"hello", "不是能读的扫描件"), (b"", "不是能读的扫描件"), (b"%PDF-1.7 nothing", "已损坏")],
)
def test_a_file_that_is_no_scan_is_refused_in_a_sentence(file: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        check(file)


def test_a_scan_cut_off_in_the_middle_is_refused_in_a_sentence() -> None:
    with pytest.raises(Unreadable, match="不是能读的扫描件"):
        check(sheet()[:4000])
