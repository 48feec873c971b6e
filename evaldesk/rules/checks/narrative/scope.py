"""Scope: whether an amount in a text speaks of the whole project or of a part of it, or does not say."""

from __future__ import annotations

import re
from functools import lru_cache

from evaldesk.rules.case import Case
from evaldesk.rules.checks.narrative.texts import Passage, year
from evaldesk.rules.prose import Mention, fold
from evaldesk.rules.prose.words import pattern

REMEMBERED = 1 << 12
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?")
_IDLE = re.compile(r"[^一-鿿A-Za-z0-9]+")
_MONTH = re.compile(r"(?<![0-9])(?:[1-9]|1[01])月(?:[0-9]{1,2}日)?(?:底|末|止|，)")


def is_whole(case: Case, passage: Passage, mention: Mention) -> bool:
    """Tell whether the words before an amount name the whole project: nothing is left but role and filler words."""
    return len(residue(case, mention.label)) <= 1 and not pattern("part_marks").search(_before(passage, mention))


def is_part(case: Case, passage: Passage, mention: Mention) -> bool:
    """Tell whether an amount belongs to a part: behind 其中, or with words of its own before it."""
    return not is_whole(case, passage, mention)


def says_whole(case: Case, passage: Passage, mention: Mention) -> bool:
    """Tell whether the sentence names the whole project itself (本项目, 全年, the project's name, 资金支出情况：)."""
    before = _before(passage, mention)
    subject = before[: len(before) - len(mention.label)] if before.endswith(mention.label) else before
    return bool(pattern("whole_marks").search(before)) and len(residue(case, subject[:30])) <= 1


def of_the_year(case: Case, passage: Passage, mention: Mention) -> bool:
    """Tell whether an amount can be one of the form's year: not of another year, nor of a part of the year."""
    named, own = mention.year, year(case)
    if named and own and not named.first <= own <= named.last:
        return False
    if named and named.first != named.last:
        return False
    words = passage.reading.sentence(mention)
    return not (_MONTH.search(words) or pattern("mid_year").search(words) or pattern("past").search(mention.label))


def _before(passage: Passage, mention: Mention) -> str:
    return passage.reading.before(mention)


def residue(case: Case, words: str) -> str:
    """Return what is left of some words without years, role and filler words and the project's and unit's names."""
    known = case.once(_residues)
    if words not in known:
        known[words] = _residue(case, words)
    return known[words]


def _residues(_: Case) -> dict[str, str]:
    return {}


@lru_cache(maxsize=REMEMBERED)
def _without_roles(words: str) -> str:
    left = _YEAR.sub("", words)
    return pattern(
        "rate", "arrival", "planned", "allocated", "spent_sure", "spent_maybe", "remaining", "filler", "whole_marks"
    ).sub("，", left)


def _residue(case: Case, words: str) -> str:
    left = _without_roles(words)
    known = case.once(_own_pairs)
    keep = [True] * len(left)
    for at in range(len(left) - 1):
        if left[at : at + 2] in known:
            keep[at] = keep[at + 1] = False
    return _IDLE.sub("", "".join(char for char, kept in zip(left, keep, strict=True) if kept))


def _own_pairs(case: Case) -> frozenset[str]:
    names = [_IDLE.sub("", fold(case.text(key))) for key in ("project_name", "reporting_unit", "department")]
    return frozenset(name[at : at + 2] for name in names for at in range(len(name) - 1))
