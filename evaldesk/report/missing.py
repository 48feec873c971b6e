"""Missing characters: what the page can only print by its number, since no font that it carries has it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from evaldesk.model.document import TOTAL_WEIGHTS, Document, Where, cell, field, get
from evaldesk.model.finding import Finding, Level
from evaldesk.model.indicators import TEXTS, walk
from evaldesk.model.template import Template
from evaldesk.report.fonts import Weight, typeface
from evaldesk.report.places import place_name, rows_by_id

CODE = "page.missing-characters"


def missing_findings(document: Document, template: Template) -> tuple[Finding, ...]:
    """Return a hint for each place with characters that the page cannot draw.

    No rule says so but the fonts, and rules know no fonts: so these stand beside the findings of the rules.
    """
    rows = rows_by_id(document)
    return tuple(
        Finding(
            code=CODE,
            level=Level.HINT,
            where=str(where),
            message=f"“{place_name(where, template, rows)}”里的“{lost}”没有字体可用，打印时以编号"
            f"{typeface(Weight.REGULAR).printable(lost)}代替。",
            span=(start := get(document, where).index(lost[0]), start + 1),
            why="签字的纸面上应当是文字本身。请换成通用的字，或打印后手写补上。",
            about=(str(where),),
        )
        for where, lost in missing_characters(document)
    )


def missing_characters(document: Document) -> tuple[tuple[Where, str], ...]:
    """Return each place with the characters in it that no font of the page has, each once, in the order of the text."""
    missing = frozenset(filter(_is_missing, _characters(document)))
    if not missing:
        return ()
    found = []
    for where, text in _texts(document):
        lost = "".join(dict.fromkeys(character for character in text if character in missing))
        if lost:
            found.append((where, lost))
    return tuple(found)


_texts_of = attrgetter(*TEXTS)


@lru_cache(1 << 14)
def _is_missing(character: str) -> bool:
    printable = typeface(Weight.REGULAR).printable(character)
    return printable != character and printable.startswith("〔")


def _characters(document: Document) -> frozenset[str]:
    """Return the characters of a form, each once: thousands of texts are written with a few hundred of them."""
    rows = [text for _, node in walk(document.indicators) for text in _texts_of(node)]
    total = document.total
    return frozenset().union(*document.fields.values(), *rows, *total.weights, total.score, total.reason)


def _texts(document: Document) -> Iterator[tuple[Where, str]]:
    # Most texts are of characters that every font has: only those with another one are looked through.
    for key, text in document.fields.items():
        if not text.isascii():
            yield field(key), text
    for _, node in walk(document.indicators):
        for attribute, text in zip(TEXTS, _texts_of(node), strict=True):
            if text and not text.isascii():
                yield cell(node.id, attribute), text
    for key in (*TOTAL_WEIGHTS, "score", "reason"):
        where = Where("total", key)
        yield where, get(document, where)
