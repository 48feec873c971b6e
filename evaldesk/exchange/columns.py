"""Which column of a foreign table is which: by its heads where it has any, else by what stands in it.

    layout = guess(grid, template)     a role for each column, the rows that are heads, and why

A role may have several columns side by side: ``≥ | 95 | %`` under one head is one target in three cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaldesk.exchange.contents import Facts, column_facts
from evaldesk.exchange.grid import Grid
from evaldesk.exchange.heads import first_block, head_label, head_rows, role_of_head
from evaldesk.exchange.roles import ROLE_NAMES, Role
from evaldesk.exchange.wrapping import squeezed
from evaldesk.model.template import Template

# From this part of its cells on a column is what they are.
MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold what each column of a grid is, which rows are heads, and for each column why, in a few Chinese words."""

    roles: tuple[Role, ...]
    heads: frozenset[int]
    because: tuple[str, ...]

    def columns(self, role: Role) -> tuple[int, ...]:
        """Return the columns of a role, from left to right."""
        return tuple(at for at, own in enumerate(self.roles) if own == role)

    def with_role(self, column: int, role: Role) -> Layout:
        """Return the layout as the officer corrected it."""
        roles = (*self.roles[:column], role, *self.roles[column + 1 :])
        because = (*self.because[:column], "由您指定", *self.because[column + 1 :])
        return Layout(roles, self.heads, because)


def guess(grid: Grid, template: Template | None = None) -> Layout:
    """Return the likeliest layout of a grid; ``template`` adds its own heads and level-1 names to what is known."""
    heads = head_rows(grid)
    roles: list[Role] = [""] * grid.width
    because = [""] * grid.width
    if heads:
        block = first_block(heads)
        own = _template_heads(template)
        for column in range(grid.width):
            label = head_label(grid, block, column)
            roles[column] = own.get(label) or role_of_head(label)
            because[column] = f"表头“{label.split('/')[-1]}”" if label else ""
    body = [at for at in range(len(grid.rows)) if at not in heads and any(grid.texts(at))]
    if not {"name", "target", "actual"} <= set(roles):
        _by_content(grid, body, roles, because, template)
    return Layout(tuple(roles), frozenset(heads), tuple(because))


def _template_heads(template: Template | None) -> dict[str, Role]:
    """Return the printed heads of a template's own columns, which need no guess."""
    if template is None:
        return {}
    known: dict[str, Role] = {}
    for column in template.indicators.columns:
        if column.key != "criterion" and column.key != "evidence":
            known["/".join(squeezed(text) for text in (*column.groups, column.label))] = column.key
    return known


def _by_content(
    grid: Grid, body: Sequence[int], roles: list[Role], because: list[str], template: Template | None
) -> None:
    """Fill in the roles that the heads left open, from what stands in the columns."""
    facts = [column_facts(grid, body, column, template) for column in range(grid.width)]
    taken = set(roles)

    def take(column: int, role: Role, why: str) -> None:
        roles[column], because[column] = role, why
        taken.add(role)

    open_columns = [at for at in range(grid.width) if not roles[at] and not because[at] and facts[at].filled]
    levels: tuple[tuple[Role, list[float]], ...] = (
        ("level1_name", [fact.level1 for fact in facts]),
        ("level2_name", [fact.level2 for fact in facts]),
    )
    for role, parts in levels:
        best = max(open_columns, key=parts.__getitem__, default=None)
        if role not in taken and best is not None and parts[best] >= MOSTLY:
            take(best, role, f"内容多为{ROLE_NAMES[role]}的名称")
            open_columns.remove(best)
    if "name" not in taken:
        words = [at for at in open_columns if facts[at].words > 0.5 and facts[at].distinct > 0.5]
        if words:
            best = max(words, key=lambda at: (facts[at].length, -at))
            take(best, "name", "内容是各不相同的文字")
            open_columns.remove(best)
    start = max((at for at, role in enumerate(roles) if role == "name"), default=-1)
    right = [at for at in open_columns if at > start]
    values = [
        at
        for at in right
        if not facts[at].reasons and max(facts[at].values, facts[at].comparator, facts[at].unit) > 0.5
    ]
    found = _in_order(values, facts, taken)
    for at, role in zip(values, found, strict=True):
        if role:
            take(at, role, "按位置和内容推断")
    rest = [at for at in right if not roles[at] and (facts[at].reasons or facts[at].words > 0.5)]
    if "reason" not in taken and rest:
        take(rest[-1], "reason", "表末的文字")


def _in_order(values: Sequence[int], facts: Sequence[Facts], taken: set[Role]) -> list[Role]:
    """Return the roles of columns of values from left to right: weight, target, actual, score.

    A sign alone belongs to the number at its right, a unit alone to the one at its left.
    """
    plain = [at for at in values if facts[at].comparator <= 0.5 and facts[at].unit <= 0.5]
    wanted: list[Role]
    if len(plain) <= 2:
        wanted = ["target", "actual"]
    elif len(plain) == 3:
        wanted = ["weight", "target", "actual"] if facts[plain[0]].weights else ["target", "actual", "self_score"]
    else:
        wanted = ["weight", "target", "actual", "self_score"]
    wanted = [role for role in wanted if role not in taken]
    blanks: list[Role] = [""] * len(plain)
    by_column = dict(zip(plain, [*wanted, *blanks], strict=False))
    found: list[Role] = []
    for place, at in enumerate(values):
        if facts[at].comparator > 0.5:
            found.append(_nearest(by_column, values[place + 1 :]))
        elif facts[at].unit > 0.5:
            found.append(_nearest(by_column, values[place::-1]))
        else:
            found.append(by_column[at])
    return found


def _nearest(by_column: Mapping[int, Role], columns: Sequence[int]) -> Role:
    return next((by_column[at] for at in columns if at in by_column), "")
