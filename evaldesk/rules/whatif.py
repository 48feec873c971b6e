"""What if: which actual value would bring a row full marks, solved from how its target was read."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from evaldesk.rules.figures import figure
from evaldesk.rules.methods import Outcome
from evaldesk.rules.methods.wording import shown
from evaldesk.values import Quantity

VERBS = {"≥": "达到", ">": "超过", "≤": "不超过", "<": "低于", "=": "正好"}
BARE = {"higher": "≥", "lower": "≤"}  # how a number without a sign was read


def for_full_marks(outcome: Outcome, weight: Fraction) -> str:
    """Return what actual value would bring full marks: ``达到 300 项即得满分（2.35 分）``.

    ``weight`` is what full marks are worth, in points. Empty where the row has them already, or where the target names
    no amount to reach.
    """
    target = outcome.target
    if outcome.completion == 1 or not isinstance(target, Quantity):
        return ""
    verb = VERBS.get(target.comparator or BARE.get(outcome.direction, ""), "")
    if not verb:
        return ""
    amount = shown(replace(target, comparator=""))
    # A change reads as words (“提升 10 %”); an amount is set off by spaces where it has no Chinese character.
    said = f"“{amount}”" if target.trend else f" {amount}{' ' if amount[-1:].isascii() else ''}"
    return f"{verb}{said}即得满分{f'（{figure(weight)} 分）' if weight else ''}"
