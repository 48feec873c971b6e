"""Printed labels: set as the official forms set them, broken between words where they need two lines."""

from __future__ import annotations

import re

from evaldesk.report.page import Style
from evaldesk.report.table import Cell, cell

# A label too wide for its cell is broken before its last word: 评价年度预 | 期值 reads badly.
_LAST_WORD = re.compile("(?:预期|实现|指标|完成)值$|及?(?:改进措施|原因分析|分析)$|(?:预期)?总体目标$")


def label_cell(left: float, right: float, text: str, style: Style) -> Cell:
    """Measure a label; it is printed again where its row goes on over a page."""
    made = cell(left, right, text, style, repeat=True)
    word = _LAST_WORD.search(text)
    if len(made.lines) > 1 and word and word.start():
        broken = cell(left, right, f"{text[: word.start()]}\n{word.group()}", style, repeat=True)
        if len(broken.lines) <= len(made.lines):
            return broken._replace(text=text)
    return made


def vertical(label: str) -> str:
    """Set a label in lines of two characters, as the narrow cell at the left of the official form has it."""
    return "\n".join(label[at : at + 2] for at in range(0, len(label), 2))
