"""The page's settings: read kindly from the file, written sparely, and seen on the page."""

from __future__ import annotations

from typing import Any

import pytest

from evaldesk.files.decode import decode
from evaldesk.files.encode import encode
from evaldesk.model.digest import digest
from evaldesk.report.page import MM, PAD_X
from evaldesk.report.paper import BODY, Options, PageSetup
from evaldesk.report.setup import read, setup_of, with_setup
from tests.report.forms import EXAMPLES, LOOK, example, pages_of, pdf_of, texts_of
from tests.report.test_layout import assert_apart, assert_nothing_lost

WIDE = PageSetup("A3", (20, 15, 20, 25), 10.5, frozenset({"evidence", "criterion"}))


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        pytest.param({}, PageSetup(), id="nothing"),
        pytest.param({"sheet": "A3"}, PageSetup(sheet="A3"), id="another sheet"),
        pytest.param({"sheet": "Letter"}, PageSetup(), id="a sheet we do not have"),
        pytest.param({"size": 10.5}, PageSetup(size=10.5), id="another size"),
        pytest.param({"size": "12"}, PageSetup(), id="a size in words"),
        pytest.param({"size": True}, PageSetup(), id="a size that is none"),
        pytest.param({"size": float("nan")}, PageSetup(), id="a size that is no number"),
        pytest.param({"size": 99}, PageSetup(size=14), id="a size too large"),
        pytest.param({"margins": [0, 0, 0, 99]}, PageSetup(margins=(5, 5, 12, 40)), id="margins no printer has"),
        pytest.param({"margins": [10]}, PageSetup(), id="too few margins"),
        pytest.param({"margins": [20, None, "x", 20]}, PageSetup(margins=(20, 10, 15, 20)), id="odd margins"),
        pytest.param({"without": ["evidence", "name"]}, PageSetup(without=frozenset({"evidence"})), id="a column"),
        pytest.param({"without": "evidence"}, PageSetup(), id="columns that are no list"),
        pytest.param({"font": "仿宋"}, PageSetup(font="仿宋"), id="a font"),
        pytest.param({"font": "Comic Sans"}, PageSetup(), id="a font nobody signs"),
    ],
)
def test_settings_are_read_kindly(kept: dict[str, Any], expected: PageSetup) -> None:
    assert read(kept) == expected


def test_settings_survive_in_the_file_and_are_no_content() -> None:
    document, _ = example("annex-3-project")
    assert setup_of(document) == PageSetup()
    wide = with_setup(document, WIDE)
    assert setup_of(decode(encode(wide), "x")) == WIDE
    assert digest(wide) == digest(document)
    assert encode(with_setup(wide, PageSetup())) == encode(document)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize(
    "setup", [WIDE, PageSetup(size=14), PageSetup(size=6, margins=(5, 5, 12, 5)), PageSetup(margins=(40, 40, 40, 40))]
)
def test_every_setting_lies_well(name: str, setup: PageSetup) -> None:
    document, template = example(name)
    pages = pages_of(document, template, Options(setup=setup))
    top, right, bottom, left = (margin * MM for margin in setup.margins)
    for page in pages.sheets:
        assert_apart(page)
        for box in page.boxes:
            assert box.x >= left - PAD_X - 0.1
            assert box.x + box.width <= pages.width - right + PAD_X + 0.1
            assert box.y >= top - 0.1
            assert box.y + box.height <= pages.height - (bottom if box.framed else 0) + 0.1
    assert_nothing_lost(document, pages)
    texts = {box.text for page in pages.sheets for box in page.boxes}
    assert ("评分标准" in texts) is not bool(setup.without)


def test_the_document_says_how_it_is_printed() -> None:
    document, template = example("annex-3-project")
    pages = pages_of(with_setup(document, WIDE), template)
    assert (pages.width, pages.height) == (420 * MM, 297 * MM)
    assert {box.style.size for box in pages.sheets[1].boxes if box.framed} <= {10.5, 10.5 * 8 / BODY, 8.75}
    assert (pages_of(document, template).width, LOOK.width) == (297 * MM, 297 * MM)
    assert "参考佐证材料" not in "".join(texts_of(pdf_of(with_setup(document, WIDE), template)))
