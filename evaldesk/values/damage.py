"""Texts that look like a slip of the finger or of a scanner: asked about, never guessed."""

from __future__ import annotations

from evaldesk.values.deferred import deferred
from evaldesk.values.nodes import Unreadable
from evaldesk.values.signs import BEFORE_PATTERN, SYMBOLS

_SIGN = f"[{SYMBOLS}]"
_RULES = (
    (deferred(rf"{_SIGN}{{2,}}|(?:{BEFORE_PATTERN})(?<!{_SIGN}){_SIGN}(?=[0-9])"), "符号写了两次"),
    (deferred(r"[%‰]{2,}"), "百分号写了两次"),
    (deferred(r"[0-9]\.\.+[0-9]|(?<![A-Za-z0-9.])[0-9]+\.[0-9]+\.[0-9]"), "小数点写了两次"),
    (deferred(r"[0-9],[0-9]{1,2}(?![0-9])|[0-9],[0-9]{4,}"), "数字里的逗号位置不对"),
    (deferred(r"[0-9] [0-9]"), "数字中间断开了"),
    (deferred("[\ufffd□■]"), "有认不出的字符"),
    (deferred(rf"{_SIGN}[^0-9零〇一二两三四五六七八九十百千万半]*"), "符号后面没有数字"),
)
_WHOLE_ONLY = "符号后面没有数字"
_WORDS_BEHIND = deferred(rf"{_SIGN}[一-鿿]{{3,20}}")
_SUSPECT = deferred(rf"{_SIGN}|[%‰]{{2}}|[0-9][., ]|[\ufffd□■]")
_DATES = deferred(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}\.[0-9]{1,2}|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")


def damage(cleaned: str, typed: str) -> Unreadable | None:
    """Return what looks damaged in a cell that could not be read whole, or None."""
    if not _SUSPECT.search(cleaned):
        return None
    checked = _DATES.sub("0", cleaned)
    for rule, reason in _RULES:
        if reason == _WHOLE_ONLY and _WORDS_BEHIND.fullmatch(checked):
            continue  # ≤批复预算 is a bound in words
        match = rule.fullmatch(checked) if reason == _WHOLE_ONLY else rule.search(checked)
        if match:
            return Unreadable(typed, reason, max(typed.find(match[0][:1]), 0))
    return None
