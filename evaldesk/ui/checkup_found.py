"""Found: the findings of a form by the place that they speak of, and how many wait there, made in one pass.

A form may have thousands of findings, and they become others at a key: each panel looks up what it shows here instead
of reading them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from evaldesk.model.finding import Finding, Level
from evaldesk.ui.checkup_lines import is_settled

Waiting = Mapping[Level, int]


class Found:
    """Hold findings by place; nobody writes to it.

    ``waiting`` counts what waits in the whole form, ``of_fields`` by form field what waits there, ``of_table`` what
    waits everywhere else: at rows and sums.
    """

    def __init__(self, findings: Sequence[Finding] = ()) -> None:
        self.findings = findings
        self._fields: dict[str, list[Finding]] = {}
        self._rows: dict[str, list[Finding]] = {}
        for finding in findings:
            part, _, rest = finding.where.partition("/")
            if part == "indicators":
                self._rows.setdefault(rest.partition("/")[0], []).append(finding)
            elif part == "fields":
                self._fields.setdefault(rest, []).append(finding)
        self.waiting = waiting(findings)
        self.of_fields: dict[str, Waiting] = {key: waiting(found) for key, found in self._fields.items()}
        self.of_table = left(self.waiting, self.of_fields.values())

    def at_field(self, key: str) -> Sequence[Finding]:
        """Return the findings of a form field."""
        return self._fields.get(key, ())

    def at_row(self, id: str) -> Sequence[Finding]:
        """Return the findings of an indicator, or of a row above it."""
        return self._rows.get(id, ())


def waiting(findings: Iterable[Finding]) -> Waiting:
    """Return how many of the findings wait, by level."""
    # Compared by identity: the hash of a member of an enumeration is worked out in Python, here for each of thousands.
    errors = explains = hints = 0
    error, explain = Level.ERROR, Level.EXPLAIN
    for finding in findings:
        if finding.explained and is_settled(finding):
            continue
        level = finding.level
        if level is error:
            errors += 1
        elif level is explain:
            explains += 1
        else:
            hints += 1
    return Counter({error: errors, explain: explains, Level.HINT: hints})


def added(counts: Iterable[Waiting]) -> Waiting:
    """Return the sum of several counts."""
    total: Counter[Level] = Counter()
    for each in counts:
        total.update(each)
    return total


def left(whole: Waiting, parts: Iterable[Waiting]) -> Waiting:
    """Return a count without some of its parts."""
    rest = Counter(whole)
    for each in parts:
        rest.subtract(each)
    return rest
