"""The structure: a reader that cannot see the page finds every text under what it is, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from evaldesk.model.indicators import leaves
from evaldesk.report.annexes import evidence
from evaldesk.report.paper import Options
from tests.report.forms import example, pages_of, pdf_of, squeezed, with_rows
from tests.report.test_archive import CASES, data, fonts, instructions, numbers_shown, to_unicode

ROLES = {"/Document", "/Sect", "/H1", "/P", "/Table", "/TR", "/TH", "/TD"}
Sequences = list[dict[int, str]]


@pytest.fixture(params=CASES)
def pdf(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(data(str(request.param)))) as opened:
        yield opened


def marked(pdf: pikepdf.Pdf) -> Sequences:
    """Return the text of every marked piece of every page; nothing is shown outside of one."""
    unicodes = {name: to_unicode(font.ToUnicode.read_bytes()) for name, font in fonts(pdf).items()}
    found: Sequences = []
    for page in pdf.pages:
        pieces: dict[int, str] = {}
        now: int | None = None
        inside = False
        font = ""
        for operands, operator in instructions(page):
            match operator:
                case "BMC" | "BDC":
                    assert not inside
                    inside = True
                    number = operands[1].get("/MCID") if len(operands) > 1 else None
                    now = None if number is None else int(number)
                    assert (now is None) is (operands[0] == "/Artifact")
                    if now is not None:
                        assert now == len(pieces)
                        pieces[now] = ""
                case "EMC":
                    assert inside
                    inside = False
                case "Tf":
                    font = str(operands[0])
                case "S" | "f":
                    assert inside
                case "Tj" | "TJ":
                    assert inside
                    if now is not None:
                        pieces[now] += "".join(unicodes[font][number] for number in numbers_shown(operands[0]))
        assert not inside
        found.append(pieces)
    return found


def kids(element: Any) -> list[Any]:
    held = element.get("/K", [])
    return [kid for kid in (held if isinstance(held, pikepdf.Array) else [held]) if isinstance(kid, pikepdf.Dictionary)]


def walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in kids(element):
        assert kid.P.objgen == element.objgen
        yield from walk(kid)


def said(element: Any, pieces: Sequences, pages: dict[Any, int]) -> str:
    number = element.get("/K")
    return pieces[pages[element.Pg.objgen]][int(number)] if "/Pg" in element else ""


def document_of(pdf: pikepdf.Pdf) -> Any:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "zh-CN"
    document = pdf.Root.StructTreeRoot.K
    assert document.S == "/Document"
    assert document.P.objgen == pdf.Root.StructTreeRoot.objgen
    return document


def test_every_piece_belongs_to_one_element(pdf: pikepdf.Pdf) -> None:
    pieces = marked(pdf)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    held = [element for element in walk(document_of(pdf)) if "/Pg" in element]
    assert {element.S for element in walk(document_of(pdf))} <= ROLES
    owned = [(pages[element.Pg.objgen], int(element.K)) for element in held]
    assert sorted(owned) == [(number, at) for number, page in enumerate(pieces) for at in page]
    listed = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    assert [int(number) for number in listed[::2]] == list(range(len(pages)))
    for number, (page, parents) in enumerate(zip(pdf.pages, listed[1::2], strict=True)):
        assert int(page.obj.StructParents) == number
        assert page.obj.Tabs == "/S"
        for at, parent in enumerate(parents):
            assert (pages[parent.Pg.objgen], int(parent.K)) == (number, at)


def test_tables_are_regular(pdf: pikepdf.Pdf) -> None:
    """Each row of a table is as wide as the others of its part, with what hangs down from above counted in."""
    for table in (element for element in walk(document_of(pdf)) if element.S == "/Table"):
        hanging: list[int] = []
        for row in kids(table):
            assert row.S == "/TR"
            if not any(hanging):
                hanging = []
            width = sum(1 for left in hanging if left)
            spans = [(int(a.get("/ColSpan", 1)), int(a.get("/RowSpan", 1))) for a in map(attributes, kids(row))]
            width += sum(columns for columns, _ in spans)
            if hanging:
                assert width == len(hanging)
            filled: list[int] = []
            mine = iter(spans)
            at = 0
            while at < width:
                if at < len(hanging) and hanging[at]:
                    filled.append(hanging[at])
                    at += 1
                    continue
                columns, rows = next(mine)
                filled += [rows] * columns
                at += columns
            hanging = [rows - 1 for rows in filled]
        assert not any(hanging)


def attributes(cell: Any) -> Any:
    return cell.get("/A", pikepdf.Dictionary())


def test_the_form_is_read_in_its_order() -> None:
    document, template = example("annex-3-project")
    with pikepdf.open(BytesIO(data("annex-3-project"))) as pdf:
        pieces = marked(pdf)
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        top = document_of(pdf)
        titles = [str(element.T) for element in kids(top) if element.S == "/Sect"]
        assert titles == ["基本情况", "资金情况", "绩效目标情况", "指标评分表", "自评总结"]
        (heading,) = (element for element in walk(top) if element.S == "/H1")
        assert said(heading, pieces, pages) == template.title
        heads = [said(element, pieces, pages) for element in walk(top) if element.S == "/TH"]
        assert {"项目名称", "评价年度", "一级指标", "评分标准"} <= set(heads)
        assert heads.count("指标评分表") == 1
        assert "指标评分表（续）" not in heads
        text = squeezed("".join(said(element, pieces, pages) for element in walk(top)))
        at = 0
        for row in leaves(document.indicators):
            at = text.index(squeezed(row.name), at)
        assert text.index("一、资金使用绩效") > at
        assert text.endswith("日期：年月日")


def test_what_stands_in_the_foot_is_no_text_of_the_form() -> None:
    with pikepdf.open(BytesIO(data("everything"))) as pdf:
        text = "".join("".join(page.values()) for page in marked(pdf))
    assert "校验码" not in text
    assert "草稿" not in text
    assert "附一行表甲乙" in squeezed(text)


def test_annexes_are_sections_of_their_own() -> None:
    document, template = with_rows(2)
    pdf = pdf_of(document, template, Options(annexes=(evidence(document),)))
    assert len(pages_of(document, template).sheets[0].parts) > 3
    with pikepdf.open(BytesIO(pdf)) as opened:
        titles = [str(element.T) for element in kids(document_of(opened)) if element.S == "/Sect"]
    assert titles[-1] == "佐证材料清单"


@pytest.mark.parametrize("count", [0, 1, 300])
def test_every_text_is_marked_however_large_the_form(count: int) -> None:
    document, template = with_rows(count, goal="目标" * 4000, problems="")
    with pikepdf.open(BytesIO(pdf_of(document, template))) as pdf:
        test_every_piece_belongs_to_one_element(pdf)
        test_tables_are_regular(pdf)
