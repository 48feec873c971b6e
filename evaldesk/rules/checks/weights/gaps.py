"""Two sums that ought to be one, and how far they are apart, in the words of a finding."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from evaldesk.rules.figures import shown


class Gap(NamedTuple):
    """Hold what was found, what was wanted, how far apart these are, and that with 多 or 少 before it, as texts."""

    found: str
    wanted: str
    apart: str
    said: str

    @property
    def numbers(self) -> tuple[str, str, str]:
        """Return the numbers that a finding of it names."""
        return self.found, self.wanted, self.apart


def gap(found: Fraction, wanted: Fraction) -> Gap | None:
    """Return the gap between two sums, None where there is none."""
    if found == wanted:
        return None
    apart = two(abs(found - wanted))
    return Gap(two(found), two(wanted), apart, f"{_direction(found, wanted)} {apart}")


def difference(found: Fraction, wanted: Fraction) -> str:
    """Return ``多 0.10`` or ``少 0.10``."""
    return f"{_direction(found, wanted)} {two(abs(found - wanted))}"


def _direction(found: Fraction, wanted: Fraction) -> str:
    return "多" if found > wanted else "少"


def two(value: Fraction) -> str:
    """Return points with at least two decimals where they have any (``39.90``, ``40``)."""
    text = shown(value)
    return f"{text}0" if len(text.partition(".")[2]) == 1 else text
