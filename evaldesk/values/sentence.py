"""Numbers inside words: a sentence with one value, or several labelled parts.

    sentence = words value words                 按合同10.5万元。   100%覆盖   2023年完成5场
    parts    = part {separator part}             月报12份、专报4份   12份月报，4份专报
    part     = label value | value label

Years, months, ordinals (第3季度), names with digits (12345热线, 5G, “1+N”) and notes in brackets are not values. When
it is not clear which number is the value, the cell stays words.
"""

from __future__ import annotations

import re
from dataclasses import replace

from evaldesk.values.amounts import LEAD_PATTERN, NUMBER, SIGNS, build
from evaldesk.values.deferred import deferred
from evaldesk.values.nodes import Parts, Quantity, Range, Words
from evaldesk.values.ranges import between_dash
from evaldesk.values.signs import BEFORE

MOST_CHARACTERS = 200
MOST_PARTS = 20

_ASIDE = deferred(
    r"(?:19|20)[0-9]{2}(?:[.\-/][0-9]{1,2}){1,2}(?![0-9])|(?:19|20)[0-9]{2}年度?(?:[0-9]{1,2}月份?(?:[0-9]{1,2}[日号])?)?|第[0-9]+[一-鿿]?"
    r"|[0-9]{1,2}月份?(?:[0-9]{1,2}[日号])?|[A-Za-z][A-Za-z0-9.\-]*[0-9][0-9.]*|[0-9]+[A-Za-z]+(?=[一-鿿])|[0-9]+\+[0-9A-Za-z+]+"
    r"|(?<![0-9.])(?:1[0-9]{2}|12[0-9]{3})(?=热线|平台|政务|便民|电话|台|服务)|“[^”]{0,60}”|《[^》]{0,60}》"
)
_NOTE = deferred(r"\([^()]{0,80}\)")
_ENUMERATOR = deferred(r"(?:^|(?<=[;,。、 ]))(?:\(?[0-9]{1,2}[.、)](?=[^0-9\s])|[①-⑳])")
_VALUE = deferred(rf"{SIGNS}(?<![0-9A-Za-z.]){NUMBER}")
_SEPARATOR = deferred(r"[、,;。:/ \0]")
_TRIM = "、,;。:/ \0·-和及与"
_LEAD = deferred(rf"(?:{LEAD_PATTERN})+$")
_TIED = deferred(r"[0-9][一-鿿A-Za-z%]{0,3}[:*+][0-9]")
_VERB = deferred("(?:已完成|完成|达到|达|实现|实际|共计|总计|合计|累计|预计|计划|约|为|共|各|已|均|了|到)+$")
_COMPARISON = deferred(
    r"从|由|较|相比|降至|降到|升至|增至|增加到|提高到|提升到|提升至|提高至|其中|占(?!比)|相当|分别|折合|而"
)
_APART = {word for word in BEFORE if len(word) > 2} | {"至少", "最少", "最多", "至多"}
_SIGN_APART = deferred("|".join(sorted(_APART, key=len, reverse=True)))
_DASHED = deferred(r"[0-9](?:[0-9.]{0,8}[0-9])?[一-鿿%]{0,3}[-~至][0-9]")
_RANK = deferred("(?<!提)前$")  # 全省前5 is a place, not five
_NEGATED = deferred(r"未|没有|不足|尚")


def read_sentence(cleaned: str, typed: str) -> Quantity | Range | Parts | Words | None:
    """Read the one clear value or the labelled parts out of words; None when there is no number to read."""
    if len(cleaned) > MOST_CHARACTERS:
        return None
    text = _ASIDE.sub(_hide, _ENUMERATOR.sub(_hide, cleaned))
    outside = _NOTE.sub(_hide, text)
    if dash := _DASHED.search(outside):
        return _dashed(outside, dash.start(), typed)
    found = _values(outside, typed) or _values(text, typed)
    if len(found) == 1:
        return _one(found[0], typed)
    if 2 <= len(found) <= MOST_PARTS:
        return _several(found, typed)
    return None


def _dashed(text: str, at: int, typed: str) -> Range | None:
    """Read the range at the end of words: 引进人才2-3名."""
    before = text[:at]
    if _COMPARISON.search(before) or _NEGATED.search(before) or any(char.isdigit() for char in before):
        return None
    span = between_dash(text[at:], typed)
    return replace(span, label=_label(before)) if isinstance(span, Range) and span.unit else None


Found = tuple[str, Quantity, str]


def _hide(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _values(text: str, typed: str) -> list[Found]:
    """Return (words before, quantity, words after) for every number; nothing when one of them cannot be a value.

    Numbers tied by a sign (`3:1`, `7*24小时`, `4+1`) are one thing that we do not read.
    """
    if _TIED.search(text):
        return []
    matches = [match for match in _VALUE.finditer(text) if match["num"][0].isascii() or match["per"]]
    found: list[Found] = []
    begin = 0
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        rest = text[match.end() : end]
        cut = _SEPARATOR.search(rest)
        behind = rest[: cut.start()] if cut and rest[cut.start()] not in "/" else rest
        before = text[begin : match.start()]
        if _RANK.search(before):
            return []
        lead = _LEAD.search(before[-40:])
        value = build(
            typed,
            match["sign"],
            match["per"],
            match["minus"],
            match["num"],
            match["mult"],
            behind[:40],
            lead[0] if lead else "",
        )
        if not isinstance(value, Quantity) or not (value.unit or value.comparator):
            value = _bare(match, behind, before, typed, lead[0] if lead else "")
            if value is None:
                return []
        tail_label = value.label
        begin = match.end() + len(behind)
        if cut is None and behind.endswith(tail_label):
            begin -= len(tail_label)  # 月报12份专报4份: what stands between may belong to the next
        found.append((before, replace(value, label=""), tail_label))
    return found


def _bare(match: re.Match[str], behind: str, before: str, typed: str, lead: str) -> Quantity | None:
    """Accept a number without unit only where nothing follows it: `专报4`."""
    if behind.strip(_TRIM) or not before.strip(_TRIM) or (before[-1:].isascii() and before[-1:].isalnum()):
        return None
    value = build(typed, match["sign"], match["per"], match["minus"], match["num"], match["mult"], "", lead)
    return value if isinstance(value, Quantity) else None


def _label(words: str) -> str:
    words = words.strip(_TRIM)
    for part in reversed(_SEPARATOR.split(words)):
        if part:
            words = part
            break
    return _VERB.sub("", words).strip(_TRIM)


def _one(found: Found, typed: str) -> Quantity | Words | None:
    before, value, after = found
    if _COMPARISON.search(before) and not value.trend:
        return None
    if not value.comparator and (signs := {BEFORE[word] for word in _SIGN_APART.findall(before)}):
        if len(signs) > 1:
            return None
        value = replace(value, comparator=signs.pop())  # 不超过概算10%
    elif _NEGATED.search(before):
        return None
    return replace(value, label=_label(before) or after.strip(_TRIM))


def _several(found: list[Found], typed: str) -> Parts | Words | None:
    if any(_COMPARISON.search(before) for before, _, _ in found):
        return None
    labels_first = bool(_label(found[0][0]))
    labelled = [
        replace(value, label=_label(before) if labels_first else after.strip(_TRIM) or _label(before), text="")
        for before, value, after in found
    ]
    keys = {(value.label, value.unit) for value in labelled}
    if len(keys) < len(labelled) or any(len(value.label) > 24 for value in labelled):
        return None
    if any(not value.label and not value.unit for value in labelled):
        return None
    return Parts(typed, tuple(labelled))
