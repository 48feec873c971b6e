"""Indicators read out of a grid by its layout: one ``Read`` for each row that has something to say.

Merged and left-out level names carry on downwards, heads repeated after a page break are passed over, a text that a
page break tore is put together, and for every attribute the cell it came from is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evaldesk.exchange.columns import Layout
from evaldesk.exchange.grid import Grid
from evaldesk.exchange.roles import Confidence, Role
from evaldesk.exchange.wrapping import squeezed, unwrapped
from evaldesk.values.nodes import Quantity, Words
from evaldesk.values.parser import parse

TOTAL = re.compile(r"^(合计|总计|总分|小计)[:：]?$")
SIGNS = re.compile(r"[≥≤<>=＞＜＝≧≦约]")

# What the 合计 row holds, the three weights first.
SUMS: tuple[Role, ...] = ("level1_weight", "level2_weight", "weight", "self_score", "reason")
SHARED: tuple[Role, ...] = ("self_score", "reason")
# Merged over several rows these say something of a branch, not of its first row.
ALONE: frozenset[Role] = frozenset(["weight", "self_score", "reason"])
# Roles whose text goes into the attribute of the same name.
ATTRIBUTES: tuple[Role, ...] = ("weight", "target", "actual", "self_score", "reason")


@dataclass(frozen=True, slots=True)
class Read:
    """Hold one indicator as read: the names above it, its texts, the cells they came from, and what was guessed.

    ``guesses`` are attribute and sentence: what was put together or carried over, to be looked at by a person.
    ``confidence`` says of attributes how well they are known; those it does not name are sure.
    """

    level1: str
    level2: str
    name: str
    texts: Mapping[str, str]
    cells: Mapping[str, str]
    row: int
    guesses: tuple[tuple[str, str], ...] = ()
    confidence: Mapping[str, Confidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Hold what was read: the indicators, typed weights of the levels by name, the 合计 row, and what was left out.

    ``level1_texts`` are scores and reasons that one merged cell gives to a whole level-1 branch. ``total`` are all
    figures of the 合计 row where they are known.
    """

    rows: tuple[Read, ...]
    level1_weights: Mapping[str, str] = field(default_factory=dict)
    level2_weights: Mapping[tuple[str, str], str] = field(default_factory=dict)
    level1_texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    total_score: str = ""
    left_out: tuple[str, ...] = ()
    total: tuple[str, ...] = ()


def read_rows(grid: Grid, layout: Layout) -> Table:
    """Return the indicators of a grid."""
    rows: list[Read] = []
    weights1: dict[str, str] = {}
    weights2: dict[tuple[str, str], str] = {}
    shared: dict[str, dict[str, str]] = {}
    left_out: list[str] = []
    total = ""
    totals: tuple[str, ...] = ()
    level1 = level2 = ""
    for at in range(len(grid.rows)):
        if at in layout.heads or not any(text.strip() for text in grid.texts(at)):
            continue
        if _is_total(grid, at):
            total = _joined(grid, layout, at, "self_score") or total
            sums = tuple(unwrapped(_joined(grid, layout, at, role)) for role in SUMS)
            totals = sums if all(sums[:4]) else totals
            continue
        own1, own2 = (unwrapped(_joined(grid, layout, at, role)) for role in ("level1_name", "level2_name"))
        if own1 and own1 != level1:
            level1, level2 = own1, ""
        level2 = own2 or level2
        if weight := _joined(grid, layout, at, "level1_weight"):
            weights1.setdefault(level1, unwrapped(weight))
        if weight := _joined(grid, layout, at, "level2_weight"):
            weights2.setdefault((level1, level2), unwrapped(weight))
        for role in SHARED:
            if text := "".join(grid.rows[at][column].text for column in _merged_down(grid, layout, at, role)).strip():
                shared.setdefault(level1, {}).setdefault(role, text)
        read = _read(grid, layout, at, level1, level2)
        if read.name or any(read.texts.values()):
            if rows and _goes_on(read):
                rows[-1] = _put_together(rows[-1], read)
            else:
                rows.append(read if read.name else _unnamed(read))
        elif not (own1 or own2):
            left_out.append(f"第{at + 1}行“{_short(grid, at)}”没有可读的指标，没有读入")
    return Table(tuple(rows), weights1, weights2, shared, total, tuple(left_out), totals)


def _read(grid: Grid, layout: Layout, at: int, level1: str, level2: str) -> Read:
    texts: dict[str, str] = {}
    cells: dict[str, str] = {}
    guesses: list[tuple[str, str]] = []
    for role in ATTRIBUTES:
        filled = _filled(grid, layout, at, role)
        raw = "".join(grid.rows[at][column].text for column in filled)
        texts[role] = raw.strip() if role == "reason" else unwrapped(raw)
        if filled:
            cells[role] = grid.rows[at][filled[0]].name
        if len(filled) > 1:
            guesses.append((role, f"由 {len(filled)} 个单元格合成“{texts[role]}”"))
    sign = _joined(grid, layout, at, "comparator").strip()
    if sign and texts["target"] and not SIGNS.match(texts["target"]):
        texts["target"] = sign + texts["target"]
        guesses.append(("target", f"比较符号列的“{sign}”并入预期值"))
    unit = _joined(grid, layout, at, "unit").strip()
    for role in ("target", "actual"):
        if unit and _lacks_unit(texts[role]):
            texts[role] += unit
            guesses.append((role, f"计量单位列的“{unit}”并入“{texts[role]}”"))
    name = unwrapped(_joined(grid, layout, at, "name"))
    if columns := _filled(grid, layout, at, "name"):
        cells["name"] = grid.rows[at][columns[0]].name
    return Read(level1, level2, name, texts, cells, at, tuple(guesses))


def _filled(grid: Grid, layout: Layout, at: int, role: Role) -> list[int]:
    """Return the columns of a role that hold a text of their own in this row.

    Names of the levels hang over the rows of their merged cell. A weight, score or reason merged over several rows
    belongs to none of them.
    """
    hang = role in ("level1_name", "level2_name")
    columns = layout.columns(role)
    own = [column for column in columns if grid.rows[at][column].text.strip()]
    seen: set[tuple[int, int]] = set()
    kept = []
    for column in own:
        origin = grid.rows[at][column].origin
        if (hang or origin[0] == at) and origin not in seen and not (role in ALONE and _reaches_down(grid, at, column)):
            seen.add(origin)
            kept.append(column)
    return kept


def _merged_down(grid: Grid, layout: Layout, at: int, role: Role) -> list[int]:
    """Return the columns of a role in which a cell merged over several rows begins in this row."""
    return [column for column in layout.columns(role) if grid.is_own(at, column) and _reaches_down(grid, at, column)]


def _reaches_down(grid: Grid, at: int, column: int) -> bool:
    return at + 1 < len(grid.rows) and grid.rows[at + 1][column].origin == grid.rows[at][column].origin


def _joined(grid: Grid, layout: Layout, at: int, role: Role) -> str:
    return "".join(grid.rows[at][column].text for column in _filled(grid, layout, at, role))


def _is_total(grid: Grid, at: int) -> bool:
    first = next((squeezed(text) for text in grid.texts(at) if text.strip()), "")
    return bool(TOTAL.match(first))


def _lacks_unit(text: str) -> bool:
    value = parse(text)
    return isinstance(value, Quantity) and not value.unit and not value.period


def _goes_on(read: Read) -> bool:
    """Tell whether a row is the rest of the one above: a page break left only pieces of words here."""
    numbers = [read.texts[role] for role in ("weight", "self_score") if read.texts[role]]
    pieces = [text for text in (read.texts["target"], read.texts["actual"]) if text]
    return not read.name and not numbers and all(isinstance(parse(text), Words) for text in pieces)


def _put_together(above: Read, rest: Read) -> Read:
    texts = dict(above.texts)
    guesses = list(above.guesses)
    for role in ATTRIBUTES:
        if rest.texts[role]:
            texts[role] += rest.texts[role]
            guesses.append((role, f"把下一行的“{rest.texts[role]}”接在后面"))
    return replace(above, texts=texts, guesses=tuple(guesses))


def _unnamed(read: Read) -> Read:
    return replace(read, guesses=(*read.guesses, ("name", "这一行没有指标名称")))


def _short(grid: Grid, at: int) -> str:
    text = " ".join(dict.fromkeys(squeezed(text) for text in grid.texts(at) if text.strip()))
    return text if len(text) <= 20 else text[:20] + "…"
