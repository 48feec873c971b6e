"""The checks (体检), one file a family. To add one: a function under ``@check`` in its family's file, and its cases.

A family is a module of this package; every ``Check`` in it takes part by standing there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from evaldesk.rules.case import Check, Pace

FAMILIES = (
    "completeness",
    "funding",
    "weights",
    "targets",
    "scores",
    "duplicates",
    "satisfaction",
    "yearly",
    "narrative",
)


SLOW_FAMILY = "narrative"
"""The family whose checks are all slow. It is loaded when slow ones are asked for: to import it takes a tenth of the
time in which a form is read, scored and printed, where it takes no part."""


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check of a single form, family by family, in the order in which they stand in their files."""
    return _in_families(FAMILIES)


@cache
def checks_of(*paces: Pace) -> tuple[Check, ...]:
    """Return the checks of these paces in the same order."""
    families = FAMILIES if "slow" in paces else [family for family in FAMILIES if family != SLOW_FAMILY]
    return tuple(item for item in _in_families(families) if item.pace in paces)


def _in_families(families: Iterable[str]) -> tuple[Check, ...]:
    modules = [import_module(f"{__name__}.{family}") for family in families]
    own = [item for module in modules for item in vars(module).values() if isinstance(item, Check)]
    return tuple(dict.fromkeys(own))
