"""Sums that are typed into a field of money and end with an equals sign: ``8967.19+76.95=``.

They are read by the grammar below and reckoned exactly; nothing else is understood, and nothing is ever executed.

    typed   := sum "="
    sum     := product (("+" | "-") product)*
    product := factor (("*" | "/") factor)*
    factor  := ("+" | "-") factor | value "%"*
    value   := number | "(" sum ")"
    number  := digits, with commas between groups of three or none, and a decimal part

Full-width signs and digits count as plain ones, ``×``, ``x`` and ``·`` as ``*``, ``÷`` as ``/``. A percent sign divides
by a hundred, as in a spreadsheet: ``100+5%`` is 100.05.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

LONGEST = 200  # characters of a sum, which also bounds how deep its brackets go
PLACES = 6  # in 万元 a hundredth of a yuan
SIGNS = str.maketrans({"×": "*", "x": "*", "X": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "﹣": "-"})
TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|[-+*/()%]")
OPERATORS = frozenset("+-*/%")


@dataclass(frozen=True, slots=True)
class Calculation:
    """Hold a sum as it was typed, without its equals sign, and its result; ``exact`` is off where it was rounded."""

    typed: str
    result: str
    exact: bool

    @property
    def strip(self) -> str:
        """Return the whole sum on one line, as it is kept beside the field."""
        return f"{self.typed}{'=' if self.exact else '≈'}{self.result}"


def calculation(text: str, places: int = PLACES) -> Calculation | None:
    """Return what was reckoned, None for a text that is no sum: without an end sign or an operator, or not readable.

    A result with more than ``places`` decimals is rounded, half away from zero, and says so.
    """
    typed = text.strip()
    plain = unicodedata.normalize("NFKC", typed).translate(SIGNS)
    if not plain.endswith("=") or len(plain) > LONGEST:
        return None
    tokens = _tokens(plain[:-1])
    if tokens is None or OPERATORS.isdisjoint(tokens):
        return None
    try:
        value = _Reader(tokens).whole()
    except (ValueError, ZeroDivisionError):
        return None
    if len(tokens) == 2:  # a number with its own sign is an answer, not a sum
        return None
    result = _written(value, places)
    return Calculation(typed[:-1].rstrip(), result, Fraction(result) == value)


def holds(strip: str, text: str) -> bool:
    """Tell whether a kept sum still says how ``text`` came about."""
    return bool(text) and strip.endswith((f"={text}", f"≈{text}"))


def _tokens(plain: str) -> list[str] | None:
    tokens, at = [], 0
    squeezed = "".join(plain.split())
    while at < len(squeezed):
        found = TOKEN.match(squeezed, at)
        if found is None:
            return None
        tokens.append(found[0])
        at = found.end()
    return tokens or None


class _Reader:
    """Read tokens by the grammar."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Fraction:
        """Return what all tokens together are worth.

        :raises ValueError: when they are no sum.
        :raises ZeroDivisionError: when something is divided by zero.
        """
        value = self._sum()
        if self._at < len(self._tokens):
            raise ValueError(self._tokens[self._at])
        return value

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._take("+-"):
            value = value + self._product() if sign == "+" else value - self._product()
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while sign := self._take("*/"):
            value = value * self._factor() if sign == "*" else value / self._factor()
        return value

    def _factor(self) -> Fraction:
        if sign := self._take("+-"):
            return self._factor() if sign == "+" else -self._factor()
        if self._take("("):
            value = self._sum()
            if not self._take(")"):
                raise ValueError("(")
        else:
            value = self._number()
        while self._take("%"):
            value /= 100
        return value

    def _number(self) -> Fraction:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        if not token[-1:].isdigit():
            raise ValueError(token)
        self._at += 1
        return Fraction(token.replace(",", ""))

    def _take(self, signs: str) -> str:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        if token and token in signs:
            self._at += 1
            return token
        return ""


def _written(value: Fraction, places: int) -> str:
    """Return a number in plain digits, with no more decimals than it needs."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".") if places else digits
    return f"-{text}" if value < 0 and whole else text
