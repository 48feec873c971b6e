"""The words for what happens to a form, as they stand in files and as people read them."""

from __future__ import annotations

from datetime import datetime

SAVED = "saved"
PRINTED = "printed"
HANDED_IN = "handed-in"
RETURNED = "returned"
NAMED = "named"

EVENT_NAMES = {
    SAVED: "保存",
    PRINTED: "打印",
    HANDED_IN: "上报",
    RETURNED: "退回",
    NAMED: "存档",
}

OPEN = "open"
ANSWERED = "answered"
ACCEPTED = "accepted"

STATUS_NAMES = {OPEN: "待答复", ANSWERED: "已答复", ACCEPTED: "已认可"}


def now() -> str:
    """Return the time as the file keeps it: ISO, to the second, with its zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def event_name(event: str) -> str:
    """Return what an event is called; one that another program wrote keeps its own word."""
    return EVENT_NAMES.get(event, event)
