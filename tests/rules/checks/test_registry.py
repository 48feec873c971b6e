"""The registry of checks: each is documented, sourced, unique, tested, and listed in the rulebook."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from evaldesk.rules.case import Check, Fact, Pace
from evaldesk.rules.checks import FAMILIES, SLOW_FAMILY, all_checks, checks_of
from evaldesk.rules.checks.across import across_checks
from evaldesk.rules.methods import QUESTIONS
from evaldesk.rules.rulebook import FAMILY_NAMES, rulebook, rulebook_text

CHECKS = (*all_checks(), *across_checks())
TESTS = Path(__file__).parent.parent.parent
TABLES = "".join(path.read_text("utf-8") for path in sorted(TESTS.rglob("test_*.py")))
SENTENCES = "".join(path.read_text("utf-8") for path in sorted((TESTS / "data" / "narrative").glob("*.tsv")))
each = pytest.mark.parametrize("item", CHECKS, ids=lambda item: item.code)


def test_codes_are_unique() -> None:
    codes = [item.code for item in CHECKS]
    assert len(codes) == len(set(codes))


@each
def test_a_check_names_its_family_and_its_truth(item: Check) -> None:
    family, _, what = item.code.partition(".")
    assert family in (*FAMILIES, "across")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", what)
    assert family in FAMILY_NAMES


@each
def test_a_check_explains_itself_to_officers(item: Check) -> None:
    sentence, _, reason = item.help.partition("\n")
    assert sentence.endswith("。"), sentence
    assert len(reason.strip()) > 10, "no reason and no way to mend it"
    assert len(re.findall("[一-鿿]", item.help)) > 20
    assert item.source


@each
def test_a_check_asks_what_comparisons_ask(item: Check) -> None:
    assert set(item.asks) <= set(QUESTIONS)


@each
def test_a_check_has_a_test_that_names_it(item: Check) -> None:
    if item.code.startswith("narrative."):
        assert re.search(rf"(?<![\w-]){item.code.removeprefix('narrative.')}(?![\w-])", SENTENCES)
    else:
        assert f'"{item.code}"' in TABLES


def test_the_rulebook_lists_every_check() -> None:
    book = rulebook()
    assert [entry["code"] for entry in book] == [item.code for item in CHECKS]
    for entry in book:
        assert all(entry[key] for key in ("level", "level_name", "sentence", "source", "family")), entry


def test_the_rulebook_reads_as_text() -> None:
    text = rulebook_text()
    assert text.startswith("【完整性】")
    assert all(f"{item.code}（" in text for item in CHECKS)
    assert text.count("依据：") == len(CHECKS)


def test_every_check_of_rows_says_what_calls_for_it() -> None:
    known = {*get_args(Fact), *QUESTIONS}
    for item in all_checks():
        calls = {*item.facts, *item.asks}
        assert calls <= known, item.code
        assert bool(calls) == (item.pace in ("cell", "row")), item.code


def test_the_family_that_is_loaded_late_holds_slow_checks_alone() -> None:
    paces = {item.pace for item in all_checks() if item.code.startswith(f"{SLOW_FAMILY}.")}
    assert paces == {"slow"}


def test_the_checks_of_all_paces_are_all_checks() -> None:
    assert checks_of(*get_args(Pace)) == all_checks()


def test_a_form_is_scored_without_loading_the_checks_of_long_texts() -> None:
    scored = (
        "import sys; from pathlib import Path; from evaldesk.files.store import open_document;"
        "from evaldesk.files.templates import load_template; from evaldesk.rules import evaluate;"
        "document = open_document(Path(sys.argv[1])); evaluate(document, load_template(document.template));"
        "print([name for name in sys.modules if name.startswith('evaldesk.rules.checks.narrative')])"
    )
    form = TESTS.parent / "resources" / "examples" / "annex-3-project.evform"
    told = subprocess.run([sys.executable, "-c", scored, str(form)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
