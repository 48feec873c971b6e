"""A comparison as plain data for other programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from evaldesk.history.diff.changes import Change, Diff


def as_json(diff: Diff) -> dict[str, Any]:
    """Return both sides, every change in order, and the effect on the figures (decimal strings)."""
    return {
        "old": asdict(diff.old),
        "new": asdict(diff.new),
        "counts": {str(kind): count for kind, count in diff.counts.items()},
        "changes": [change_json(change) for change in diff.changes],
        "effect": asdict(diff.effect) if diff.effect else None,
    }


def change_json(change: Change) -> dict[str, Any]:
    """Return one change as plain data."""
    content: dict[str, Any] = {
        "kind": str(change.kind),
        "part": change.part,
        "where": change.where,
        "label": change.label,
        "old": change.old,
        "new": change.new,
    }
    if change.pieces:
        content["pieces"] = [asdict(piece) for piece in change.pieces]
    return content
