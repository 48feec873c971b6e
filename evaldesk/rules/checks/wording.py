"""What the checks share in reading and writing short texts: names in quotes, fillers, statuses, amounts in words."""

from __future__ import annotations

import re
from fractions import Fraction

from evaldesk.model.template import Template
from evaldesk.model.template.fields import ParagraphField
from evaldesk.rules.figures import shown
from evaldesk.rules.wordlists import word_lists
from evaldesk.values.clean import clean

LONGEST_NAME = 24
_ENDS = " \t\r\n\u3000。．.,，;；、!！:：…—-－_/／\\()（）"
_INNER_QUOTES = str.maketrans("“”", "‘’")
_QUOTES = re.compile(r"[“”\"'‘’「」『』\s]")


def named(text: str) -> str:
    """Return a text in quotes, cut to a length that a sentence can carry."""
    line = text
    if not text.isalnum():  # neither blanks nor quotation marks
        line = " ".join(text.split())
        if "“" in line or "”" in line:
            line = line.translate(_INNER_QUOTES)
    return f"“{line}”" if len(line) <= LONGEST_NAME else f"“{line[: LONGEST_NAME - 1]}…”"


def says_nothing(text: str) -> bool:
    """Tell whether a text is blank or one of the fillers that stand for nothing (``无``, ``暂无``, ``待补充``)."""
    if len(text) > 40 and text.strip():
        return False
    bare = text.strip(_ENDS)
    return not bare or bare.lower() in word_lists().fillers


def states_status(text: str) -> bool:
    """Tell whether a text only says that something was reached (``已达标``)."""
    return len(text) <= 40 and text.strip(_ENDS).lower() in word_lists().statuses


def gives_reason(text: str) -> bool:
    """Tell whether a cell gives a reason: more than a filler and more than a status."""
    return not says_nothing(text) and not states_status(text)


def unquoted(text: str) -> str:
    """Return a text without quotation marks and spaces, which is how names are compared."""
    return _QUOTES.sub("", text)


def name_key(name: str) -> str:
    """Return what two indicator names are compared by: widths folded, no quotes, no particles, no closing stop."""
    return unquoted(clean(name)).replace("的", "").strip(_ENDS)


def money(value: Fraction) -> str:
    """Return an amount to read: all decimals up to six."""
    return shown(value, 6)


def label(template: Template, key: str) -> str:
    """Return the printed label of a field."""
    return template.field(key).label


def unit_of(template: Template, key: str) -> str:
    """Return the unit of an amount field, ``""`` for any other."""
    return template.units.get(key, "")


def paragraphs(template: Template) -> tuple[ParagraphField, ...]:
    """Return the fields that hold long texts."""
    return template.paragraphs
