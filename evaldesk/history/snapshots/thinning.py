"""Thinning: all snapshots of today, the last of each day for a month, the last of each month for ever.

What has a name, was printed or was handed in stays, and the newest few stay in any case: a clock that was set years
ahead for an hour must not cost an officer her week.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from evaldesk.history.snapshots.entry import Snapshot

NEWEST = 20
DAYS = 31


def superfluous(snapshots: Sequence[Snapshot], now: datetime, newest: int = NEWEST) -> list[Snapshot]:
    """Return which snapshots (newest first) may go; days are those of ``now``'s zone."""
    gone: list[Snapshot] = []
    spans: set[tuple[int, ...]] = set()
    today = now.date()
    for place, snapshot in enumerate(snapshots):
        day = snapshot.at.astimezone(now.tzinfo).date()
        age = (today - day).days
        span = (day.year, day.month, day.day) if age < DAYS else (day.year, day.month)
        # What lies in the future was taken by a clock that is wrong now or was then: kept like today's.
        if age > 0 and span in spans and place >= newest and not snapshot.for_ever:
            gone.append(snapshot)
        spans.add(span)
    return gone
