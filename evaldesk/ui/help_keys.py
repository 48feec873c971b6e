"""The manual's page of keys: a table for each menu, read off the window that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaldesk.ui.shortcuts import shortcuts

if TYPE_CHECKING:
    from evaldesk.ui.window import Window


def key_table(window: Window) -> str:
    """Return what the keys do as Markdown, menu by menu."""
    parts: list[str] = []
    for title, lines in shortcuts(window):
        parts += [f"## {title}", "", "| 做什么 | 按键 |", "|---|---|"]
        parts += [f"| {_cell(does)} | {_cell(keys)} |" for does, keys in lines]
        parts.append("")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
