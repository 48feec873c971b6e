"""parse: from any text to its meaning.

    cell = blank | "/" … | "是" | "否" | recurring | date | ratio | quantity | span | parts | sentence | damaged | words

The kinds are tried in this order; each has its grammar above its own parser (recurring, dates, ratios, amounts, tail,
spans, sentence, numerals); the plainest cells are read at a glance (plain). Texts are folded first (clean), so the
grammars know one width and no spaces. Every pattern has bounded repetition or disjoint neighbours, and a cell of more
than 1,000 characters is words, so time grows linearly.
"""

from __future__ import annotations

import re
from functools import lru_cache

from evaldesk.values.amounts import read_quantity
from evaldesk.values.clean import LIMIT, clean, plain_words
from evaldesk.values.damage import damage
from evaldesk.values.dates import read_date
from evaldesk.values.nodes import Blank, NotApplicable, Quantity, Unreadable, Value, Words, YesNo
from evaldesk.values.plain import read_plain
from evaldesk.values.ratios import read_ratio
from evaldesk.values.recurring import read_recurring
from evaldesk.values.sentence import read_sentence
from evaldesk.values.spans import read_span

CACHED_CHARACTERS = 64
_NOTHING = frozenset(["/", "-", "--", "---", "无", "不适用", "不涉及", "N/A", "n/a", "NA", "无。", "//", "\\"])
_GRADE = re.compile(r"[1-5]A|A{1,5}")  # of a scenic spot: no number
_ANSWERS = {"是": True, "否": False}
_MAYBE_VALUE = re.compile(
    r"[0-9零〇一二两三四五六七八九十半≥≤<>=≈±%‰\ufffd□■]|百分之|[千万]分之|年[底末内前]|[上下]半年|每(?:[周月年季]|半年|星期)"
)


def parse(text: str) -> Value:
    """Return the meaning of a cell's text, which it keeps; never raises, whatever the text.

    Source of the rules: what officers write in real forms, see the test table. Short texts are remembered.
    """
    return _remembered(text) if len(text) <= CACHED_CHARACTERS else _parse(text)


@lru_cache(maxsize=1 << 15)
def _remembered(text: str) -> Value:
    return _parse(text)


def _parse(text: str) -> Value:
    return read_plain(text) or parse_fully(text)


def parse_fully(text: str) -> Value:
    """Return the meaning of a text of any shape, without the glance at the plainest."""
    cleaned = clean(text)
    if not cleaned:
        return Blank(text)
    if len(cleaned) > LIMIT:
        return Words(text, plain_words(cleaned))
    if cleaned in _NOTHING:
        return NotApplicable(text)
    bare = plain_words(cleaned)
    if bare in _ANSWERS:
        return YesNo(text, _ANSWERS[bare])
    if not bare:
        return Words(text, cleaned)
    if not _MAYBE_VALUE.search(cleaned) or _GRADE.fullmatch(bare):
        return Words(text, bare)
    return (
        read_recurring(cleaned, text)
        or read_date(cleaned, text)
        or read_ratio(cleaned, text)
        or parse_number(cleaned, text)
        or Words(text, bare)
    )


def parse_number(cleaned: str, text: str) -> Value | None:
    """Read a cleaned text as anything with a number in it but a date; None for words."""
    value = read_quantity(cleaned, text)
    if isinstance(value, Quantity):
        return value
    grouped = _THOUSANDS.sub(lambda match: match[0].replace(" ", ""), cleaned) if " " in cleaned else cleaned
    if grouped != cleaned:
        return parse_number(grouped, text)
    found = damage(cleaned, text)
    if found is None or found.reason in _READABLE_YET:
        span = read_span(cleaned, text)
        if span is not None and not isinstance(span, Unreadable):
            return span
        if found is None and value is None and span is None:
            return read_sentence(cleaned, text)
        value = value or span
    return found or value


_READABLE_YET = ("符号写了两次", "数字里的逗号位置不对")  # 80%≤≤90% is not, but 80%≤x≤90% and [10,20] are
_THOUSANDS = re.compile(r"(?<![0-9.])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
