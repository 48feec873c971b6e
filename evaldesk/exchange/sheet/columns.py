"""One set of sheet columns for every section: the indicator table's, with the other sections' edges moved onto them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from evaldesk.model.template import Template
from evaldesk.model.template.grid import FieldsSection

# Width of the vertical label beside a section of fields, in mm on A4.
LABEL = Decimal(14)


def sheet_columns(template: Template) -> tuple[tuple[Decimal, ...], tuple[tuple[int, int], ...]]:
    """Return the widths of the sheet's columns in mm, and for each column of the indicator table its first and end.

    A section with more columns than the table has splits the widest ones.
    """
    widths = [column.width for column in template.indicators.columns]
    owners = list(range(len(widths)))
    while len(widths) < _most_columns(template):
        widest = max(range(len(widths)), key=lambda at: widths[at])
        half = widths[widest] / 2
        widths[widest : widest + 1] = [half, half]
        owners.insert(widest, owners[widest])
    stretches = tuple(
        (owners.index(at), len(owners) - owners[::-1].index(at)) for at in range(len(template.indicators.columns))
    )
    return tuple(widths), stretches


def _most_columns(template: Template) -> int:
    sections = (section for section in template.sections if isinstance(section, FieldsSection))
    return max((len(section.columns) + bool(section.label) for section in sections), default=1)


def snapped(wanted: Sequence[Decimal], sheet: Sequence[Decimal]) -> tuple[int, ...]:
    """Return a sheet edge for each wanted inner edge: rising, each part at least one column, as close as can be.

    ``wanted`` are the widths of the parts, scaled to the whole sheet; the result holds one edge more than parts.
    """
    edges = _edges(sheet)
    scale = edges[-1] / sum(wanted)
    aims = [edge * scale for edge in _edges(wanted)]
    parts, columns = len(wanted), len(sheet)
    # best[at] = (cost, path) over the ways to lay the parts so far so that the last ends at edge `at`.
    best: dict[int, tuple[Decimal, tuple[int, ...]]] = {0: (Decimal(0), (0,))}
    for part in range(1, parts + 1):
        ends = [columns] if part == parts else range(part, columns - (parts - part) + 1)
        best = {
            end: min(
                (cost + abs(edges[end] - aims[part]), (*path, end)) for at, (cost, path) in best.items() if at < end
            )
            for end in ends
        }
    return best[columns][1]


def _edges(widths: Sequence[Decimal]) -> list[Decimal]:
    edges = [Decimal(0)]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges
