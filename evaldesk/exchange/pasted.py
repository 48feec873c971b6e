"""A table from the clipboard, as far as it can be read before anybody is asked: its cells, and what each column is.

HTML comes first, since only it knows merged cells; then text between tabs; then plain lines, as a PDF gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evaldesk.exchange.columns import Layout, guess
from evaldesk.exchange.grid import Grid, Merged, grid
from evaldesk.exchange.hypertext import from_hypertext
from evaldesk.exchange.imported import unnamed_roles
from evaldesk.exchange.lines import read_lines
from evaldesk.exchange.roles import Role
from evaldesk.exchange.rows import Read, Table, read_rows
from evaldesk.exchange.tabbed import from_tabbed
from evaldesk.model.template import Template

FROM_LINES = "由文字行分出"
LINE_ROLES: tuple[Role, ...] = (
    *("level1_name", "level1_weight", "level2_name", "level2_weight"),
    *("name", "weight", "target", "actual", "self_score", "reason"),
)  # fmt: skip
# Words that lines of prose have as well; a line is a row only with a value of its own.
VALUES = ("target", "actual", "self_score")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Hold a table from the clipboard, the layout guessed for it, and sentences on cells guessed before it was one."""

    grid: Grid
    layout: Layout
    guesses: Mapping[tuple[int, str], str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    total: tuple[str, ...] = ()

    def with_role(self, column: int, role: Role) -> Pasted:
        """Return the table with a column's role as the officer corrected it."""
        return replace(self, layout=self.layout.with_role(column, role))

    def table(self) -> Table:
        """Return the indicators as the present layout reads them."""
        table = read_rows(self.grid, self.layout)
        rows = tuple(self._with_guesses(row) for row in table.rows)
        left_out, total = (*table.left_out, *self.left_out), table.total or self.total
        return replace(table, rows=rows, left_out=left_out, total=total)

    def guessed(self) -> frozenset[tuple[int, int]]:
        """Return the places (row, column) of cells whose value was guessed, and not only read."""
        unnamed = unnamed_roles(self.layout)
        found = set()
        for read in self.table().rows:
            roles = {key for key, _ in read.guesses}
            roles |= {role for role in unnamed if (read.name if role == "name" else read.texts.get(role))}
            found |= {(read.row, column) for column, role in enumerate(self.layout.roles) if role and role in roles}
        return frozenset(found)

    def _with_guesses(self, read: Read) -> Read:
        own = tuple((key, sentence) for (row, key), sentence in self.guesses.items() if row == read.row)
        return replace(read, guesses=(*read.guesses, *own)) if own else read


def pasted(html: str, text: str, template: Template | None = None) -> Pasted | None:
    """Return the table on a clipboard; None where neither its HTML nor its text holds one."""
    tables = from_hypertext(html) if "<t" in html.lower() else ()
    best = max(tables, key=lambda table: len(table.rows) * table.width, default=None)
    if best is not None and best.width > 1:
        return Pasted(best, guess(best, template))
    if "\t" in text:
        made = grid(from_tabbed(text))
        return Pasted(made, guess(made, template))
    return _from_lines(text, template)


def _from_lines(text: str, template: Template | None) -> Pasted | None:
    table = read_lines(text, template)
    if not any(row.texts[key] for row in table.rows for key in VALUES):
        return None
    texts: list[list[str]] = []
    merged: list[Merged] = []
    spans: dict[str, list[int]] = {}
    guesses: dict[tuple[int, str], str] = {}
    above: tuple[str, str] | None = None
    for at, row in enumerate(table.rows):
        new1 = above is None or above[0] != row.level1
        new2 = new1 or above is None or above[1] != row.level2
        above = (row.level1, row.level2)
        cells = {
            "level1_name": row.level1 if new1 else "",
            "level1_weight": table.level1_weights.get(row.level1, "") if new1 else "",
            "level2_name": row.level2 if new2 else "",
            "level2_weight": table.level2_weights.get(above, "") if new2 else "",
            "name": row.name,
            **row.texts,
        }
        spans.setdefault(row.level1, []).append(at)
        guesses |= {(at, key): sentence for key, sentence in row.guesses}
        texts.append([cells[role] for role in LINE_ROLES])
    for level1, rows in spans.items():
        for key, given in table.level1_texts.get(level1, {}).items():
            column = LINE_ROLES.index(key)
            if len(rows) > 1 and not any(texts[at][column] for at in rows):
                texts[rows[0]][column] = given
                merged.append(Merged(rows[0], column, rows[-1], column))
    layout = Layout(LINE_ROLES, frozenset(), tuple(FROM_LINES for _ in LINE_ROLES))
    kept = [at for at in range(len(LINE_ROLES)) if any(row[at] for row in texts)]
    merged = [replace(one, left=kept.index(one.left), right=kept.index(one.right)) for one in merged]
    made = grid([[row[at] for at in kept] for row in texts], merged)
    layout = Layout(tuple(layout.roles[at] for at in kept), frozenset(), tuple(layout.because[at] for at in kept))
    return Pasted(made, layout, guesses, table.left_out, table.total)
