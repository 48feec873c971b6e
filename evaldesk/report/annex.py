"""Annexes as plain data: a title and tables of texts, whoever made them."""

from __future__ import annotations

from typing import NamedTuple

from evaldesk.report.charts import Bar


class Table(NamedTuple):
    """Hold a table: a line above it (``""`` for none), heads and relative widths of its columns, and its rows.

    ``bars``, where there are any, are drawn row by row in the last column, before its text.
    """

    caption: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[Bar, ...] = ()


class Annex(NamedTuple):
    """Hold one annex of the form: its title, lines below the title, and its tables."""

    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
