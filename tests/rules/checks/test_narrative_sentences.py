"""Every sentence of a table, typed into a plain form, against what the table says of it: found, or silent."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, address, put
from evaldesk.model.finding import Finding, Level
from evaldesk.rules import evaluate
from evaldesk.rules.case import Case, Check
from evaldesk.rules.checks import narrative

TABLES = Path(__file__).resolve().parents[2] / "data" / "narrative"
CHECKS = [item for item in vars(narrative).values() if isinstance(item, Check)]
PREFIX = "narrative."


class Line(NamedTuple):
    """Hold one line of the table: the field, the sentence, the codes to be found, the words they point at, edits."""

    number: int
    field: str
    sentence: str
    codes: frozenset[str]
    words: str
    edits: tuple[tuple[str, str], ...]


def lines(name: str = "sentences.tsv") -> list[Line]:
    """Return the lines of a table; those with ``#`` are headings."""
    found = []
    for number, text in enumerate((TABLES / name).read_text(encoding="utf-8").splitlines(), 1):
        if number == 1 or text.startswith("#") or not text.strip():
            continue
        field, sentence, codes, words, edits = (text + "\t" * 4).split("\t")[:5]
        changes = tuple(tuple(edit.strip().split("=", 1)) for edit in edits.split(";") if edit.strip())
        wanted = frozenset(code.strip() for code in codes.split(",") if code.strip())
        found.append(Line(number, field, sentence, wanted, words.strip(), changes))  # type: ignore[arg-type]
    return found


def where(short: str) -> str:
    """Return the address that the table writes as ``planned`` or ``r9.actual``."""
    return "indicators/" + short.replace(".", "/") if "." in short else f"fields/{short}"


def base() -> Document:
    """Return the plain form that the sentences are typed into."""
    return open_document(TABLES / "base.evform")


def findings(document: Document) -> list[Finding]:
    """Return what the checks of this family find."""
    template = load_template(document.template)
    case = Case(document, template, evaluate(document, template))
    return [finding for item in CHECKS for finding in item.findings(case)]


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line.number}")
def test_a_sentence_is_found_or_left_alone(line: Line) -> None:
    document = put(base(), address(where(line.field)), line.sentence)
    for short, text in line.edits:
        document = put(document, address(where(short)), text)
    seen = [
        finding
        for finding in findings(document)
        if finding.level is not Level.HINT or finding.code.removeprefix(PREFIX) in line.codes
    ]
    said = [(finding.code, finding.message) for finding in seen]
    assert {finding.code.removeprefix(PREFIX) for finding in seen} == line.codes, said
    pointed = [line.sentence[slice(*finding.span)] for finding in seen if finding.span]
    assert not line.words or any(line.words in words for words in pointed), pointed


def test_the_table_is_long_and_says_both() -> None:
    table = lines()
    assert len(table) >= 150
    assert sum(bool(line.codes) for line in table) >= 50
    assert sum(not line.codes for line in table) >= 50


def test_every_check_is_in_a_table() -> None:
    shown = {code for line in lines() for code in line.codes}
    examples = (TABLES / "examples.tsv").read_text(encoding="utf-8")
    missing = [
        item.code for item in CHECKS if item.code.removeprefix(PREFIX) not in shown and item.code not in examples
    ]
    assert not missing


def test_every_finding_is_whole() -> None:
    for line in lines():
        for finding in findings(put(base(), address(where(line.field)), line.sentence)):
            text = line.sentence if finding.where == where(line.field) else None
            assert finding.prose
            assert finding.message.endswith("。")
            assert finding.numbers
            assert finding.why
            if text is not None and finding.span:
                assert 0 <= finding.span[0] < finding.span[1] <= len(text), finding
            for place, mended in finding.fix.edits if finding.fix else ():
                assert place == finding.where
                assert mended != text


def test_a_fix_mends_what_it_was_offered_for() -> None:
    mended = 0
    for line in lines():
        document = put(base(), address(where(line.field)), line.sentence)
        for finding in findings(document):
            if finding.fix:
                after = document
                for place, text in finding.fix.edits:
                    after = put(after, address(place), text)
                again = [(item.code, item.span) for item in findings(after)]
                assert (finding.code, finding.span) not in again, finding.message
                mended += 1
    assert mended > 20
