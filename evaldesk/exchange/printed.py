"""What a form prints in narrow columns beside its indicators, known again line by line in a text out of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evaldesk.exchange.wrapping import squeezed
from evaldesk.model.template import Template

# A shorter piece says too little to know a text by, unless it goes on where the last one ended.
KNOWN_BY = 4
WORDS = re.compile("[\u4e00-\u9fff]")  # figures alone may stand anywhere


class Printed:
    """Tell line by line whether a text is printed by the template: criteria, evidence, heads of columns.

    A narrow column tears a text into short lines; one of them is known where it follows the one before it.
    """

    def __init__(self, template: Template | None) -> None:
        self._texts = [text for text in map(squeezed, _texts(template)) if text]
        self._heads = tuple(map(squeezed, _heads(template)))
        self._text = ""
        self._at = 0

    def passes(self, line: str) -> bool:
        """Tell whether a line is a piece of a printed text."""
        piece = squeezed(line)
        if not piece:
            return True
        if self._text.startswith(piece, self._at):
            self._at += len(piece)
            return True
        if len(piece) < KNOWN_BY or not WORDS.search(piece):
            return False
        for text in self._texts:
            if (at := text.find(piece)) >= 0:
                self._text, self._at = text, at + len(piece)
                return True
        return False

    def is_head(self, pieces: Iterable[str]) -> bool:
        """Tell whether all pieces of some lines are heads of columns, or what a narrow column left of one."""
        words = (word.removesuffix("（续）") for piece in pieces for word in piece.split())
        return all(any(word in head for head in self._heads) for word in words)


def loose(text: str) -> str:
    """Return a pattern that finds a text however white space tears it."""
    return r"\s*".join(re.escape(sign) for sign in squeezed(text))


def _texts(template: Template | None) -> Iterable[str]:
    if template is None:
        return
    yield from _guidance(template)
    yield from _heads(template)


def _heads(template: Template | None) -> Iterator[str]:
    if template is not None:
        for column in template.indicators.columns:
            yield column.label
            yield from column.groups
        yield template.indicators.label


def _guidance(template: Template) -> Iterator[str]:
    for guidance in template.indicators.guidance.values():
        yield guidance.criterion
        yield guidance.evidence
