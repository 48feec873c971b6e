"""Addresses of what is pinned on rows, when rows get other ids."""

from __future__ import annotations

from collections.abc import Mapping


def moved_where(where: str, ids: Mapping[str, str]) -> str:
    """Return the address of the same place where rows carry other ids (old id -> new id)."""
    part, _, rest = where.partition("/")
    id, slash, attribute = rest.partition("/")
    return f"{part}/{ids.get(id, id)}{slash}{attribute}" if part == "indicators" else where
