"""Workbooks that anybody may have made: damaged, hostile, enormous, old, foreign."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from evaldesk.errors import Unreadable
from evaldesk.exchange.sheet.form import read_form
from evaldesk.exchange.sheet.workbook import MOST_UNPACKED, read_workbook

ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)  # type: ignore[union-attr]
    return saved(made)


def saved(made: Workbook) -> bytes:
    raw = BytesIO()
    made.save(raw)
    return raw.getvalue()


def repacked(raw: bytes, name: str, change: object) -> bytes:
    """Return the zip with one part changed."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename == name else content)  # type: ignore[operator]
    return made.getvalue()


def test_cells_are_read_as_shown_with_their_names() -> None:
    (grid,) = read_workbook(book(["指标名称", "预期值"], ["甲", 5]), "表.xlsx").grids
    assert [grid.texts(row) for row in range(2)] == [("指标名称", "预期值"), ("甲", "5")]
    assert grid.rows[1][1].name == "B2"


@pytest.mark.parametrize("raw", [b"", b"PK", b"not a zip", b"\x00" * 100, b"{}", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_is_told(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="另存为"):
        read_workbook(raw, "表.xlsx")


def test_an_old_workbook_is_told() -> None:
    with pytest.raises(Unreadable, match="旧格式"):
        read_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "表.xls")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_torn_workbook_is_told(cut: float) -> None:
    raw = book(["甲", 1])
    with pytest.raises(Unreadable):
        read_workbook(raw[: int(len(raw) * cut)], "表.xlsx")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_damaged_parts_are_told(part: str) -> None:
    with pytest.raises(Unreadable):
        read_workbook(repacked(book(["甲", 1]), part, lambda content: content[: len(content) // 2]), "表.xlsx")


def test_entities_are_refused() -> None:
    raw = repacked(
        book(["甲", 1]),
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace(b"<worksheet", ENTITY.encode() + b"<worksheet", 1),
    )
    with pytest.raises(Unreadable, match="外部实体"):
        read_workbook(raw, "表.xlsx")


def test_a_zip_bomb_is_refused_unread() -> None:
    raw = repacked(book(["甲", 1]), "xl/worksheets/sheet1.xml", lambda content: b" " * (MOST_UNPACKED + 1) + content)
    assert len(raw) < MOST_UNPACKED // 100
    with pytest.raises(Unreadable, match="过大"):
        read_workbook(raw, "表.xlsx")


def test_formatted_empty_rows_are_not_read() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"] = "指标名称"
    sheet.row_dimensions[1_000_000].height = 20
    sheet["C900"].number_format = "0.00"
    (grid,) = read_workbook(saved(made), "表.xlsx").grids
    assert (len(grid.rows), grid.width) == (1, 1)


def test_formulas_are_read_as_their_last_result() -> None:
    made = Workbook()
    assert made.active is not None
    made.active.append(["甲", "=1+1", "乙"])
    (grid,) = read_workbook(saved(made), "表.xlsx").grids
    assert grid.texts(0) == ("甲", "", "乙")  # nobody has calculated it yet; the formula itself is no value


def test_hidden_sheets_are_not_read() -> None:
    made = Workbook()
    assert made.active is not None
    made.active.append(["甲"])
    hidden = made.create_sheet("参数")
    hidden.append(["乙"])
    hidden.sheet_state = "hidden"
    assert len(read_workbook(saved(made), "表.xlsx").grids) == 1


def test_an_empty_workbook_is_told() -> None:
    with pytest.raises(Unreadable, match="没有内容"):
        read_form(book(), "表.xlsx")


def test_a_sheet_of_another_kind_is_told() -> None:
    with pytest.raises(Unreadable, match="没有认出"):
        read_form(book(["姓名", "工资"], ["某某甲", 5000]), "表.xlsx")


def test_a_plain_table_is_read_under_a_template_and_every_guess_has_its_cell() -> None:
    raw = book(["培训场次", "≥12场", "14场"], ["发放手册", "≥500份", "520份"])
    read = read_form(raw, "表.xlsx", "jiangmen-annex-3@2023")
    group = read.document.indicators[1].children[0]
    assert [(row.name, row.target, row.actual) for row in group.children] == [
        ("培训场次", "≥12场", "14场"),
        ("发放手册", "≥500份", "520份"),
    ]
    told = [finding.message for finding in read.findings]
    assert len(told) == 6
    assert any(message.startswith("B2：") for message in told)
