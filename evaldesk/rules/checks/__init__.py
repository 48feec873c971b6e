"""The checks (体检), one file a family. To add one: a function under ``@check`` in its family's file, and its cases.

A family is a module of this package; every ``Check`` in it takes part by standing there.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from evaldesk.rules.case import Check

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


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check of a single form, family by family, in the order in which they stand in their files."""
    modules = [import_module(f"{__name__}.{family}") for family in FAMILIES]
    own = [item for module in modules for item in vars(module).values() if isinstance(item, Check)]
    return tuple(dict.fromkeys(own))
