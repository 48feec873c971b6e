"""Lines: the list of the check-up as data. Effects stand folded under their cause, many of one kind under one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

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
    """

    key: str
    text: str
    place: str
    level: Level
    finding: Finding
    members: tuple[Finding, ...] = ()
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
    keys = keys_of(findings)
    root_of = _roots(findings)
    effects: dict[int, list[Finding]] = {}
    roots = []
    for finding in findings:
        root = root_of.get(id(finding))
        if root is None:
            roots.append(finding)
        else:
            effects.setdefault(id(root), []).append(finding)
    alike = Counter((item.level, item.code) for item in roots if _may_fold(item, effects))
    groups: dict[tuple[Level, str], list[Finding]] = {}
    for item in roots:
        if alike[item.level, item.code] >= MANY and _may_fold(item, effects):
            groups.setdefault((item.level, item.code), []).append(item)
    lines: list[Line] = []
    for item in roots:
        group = groups.get((item.level, item.code)) if _may_fold(item, effects) else None
        if group is None:
            below = effects.get(id(item), [])
            is_open = keys[id(item)] in opened
            lines.append(_line(item, keys, place, effects=len(below), is_open=is_open))
            lines += [_line(each, keys, place, depth=1) for each in below] if is_open else []
        elif group[0] is item:
            key = fold_key(item)
            is_open = key in opened
            lines.append(Line(key, folded(group), "", item.level, item, tuple(group), is_open=is_open))
            lines += [_line(each, keys, place, depth=1) for each in group] if is_open else []
    return lines


def keys_of(findings: Iterable[Finding]) -> dict[int, str]:
    """Return a key for each finding by its identity; it stays while the sentence changes with what is typed."""
    seen: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for finding in findings:
        name = f"{finding.code}@{finding.where}"
        keys[id(finding)] = f"{name}#{seen[name]}"
        seen[name] += 1
    return keys


def fold_key(finding: Finding) -> str:
    """Return the key of the line that folds findings like this one."""
    return f"{finding.level}:{finding.code}"


def holders(findings: Sequence[Finding], finding: Finding) -> set[str]:
    """Return the keys of the lines that must be open for a finding to have its own line."""
    keys = keys_of(findings)
    root = _roots(findings).get(id(finding))
    return {fold_key(finding)} if root is None else {keys[id(root)]}


def _line(
    finding: Finding, keys: dict[int, str], place: Place, effects: int = 0, depth: int = 0, is_open: bool = False
) -> Line:
    return Line(
        keys[id(finding)],
        finding.message,
        place(finding.where),
        finding.level,
        finding,
        effects=effects,
        depth=depth,
        is_open=is_open,
    )


def _may_fold(finding: Finding, effects: dict[int, list[Finding]]) -> bool:
    of_row = finding.where.startswith("indicators/") or finding.code in fold_words()
    return of_row and id(finding) not in effects


def _roots(findings: Sequence[Finding]) -> dict[int, Finding]:
    """Return the finding behind each that has a cause among the others."""
    at: dict[str, Finding] = {}
    for finding in findings:
        if not finding.cause:
            at.setdefault(finding.where, finding)
    for finding in findings:
        at.setdefault(finding.where, finding)
    roots: dict[int, Finding] = {}
    for finding in findings:
        seen, root = finding, at.get(finding.cause) if finding.cause else None
        for _ in range(LONGEST_WAY):
            if root is None or not root.cause:
                break
            seen, root = root, at.get(root.cause)
        root = root if root is not None else seen
        if root is not finding and at.get(root.cause) is None:
            roots[id(finding)] = root
    return roots
