"""Tables as HTML from the clipboard: merged cells, wrapped lines, damaged and hostile markup."""

from __future__ import annotations

import time

from evaldesk.exchange.grid import MOST_COLUMNS, MOST_ROWS
from evaldesk.exchange.hypertext import from_hypertext, to_hypertext

EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--td {color:black;}--></style></head>
<body><!--StartFragment--><table border=0><tr height=19><td rowspan=3 class=xl65>产出</td><td rowspan=2>数量<br>
指标</td><td>培训场次（场）</td><td>&ge;12</td><td>14</td></tr>
<tr><td>发放&nbsp;手册</td><td>500</td><td>520</td></tr>
<tr><td>质量指标</td><td>合格率</td><td colspan=2>100%</td></tr></table><!--EndFragment--></body></html>"""


def test_merged_cells_fill_their_region() -> None:
    (table,) = from_hypertext(EXCEL)
    assert [table.texts(row) for row in range(3)] == [
        ("产出", "数量\n指标", "培训场次（场）", "≥12", "14"),
        ("产出", "数量\n指标", "发放 手册", "500", "520"),
        ("产出", "质量指标", "合格率", "100%", "100%"),
    ]
    assert not table.is_own(1, 0)
    assert not table.is_own(2, 4)


def test_word_puts_each_line_into_a_paragraph() -> None:
    (table,) = from_hypertext("<table><tr><td><p>甲</p><p>乙</p></td><td><p>丙</p></td></tr></table>")
    assert table.texts(0) == ("甲\n乙", "丙")


def test_cells_that_nobody_closed_are_read() -> None:
    (table,) = from_hypertext("<table><tr><td>甲<td>乙<tr><td>丙")
    assert [table.texts(row) for row in range(2)] == [("甲", "乙"), ("丙", "")]


def test_a_table_in_a_cell_stays_text_of_the_cell() -> None:
    (table,) = from_hypertext("<table><tr><td>甲<table><tr><td>里</td></tr></table></td><td>乙</td></tr></table>")
    assert table.width == 2
    assert "里" in table.texts(0)[0]


def test_comments_declarations_and_hidden_texts_are_passed_over() -> None:
    text = "<!DOCTYPE html><table><tr><td><!-- <td>x --><?xml a?>甲<script>b</script> 3 < 5</td></tr></table>"
    (table,) = from_hypertext(text)
    assert table.texts(0) == ("甲 3 < 5",)


def test_several_tables_are_several_grids_and_empty_ones_none() -> None:
    found = from_hypertext(
        "<table><tr><td>甲</td></tr></table><p>x</p><table><tr><td></td></tr></table><table><tr><th>乙"
    )
    assert [table.texts(0) for table in found] == [("甲",), ("乙",)]


def test_text_without_a_table_holds_none() -> None:
    assert from_hypertext("<p>没有表</p>") == ()
    assert from_hypertext("") == ()


def test_huge_spans_do_not_fill_the_memory() -> None:
    (table,) = from_hypertext(f'<table><tr><td rowspan={10**9} colspan="{10**5}">甲</td><td>乙</td></tr></table>')
    assert table.width <= MOST_COLUMNS + 1
    rows = "<tr><td>1</td></tr>" * (MOST_ROWS + 50)
    (table,) = from_hypertext(f"<table>{rows}</table>")
    assert len(table.rows) == MOST_ROWS


def test_deep_markup_takes_linear_time() -> None:
    start = time.process_time()
    for hostile in (
        "<table><tr><td>",
        "<td <td",
        "<!--",
        "<style>",
        "<td rowspan=",
        "<",
        "<!",
        "&",
        "<td " + "a" * 4001,
    ):
        from_hypertext("<table><tr><td>" + hostile * 20_000)
    # A tenth of this is usual; quadratic time would be minutes.
    assert time.process_time() - start < 30


def test_what_we_write_is_read_back() -> None:
    rows = [["≥95%", "甲 & <乙>"], ["1-2", "两\n行"]]
    (table,) = from_hypertext(to_hypertext(rows))
    assert [list(table.texts(row)) for row in range(2)] == rows
