"""The text of old forms as forms: every field and row of both real ones, our own PDFs, and texts that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaldesk.errors import Unreadable
from evaldesk.exchange.foreign import read_foreign
from evaldesk.exchange.imported import Imported
from evaldesk.exchange.old_text import read_text_form
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources
from evaldesk.report.render import render
from evaldesk.rules import evaluate

TEXTS = Path(__file__).parent.parent / "data" / "old_texts"
FORMS = [("annex-2.txt", "annex-2-special-fund"), ("annex-3.txt", "annex-3-project")]
KEYS = ("name", "weight", "target", "actual", "self_score", "reason")


def example(name: str) -> Document:
    return open_document(resources() / "examples" / f"{name}.evform")


def rows(document: Document) -> list[tuple[str, ...]]:
    return [
        (branch.name, group.name, *(getattr(row, key) for key in KEYS))
        for branch in document.indicators
        for group in branch.children
        for row in group.children
    ]


def read(name: str) -> Imported:
    return read_foreign((TEXTS / name).read_bytes(), name)


@pytest.mark.parametrize(("text", "name"), FORMS)
def test_every_field_of_the_real_forms_comes_right(text: str, name: str) -> None:
    found, wanted = read(text).document, example(name)
    assert found.template == wanted.template
    assert {key: words for key, words in found.fields.items() if words} == {
        key: words for key, words in wanted.fields.items() if words
    }


@pytest.mark.parametrize(("text", "name"), FORMS)
def test_every_row_of_the_real_forms_comes_right(text: str, name: str) -> None:
    found, wanted = read(text).document, example(name)
    assert rows(found) == rows(wanted)
    assert found.total == wanted.total
    for mine, theirs in zip(found.indicators, wanted.indicators, strict=True):
        assert (mine.name, mine.weight, mine.self_score, mine.reason) == (
            theirs.name,
            theirs.weight,
            theirs.self_score,
            theirs.reason,
        )


@pytest.mark.parametrize(("text", "name"), FORMS)
def test_guesses_are_few_and_name_their_places(text: str, name: str) -> None:
    imported = read(text)
    guessed = {finding.where.split("/")[-1] for finding in imported.findings if "indicators/" in finding.where}
    assert guessed <= {"target", "actual", "reason"}
    assert 1 <= len(imported.findings) <= 6
    ids = {row.id for row in leaves(imported.document.indicators)}
    assert all(finding.where.split("/")[1] in ids for finding in imported.findings if "indicators/" in finding.where)


@pytest.mark.parametrize("name", [name for _, name in FORMS])
def test_the_pages_of_our_own_pdf_are_read_as_well(name: str) -> None:
    wanted = example(name)
    template = load_template(wanted.template)
    found = read_foreign(render(wanted, template, evaluate(wanted, template)), "表.pdf").document
    assert {key: words for key, words in found.fields.items() if words} == {
        key: words for key, words in wanted.fields.items() if words
    }
    shown = [(row.name, row.target, row.actual) for row in leaves(wanted.indicators)]
    assert [(row.name, row.target, row.actual) for row in leaves(found.indicators)] == shown


def test_windows_writes_texts_in_another_encoding() -> None:
    raw = (TEXTS / "annex-2.txt").read_text(encoding="utf-8").replace("\n", "\r\n").encode("gb18030")
    assert rows(read_foreign(raw, "旧表.txt").document) == rows(example("annex-2-special-fund"))


@pytest.mark.parametrize("text", ["", "你好", "决策 20\n产出 40\n合计： 100", "x" * 2_000_001])
def test_a_text_that_is_no_form_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable, match="别的"):
        read_text_form(text, "别的.txt")


def test_bytes_that_are_no_text_are_refused_in_a_sentence() -> None:
    with pytest.raises(Unreadable, match="不是文本文件"):
        read_foreign(b"\xff\xfe\x00\xd8", "坏.txt")


@pytest.mark.parametrize("raw", [b"%PDF-1.7\nrubbish", b"%PDF-"])
def test_a_broken_pdf_is_refused_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="坏"):
        read_foreign(raw, "坏.pdf")
