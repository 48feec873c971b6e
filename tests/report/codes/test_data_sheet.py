"""The data sheet: all values go into codes and come back, on as many pages as a person would scan."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from evaldesk.model.digest import digest
from evaldesk.model.document import Document
from evaldesk.model.indicators import walk
from evaldesk.model.template import Template
from evaldesk.report.codes.data_codes import PIECE, DataCode, cut, decoded_data, joined
from evaldesk.report.codes.data_pages import MOST
from evaldesk.report.codes.form_data import FormData, data_of, is_fingerprint, packed_data, unpacked_data
from evaldesk.report.codes.symbol import MODULE, QUIET, modules
from evaldesk.report.page import MM
from evaldesk.report.paper import Options
from evaldesk.report.verify import verify
from evaldesk.rules import evaluate
from tests.report.forms import LOOK, example, pages_of, pdf_of, with_rows
from tests.report.test_living_pdf import FORMS

SHEET = Options(data_sheet=True)
DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize("name", FORMS)
def test_the_codes_hold_all_targets_actuals_and_scores(name: str) -> None:
    document, template = example(name)
    evaluation = evaluate(document, template)
    sheet = pages_of(document, template, SHEET).sheets[-1]
    found = [code for item in sheet.codes if (code := decoded_data(item.data))]
    packed = joined(found, digest(document))
    assert packed is not None
    data = unpacked_data(packed)
    assert data == data_of(document, evaluation)
    for row, (depth, node) in zip(data.rows, walk(document.indicators), strict=True):
        assert row.depth == depth
        printed = (node.target, node.actual, evaluation.nodes[node.id].score_text)
        for said, typed in zip(row.texts[2:5], printed, strict=True):
            assert said == typed or is_fingerprint(said)


@pytest.mark.parametrize("size", [1, PIECE - 1, PIECE, PIECE + 1, 40 * PIECE + 7])
def test_data_of_any_size_is_cut_and_joined(size: int) -> None:
    data = random.Random(size).randbytes(size)  # deflated data look random
    codes = [code for item in cut(data, DIGEST) if (code := decoded_data(item))]
    random.Random(1).shuffle(codes)
    assert joined(codes, DIGEST) == data
    assert joined(codes[1:], DIGEST) is None
    assert joined([code._replace(digest="0" * 32) for code in codes], DIGEST) is None
    assert max(len(modules(item)) for item in cut(data, DIGEST)) <= 97


@pytest.mark.parametrize("data", [b"", b"x", b"\x78\x9c", packed_data(FormData({}, (), ()))[:-1]])
def test_damaged_data_say_nothing(data: bytes) -> None:
    assert unpacked_data(data) is None


@pytest.mark.parametrize("data", [b"", b"ED\x01", b"ED\x01" + bytes(17), b"EV\x01" + bytes(60)])
def test_another_code_is_no_piece(data: bytes) -> None:
    assert decoded_data(data) is None


def test_a_piece_of_nothing_joins_to_nothing() -> None:
    assert joined([], DIGEST) is None
    assert joined([DataCode(DIGEST[:32], 2, 2, b"x")], DIGEST) is None


def crowded(fields: int) -> tuple[Document, Template]:
    """Return a form with so many more texts that nothing repeats."""
    document, template = with_rows(1)
    words = random.Random(5)
    many = {f"key{n}": "".join(chr(words.randrange(0x4E00, 0x9FA5)) for _ in range(30)) for n in range(fields)}
    return document.model_copy(update={"fields": {**document.fields, **many}}), template


def test_a_form_with_too_much_data_says_so_on_one_page() -> None:
    form = crowded(2500)
    (last,) = pages_of(*form, SHEET).sheets[len(pages_of(*form).sheets) :]
    assert len(last.codes) == 1, "only the code in the foot"
    assert any("未印数据页" in box.text and f"最多 {MOST} 页" in box.text for box in last.boxes)


def test_the_codes_of_several_pages_stand_apart_on_the_paper() -> None:
    pages = pages_of(*crowded(400), SHEET)
    sheets = [sheet for sheet in pages.sheets if len(sheet.codes) > 1]
    assert len(sheets) > 1
    for sheet in sheets:
        areas = [(code.x, code.y, len(modules(code.data)) * MODULE) for code in sheet.codes]
        for x, y, edge in areas:
            assert LOOK.left - 0.01 <= x <= x + edge <= LOOK.right + 0.01
            assert LOOK.top <= y
            assert y + edge <= LOOK.height - 5 * MM + 0.01
        for (x, y, edge), (other_x, other_y, _) in combinations(areas, 2):
            assert abs(x - other_x) >= edge + 2 * QUIET or abs(y - other_y) >= edge + 2 * QUIET


def test_a_pdf_with_a_data_sheet_agrees_with_itself() -> None:
    assert verify(pdf_of(*example("mof-2020-10"), options=replace(SHEET, draft=1))).same
