"""Line breaking: cut a text into lines as a Chinese typesetter does.

No closing mark opens a line and no opening mark ends one; a number stays with its sign and its percent, a Latin word
stays whole while a line can hold it; a full-width mark at a line's end counts half, since its right half is blank;
no single character is left alone on the last line. Widths are in 1/1000 of the font size.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from evaldesk.report.fonts import Type, typeface
from evaldesk.report.squeezing import CLOSING, HALF, tight_places

NEVER_FIRST = frozenset("，。、；：？！）》〉」』】〕〗〙］｝”’…—～·‥々ー％‰℃°′″,.;:?!)]}%/-~﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞｡､｣－")
NEVER_LAST = frozenset("（《〈「『【〔〖〘［｛“‘([{￥＄£$#№﹙﹛﹝｢≥≤≧≦＞＜>＝=±约第")
HALF_BLANK = frozenset(CLOSING)
_JOINERS = frozenset(".,:%+-_@&=*'~<>≥≤#/\\^|")

_SPACES = (" ", "\u3000")

_FREE, _WORD = 0, 1


class Broken(NamedTuple):
    """Hold one line: its text and width, whether its paragraph goes on in the next, and how far it is indented."""

    text: str
    width: int
    soft: bool
    indent: int = 0


def break_text(text: str, limit: int, weight: Type, indent: int = 0) -> tuple[Broken, ...]:
    """Return the lines of a text as typed, each at most ``limit`` wide; an empty text has no line.

    ``indent`` is put before the first line of every paragraph that the writer has not indented with spaces.
    A single character wider than the limit stands alone and sticks out.
    """
    if len(text) < 400:
        return _short(text, limit, weight, indent)
    # One paragraph at a time: a key typed in a long text then breaks one paragraph anew, not all.
    paragraphs = typeface(weight).printable(text).split("\n")
    return tuple(line for paragraph in paragraphs for line in _long(paragraph, limit, weight, indent))


@lru_cache(1 << 16)
def _short(text: str, limit: int, weight: Type, indent: int) -> tuple[Broken, ...]:
    printable = typeface(weight).printable(text)
    if not printable:
        return ()
    return tuple(line for piece in printable.split("\n") for line in _paragraph(piece, limit, weight, indent))


@lru_cache(1 << 10)
def _long(text: str, limit: int, weight: Type, indent: int) -> tuple[Broken, ...]:
    return _paragraph(text, limit, weight, indent)


def _paragraph(text: str, limit: int, weight: Type, indent: int) -> tuple[Broken, ...]:
    if text[:1] in _SPACES:
        indent = 0
    measure = _Measure(text, weight)
    if measure.width(0, len(text)) <= limit - indent:
        return (Broken(text, measure.width(0, len(text)), False, indent),)
    lines = []
    start = 0
    for cut, resume in _cuts(text, measure, limit, indent):
        width = measure.width(start, cut) - measure.blank(cut)
        lines.append(Broken(text[start:cut], width, True, 0 if start else indent))
        start = resume
    width = min(measure.width(start, len(text)), limit)  # a last mark may hang out by its blank half
    lines.append(Broken(text[start:], width, False, 0 if start else indent))
    return tuple(lines)


class _Measure:
    """How wide the pieces of a paragraph are; ``ends`` is how far each character reaches."""

    def __init__(self, text: str, weight: Type) -> None:
        widths = typeface(weight).widths
        steps = [widths[character] for character in text]
        self._tight = frozenset(tight_places(text, weight))
        for at in self._tight:
            steps[at] -= HALF
        self.ends = list(accumulate(steps, initial=0))
        self._text = text
        self._widths = widths

    def start(self, at: int) -> int:
        """Return where a line that begins with the character at ``at`` would begin."""
        return self.ends[at] - (HALF if at in self._tight else 0)

    def width(self, start: int, end: int) -> int:
        return self.ends[end] - self.start(start)

    def blank(self, end: int) -> int:
        """Return how much of a line that ends here is blank: the right half of a full-width mark."""
        last = self._text[end - 1]
        return HALF if last in HALF_BLANK and self._widths[last] == 2 * HALF else 0

    def fits(self, start: int, end: int, limit: int) -> bool:
        width = self.width(start, end)
        return width <= limit or (width - HALF <= limit and self.blank(end) > 0)


def _cuts(text: str, measure: _Measure, full: int, indent: int) -> list[tuple[int, int]]:
    """Return where lines end and where the next ones begin; the spaces between the two are not set."""
    cuts: list[tuple[int, int]] = []
    start = 0
    limit = full - indent
    while not measure.fits(start, len(text), limit):
        fit = max(bisect_right(measure.ends, measure.start(start) + limit) - 1, start + 1)
        if fit < len(text) and measure.fits(start, fit + 1, limit):
            fit += 1
        cut = _last_chance(text, start, fit)
        resume = cut
        while resume < len(text) and text[resume] == " ":
            resume += 1
        if resume == len(text):
            break  # nothing but spaces is left: they hang
        cuts.append((cut, resume))
        start = resume
        limit = full
    if cuts and measure.width(start, len(text)) <= 2 * HALF:
        _keep_company(text, cuts, measure)
    return cuts


def _last_chance(text: str, start: int, fit: int) -> int:
    """Return the last place up to ``fit`` where the line may end; ``fit`` itself where there is none."""
    if fit < len(text) and text[fit] == " ":
        return fit
    cut = fit
    while cut > start and not may_break(text, cut):
        cut -= 1
    return cut if cut > start else fit


def _keep_company(text: str, cuts: list[tuple[int, int]], measure: _Measure) -> None:
    """Move the last cut forward so that the last line is longer than one character, if the line before can spare it."""
    cut = cuts[-1][0]
    start = cuts[-2][1] if len(cuts) > 1 else 0
    earlier = cut - 1
    while earlier > start and not may_break(text, earlier):
        earlier -= 1
    if earlier > start and 2 * measure.width(start, earlier) >= measure.width(start, cut):
        cuts[-1] = (earlier, earlier)


@lru_cache(1 << 14)
def _kind(character: str) -> int:
    if character in _JOINERS or (character.isalnum() and (character < "\u2e80" or "\uff10" <= character <= "\uff5a")):
        return _WORD
    return _FREE


def may_break(text: str, at: int) -> bool:
    """Tell whether a line may end before the character at ``at`` (1 … len - 1)."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before == " ":
        return after != " "
    if after == " ":
        return True
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    return not (_kind(before) == _WORD and _kind(after) == _WORD)
