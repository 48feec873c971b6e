"""How a table of cases is played: every firing case at its level and with its words, every silent one without."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from evaldesk.model.document import Document, address, get, put
from evaldesk.model.finding import Finding, Level
from tests.rules.checks.builder import of

ERROR, EXPLAIN, HINT = Level.ERROR, Level.EXPLAIN, Level.HINT


class Fires(NamedTuple):
    """Hold a form in which a check speaks: at which level, at which place, and a part of what it says."""

    code: str
    level: Level
    where: str
    says: str
    form: Document


class Silent(NamedTuple):
    """Hold a form in which a check is silent."""

    code: str
    form: Document


def ids(cases: Iterable[Fires | Silent]) -> list[str]:
    """Name cases by the code of their check, numbered."""
    return [f"{case.code}-{number}" for number, case in enumerate(cases)]


def speaks(case: Fires) -> Finding:
    """Assert that the check says what the case expects, in a form that the rest of the program can use."""
    found = of(case.form, case.code)
    assert found, f"{case.code} is silent"
    at = [finding for finding in found if finding.where.endswith(case.where)]
    assert at, f"not at {case.where} but at {[finding.where for finding in found]}"
    finding = at[0]
    assert finding.level is case.level
    assert case.says in finding.message, finding.message
    assert finding.message.endswith("。")
    assert finding.why
    assert finding.source
    for where in finding.about:
        text = get(case.form, address(where))
        if finding.span and where == finding.where:
            assert 0 <= finding.span[0] < finding.span[1] <= len(text)
    return finding


def mended(document: Document, finding: Finding) -> Document:
    """Return the form with the finding's fix done."""
    assert finding.fix is not None
    for where, text in finding.fix.edits:
        document = put(document, address(where), text)
    return document
