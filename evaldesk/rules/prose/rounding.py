"""Whether a number of a text can be a rounded writing of an exact one. Rounding and cutting off both count."""

from __future__ import annotations

from fractions import Fraction

from evaldesk.rules.prose.nodes import Mention

_LOOSE = Fraction(1, 10)


def agrees(mention: Mention, exact: Fraction) -> bool:
    """Tell whether a text may write ``exact`` so: within its last typed digit, and as 约 and 以上 allow."""
    value = mention.value
    if abs(value - exact) < mention.step or value == exact:
        return True
    if mention.bound in ("≥", ">"):
        return exact >= value
    if mention.bound in ("≤", "<"):
        return exact <= value
    return mention.bound == "约" and abs(value - exact) <= abs(exact) * _LOOSE


def slack(*mentions: Mention) -> Fraction:
    """Return how far a sum of these numbers may be off by rounding alone; 0 for plain whole counts."""
    coarse = max(mention.step for mention in mentions)
    whole = all(mention.step == 1 or mention.value == 0 for mention in mentions)
    return Fraction(0) if whole else coarse * len(mentions) / 2


def span_of(mention: Mention) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest number that a text may round or cut to this one."""
    if mention.step == 1 and not mention.bound:
        return mention.value, mention.value
    return mention.value - mention.step / 2, mention.value + mention.step


def digits(mention: Mention) -> int:
    """Return how many significant digits were typed: 5 for ``19.863``, 1 for ``2000``."""
    return len(str(abs(int(mention.value / mention.step)) if mention.step else 0).strip("0"))
