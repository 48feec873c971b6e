"""What comparing the two sides of a row asked about, and the pieces of sentence that its checks share."""

from __future__ import annotations

from evaldesk.rules.case import Row
from evaldesk.rules.checks.wording import gives_reason, named

SIDES = (("target", "预期值"), ("actual", "实现值"))


def asks(row: Row, code: str) -> bool:
    """Tell whether the comparison asked ``code`` (see ``methods.QUESTIONS``)."""
    outcome = row.result.outcome
    return outcome is not None and code in outcome.ask


def both(row: Row) -> tuple[str, str]:
    """Return the addresses of target and actual."""
    return row.where("target"), row.where("actual")


def told(row: Row) -> bool:
    """Tell whether the row's own reason explains it."""
    return gives_reason(row.result.node.reason)


def sides(row: Row) -> str:
    """Return the row in words: its name, target and actual as typed."""
    node = row.result.node
    return f"{named(node.name)}预期值是{named(node.target)}，实现值是{named(node.actual)}"
