"""Lines, the rows of the indicator table as paper and workbook have them: what spans which rows, what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from evaldesk.model.template.table import IndicatorsSection
from evaldesk.rules.evaluation import NodeResult

T = TypeVar("T")
Run = tuple[int, int]
"""The first of some neighbouring lines, and the line behind their last."""


class Line(NamedTuple):
    """Hold one row: the branch and group it stands in and its indicator, None where there is none yet."""

    branch: NodeResult
    group: NodeResult | None
    indicator: NodeResult | None


class Merged(NamedTuple):
    """Hold lines that share one typed score, and the branch or group that it was typed for."""

    first: int
    end: int
    owner: NodeResult


def lines_of(branches: Iterable[NodeResult]) -> Iterator[Line]:
    """Yield the rows in the order of the paper; a branch or group without any still has one."""
    for branch in branches:
        for group in branch.children or (None,):
            for indicator in (group.children if group else ()) or (None,):
                yield Line(branch, group, indicator)


def stands_elsewhere(branch: NodeResult, section: IndicatorsSection) -> bool:
    """Tell whether the form prints a branch in another table: one of fixed indicators that the template says so of.

    Where an officer put more rows into it, it is printed here after all.
    """
    described = section.branch(branch.node.name)
    if described is None or described.printed:
        return False
    rows = [row.node.name for group in branch.children for row in group.children]
    return all(section.fixed(branch.node.name, name) for name in rows)


def branch_runs(lines: Sequence[Line]) -> Iterator[Run]:
    """Yield the lines of each branch."""
    return runs(lines, lambda line: line.branch.node.id)


def group_runs(lines: Sequence[Line]) -> Iterator[Run]:
    """Yield the lines of each group."""
    return runs(lines, lambda line: (line.branch.node.id, line.group.node.id if line.group else ""))


def guidance_keys(lines: Iterable[Line], section: IndicatorsSection) -> list[str]:
    """Return the key of each line's guidance, ``""`` for none."""
    named = ((line.branch.node.name, line.indicator.node.name if line.indicator else "") for line in lines)
    return [section.guidance_key(branch, name) for branch, name in named]


def merged_lines(lines: Sequence[Line]) -> Iterator[Merged]:
    """Yield the lines that share one typed score: the branch's or the group's, where no row has its own."""
    for first, end in branch_runs(lines):
        branch = lines[first].branch
        if branch.score_typed and not any(group.score_typed or _rows_typed(group) for group in branch.children):
            yield Merged(first, end, branch)
            continue
        for start, stop in group_runs(lines[first:end]):
            group = lines[first + start].group
            if group and group.score_typed and not _rows_typed(group):
                yield Merged(first + start, first + stop, group)


def _rows_typed(group: NodeResult) -> bool:
    return any(indicator.score_typed for indicator in group.children)


def runs(items: Sequence[T], key: Callable[[T], object]) -> Iterator[Run]:
    """Yield the runs of neighbours with the same key."""
    at = 0
    for _, same in groupby(items, key):
        end = at + len(list(same))
        yield at, end
        at = end
