"""Lines: the list of the check-up as data. Effects stand folded under their cause, many of one kind under one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evaldesk.model.finding import Finding, Level
from evaldesk.rules.findings import holds_back
from evaldesk.rules.folds import fold_words, folded

MANY = 3  # so many of one code on rows are said in one line
LONGEST_WAY = 8  # causes of causes; also ends a circle

Place = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: its key for as long as the finding stands, its words, and what it stands for.

    ``members`` are the findings of a line that folds many, ``effects`` the number of those folded under a cause.
    ``state`` tells lines apart that say the same: how many were explained, how, and what mends them.
    """

    key: str
    text: str
    place: str
    level: Level
    finding: Finding = field(compare=False)
    members: tuple[Finding, ...] = field(default=(), compare=False)
    state: tuple[int, str, str] = (0, "", "")
    effects: int = 0
    depth: int = 0
    is_open: bool = False

    @property
    def folds(self) -> bool:
        """Tell whether the line can be opened."""
        return bool(self.members or self.effects)

    @property
    def settled(self) -> bool:
        """Tell whether everything that the line stands for was explained."""
        return all(is_settled(finding) for finding in self.members or (self.finding,))


def is_settled(finding: Finding) -> bool:
    """Tell whether a finding was explained, and so no longer holds back the fair copy."""
    return bool(finding.explained) and not holds_back(finding)


def lines_of(findings: Sequence[Finding], opened: Container[str], place: Place) -> list[Line]:
    """Return the lines of the list, those below an opened line behind it; ``place`` names an address."""
    keys = Keys(findings)
    root_of = _roots(findings)
    effects: dict[int, list[Finding]] = {}
    if root_of:
        for finding in findings:
            if id(finding) in root_of:
                effects.setdefault(id(root_of[id(finding)]), []).append(finding)
        findings = [finding for finding in findings if id(finding) not in root_of]
    lines: list[Line] = []
    for finding, group in _grouped(findings, effects):
        key = keys.of(finding) if group is None else fold_key(finding)
        below: Sequence[Finding] = effects.get(id(finding), ()) if group is None else group
        is_open = bool(below) and key in opened
        if group is None:
            lines.append(_line(finding, key, place, effects=len(below), is_open=is_open))
        else:
            state = sum(bool(each.explained) for each in group), str(len(group)), ""
            lines.append(Line(key, folded(group), "", finding.level, finding, group, state, is_open=is_open))
        if is_open:
            lines += [_line(each, keys.of(each), place, depth=1) for each in below]
    return lines


class Keys:
    """Know a key for each finding; it stays while the sentence changes with what is typed."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        places = [(finding.code, finding.where) for finding in findings]
        seen: Counter[tuple[str, str]] = Counter()
        self._again: dict[int, int] = {}
        if len(set(places)) == len(places):
            return  # each of thousands, as nearly always, stands alone at its place
        for finding, at in zip(findings, places, strict=True):
            seen[at] += 1
            if seen[at] > 1:
                self._again[id(finding)] = seen[at]

    def of(self, finding: Finding) -> str:
        """Return the key of one of the findings."""
        return f"{finding.code}@{finding.where}#{self._again.get(id(finding), 1)}"


def fold_key(finding: Finding) -> str:
    """Return the key of the line that folds findings like this one."""
    return f"{finding.level}:{finding.code}"


def holders(findings: Sequence[Finding], finding: Finding) -> set[str]:
    """Return the keys of the lines that must be open for a finding to have its own line."""
    root = _roots(findings).get(id(finding))
    return {fold_key(finding)} if root is None else {Keys(findings).of(root)}


def _grouped(
    findings: Sequence[Finding], effects: Mapping[int, object]
) -> Iterator[tuple[Finding, tuple[Finding, ...] | None]]:
    """Yield what gets a line, in order: one finding, or the first of many on rows with all of its group."""
    groups: dict[tuple[str, int], list[Finding]] = {}
    found: list[tuple[Finding, list[Finding] | None]] = []
    words = fold_words()
    for finding in findings:
        group = groups.get((finding.code, id(finding.level)))
        of_row = finding.where[:11] == "indicators/" or finding.code in words
        if not of_row or (effects and id(finding) in effects):
            found.append((finding, None))
        elif group is None:
            groups[finding.code, id(finding.level)] = group = [finding]
            found.append((finding, group))
        else:
            group.append(finding)
            if len(group) < MANY:  # of a larger one the first stands for all
                found.append((finding, group))
    for finding, members in found:
        if members is None or len(members) < MANY:
            yield finding, None
        elif finding is members[0]:
            yield finding, tuple(members)


def _line(finding: Finding, key: str, place: Place, effects: int = 0, depth: int = 0, is_open: bool = False) -> Line:
    words, named = finding.message, place(finding.where)
    state = 0, finding.explained, finding.fix.label if finding.fix else ""
    return Line(key, words, named, finding.level, finding, (), state, effects, depth, is_open)


def _roots(findings: Sequence[Finding]) -> dict[int, Finding]:
    """Return the finding behind each that has a cause among the others."""
    caused = [finding for finding in findings if finding.cause]
    if not caused:
        return {}
    causes = {finding.cause for finding in caused}
    causing = [finding for finding in findings if finding.where in causes]
    at: dict[str, Finding] = {}
    for finding in sorted(causing, key=lambda item: bool(item.cause)):  # of several, one that has no cause itself
        at.setdefault(finding.where, finding)
    roots: dict[int, Finding] = {}
    for finding in caused:
        root = at.get(finding.cause)
        for _ in range(LONGEST_WAY):
            further = at.get(root.cause) if root is not None and root.cause else None
            if further is None:
                break
            root = further
        if root is not None and root is not finding and at.get(root.cause) is None:
            roots[id(finding)] = root
    return roots
