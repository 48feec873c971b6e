"""What stands behind a number: unit, period, a sign in words, and leftover words.

tail      = ["余" | "多" | "+"] [unit | "(" unit ")"] {per} [after] {per} [note] label
per       = ("/" | "每") (period | unit) {("*" | "·" | "." | "/" | "每") (period | unit)}
after     = "以上" | "以内" | "及以下" | "左右" | … | "+"            each may be 含 or 不含: 60%（不含）以上
note      = "(" … ")"
"""

from __future__ import annotations

from dataclasses import dataclass

from evaldesk.values.deferred import deferred
from evaldesk.values.signs import ABOVE, AFTER, AFTER_PATTERN, AT_LEAST
from evaldesk.values.units import LONGEST, PERIODS, UNITS

_AFTER = deferred(rf"(?:{AFTER_PATTERN})(?:\(不?含(?:本数)?\))?")
_INCLUSIVE = deferred(r"\((?P<un>不?)含(?:本数)?\)")
_IN_BRACKETS = deferred(r"\(([^()]{1,6})\)")
_UNMISTAKABLE = sorted((word for word in AFTER if len(word) > 1), key=len, reverse=True)
_PLUS = deferred(r"\+(?=$|。)")
_STEP = deferred(r"[/每*·.]")
_DENOMINATOR = deferred(r"[一-鿿A-Za-z%²³]{1,6}?(?=[/每*·.,;。、()一-鿿]|$)")
_MANY = deferred("[十百千万]{1,2}")
_WORD = deferred(r"[一-鿿]{1,4}(?![一-鿿A-Za-z])")
_LATIN = deferred(r"[A-Za-zα-ωΩμ]")


@dataclass(frozen=True, slots=True)
class Tail:
    """What was read behind a number. `label` is what is left; `end` is where the label begins."""

    unit: str = ""
    known: bool = False
    period: str = ""
    comparator: str = ""
    label: str = ""
    end: int = 0


EMPTY = Tail()


def read_tail(rest: str) -> Tail:
    """Read what stands behind a number; whatever is not understood stays in `label`."""
    if not rest:
        return EMPTY
    whole = UNITS.get(rest)
    if whole is not None:
        return Tail(rest, True, "", "", "", len(rest))
    if rest[0] == "(" and (inside := _IN_BRACKETS.match(rest)) and inside[1] in UNITS:
        return read_tail(inside[1] + rest[inside.end() :])  # 300（项）以上
    at, comparator = 0, ""
    if rest[0] == "+" and unit_at(rest, 1)[0]:
        at, comparator = 1, AT_LEAST  # 300+项
    elif rest[0] in "余多" and rest[1:2] != "于":
        at, comparator = 1, ABOVE
    unit, known = unit_at(rest, at)
    at += len(unit)
    period = ""
    at, unit, period = _denominators(rest, at, unit, period)
    if rest[at : at + 1] in "余多" and not comparator and unit and rest[at : at + 1]:
        at, comparator = at + 1, ABOVE  # 300项多
    strict = False
    if match := _INCLUSIVE.match(rest, at):
        at, strict = match.end(), bool(match["un"])
    if match := _PLUS.match(rest, at):
        at, comparator = match.end(), AT_LEAST
    elif match := _AFTER.match(rest, at):
        comparator = _strict(match[0] + "(不含)" * strict)
        at = match.end()
        if not unit:
            unit, known = unit_at(rest, at)
            at += len(unit)
        at, unit, period = _denominators(rest, at, unit, period)
    if not unit and not comparator and not known:
        match = _WORD.match(rest, at)
        if match and match.end() == len(rest.rstrip("。;,")):
            unit, at = match[0], match.end()  # an unknown unit is kept as typed
            after = next((word for word in _UNMISTAKABLE if len(word) < len(unit) and unit.endswith(word)), "")
            unit, comparator = unit.removesuffix(after), AFTER.get(after, "")
    return Tail(unit, known, period, comparator, rest[at:], at)


def unit_at(text: str, at: int) -> tuple[str, bool]:
    """Return the longest known unit that begins at `at`, and whether there is one.

    Latin units must not run on into a word: the `G` of `5G网络` is no unit.
    """
    for size in range(min(LONGEST, len(text) - at), 0, -1):
        unit = text[at : at + size]
        if unit in UNITS:
            following = text[at + size : at + size + 1]
            if _LATIN.match(unit[-1]) and _runs_on(text, at + size, following):
                continue
            return unit, True
    return "", False


def _runs_on(text: str, at: int, following: str) -> bool:
    """Tell whether a Latin unit is only the beginning of a word; `24h内`, `10kV及以上` are not."""
    return bool(following) and (following.isalnum() or following in "+-") and not _AFTER.match(text, at)


def _denominators(rest: str, at: int, unit: str, period: str) -> tuple[int, str, str]:
    """Read `/人*月`: periods leave the unit, other denominators stay in it."""
    while at < len(rest) and _STEP.match(rest, at) and not (rest[at] in "*·." and not (unit or period)):
        step = rest[at]
        begin = at + 1 + (step != "每" and rest[at + 1 : at + 2] == "每")
        word = _period_at(rest, begin)
        if word:
            if period and step != "/":
                break
            period, at = word, begin + len(word)
            continue
        many = _MANY.match(rest, begin)
        known, _ = unit_at(rest, many.end() if many else begin)
        match = None if known else _DENOMINATOR.match(rest, begin)
        word = (many[0] if many else "") + known if known else (match[0] if match and step == "/" else "")
        if not word or not unit:
            break
        unit, at = f"{unit}/{word}", begin + len(word)
    return at, unit, period


def _period_at(text: str, at: int) -> str:
    for size in range(min(4, len(text) - at), 0, -1):
        if text[at : at + size] in PERIODS:
            # 年 in 年度 is longer and found first; 月报 and 日常 are words, not periods
            following = text[at + size : at + size + 1]
            return "" if following in ("报", "常", "均") and following else text[at : at + size]
    return ""


def _strict(word: str) -> str:
    sign = AFTER[word.partition("(")[0]]
    return {"≥": ">", "≤": "<"}.get(sign, sign) if word.endswith(("(不含)", "(不含本数)")) else sign
