"""Comparators: the six signs, and the words that mean them, before and after the number."""

from __future__ import annotations

import re

AT_LEAST, ABOVE, AT_MOST, BELOW, EXACTLY, ABOUT = "≥", ">", "≤", "<", "=", "约"

_BEFORE_WORDS = {
    AT_LEAST: "≥ 不低于 不少于 不小于 不得低于 不得少于 不应低于 不应少于 不能低于 不能少于 至少 最少 最低 大于等于 "
    "大于或等于 "
    "高于等于 高于或等于 多于或等于 达到或超过 达到或高于 不短于 不早于",
    ABOVE: "> 大于 高于 超过 多于 超 突破 超出 优于",
    AT_MOST: "≤ 不超过 不高于 不多于 不大于 不得超过 不得高于 不得多于 不应超过 不能超过 不超出 不超 小于等于 "
    "小于或等于 低于等于 "
    "低于或等于 少于或等于 至多 最多 最高 最长 控制在 不长于 不晚于 不迟于 控制在不超过",
    BELOW: "< 小于 低于 少于 不足 不到 不满 未超过",
    EXACTLY: "= 等于",
    ABOUT: "约 大约 约为 约合 近 将近 接近 大概 ≈",
}
_AFTER_WORDS = {
    AT_LEAST: "以上 及以上 含以上 或以上 之上 及其以上",
    AT_MOST: "以内 之内 内 及以内 以下 及以下 或以下 含以下 之下 封顶",
    ABOUT: "左右 上下",
}
BEFORE = {word: sign for sign, words in _BEFORE_WORDS.items() for word in words.split()}
AFTER = {word: sign for sign, words in _AFTER_WORDS.items() for word in words.split()}
SYMBOLS = "≥>≤<=≈"

BEFORE_PATTERN = "|".join(map(re.escape, sorted(BEFORE, key=len, reverse=True)))
AFTER_PATTERN = "|".join(map(re.escape, sorted(AFTER, key=len, reverse=True)))
_UP, _DOWN = {AT_LEAST, ABOVE}, {AT_MOST, BELOW}


def combine(before: str, after: str) -> str | None:
    """Return the one comparator that two signs around a number mean, or None when they contradict each other.

    `不低于95%以上` is `≥`; `约300人以上` is `≥`; `≥95%以下` is a contradiction.
    """
    if not before or not after or before == after:
        return before or after
    if (before in _UP and after in _UP) or (before in _DOWN and after in _DOWN):
        return before
    if before == ABOUT:
        return after
    if after == ABOUT:
        return before if before in _UP else ABOUT
    return None


def upward(sign: str) -> bool:
    """Tell whether a sign sets a lower bound (`≥`, `>`)."""
    return sign in _UP


def downward(sign: str) -> bool:
    """Tell whether a sign sets an upper bound (`≤`, `<`)."""
    return sign in _DOWN


def is_bound(sign: str) -> bool:
    """Tell whether a sign leaves the number itself open."""
    return sign in _UP or sign in _DOWN
