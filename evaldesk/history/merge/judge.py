"""Conflicts, and who settles them: mine is kept unless the officer chose theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from evaldesk.history.diff.texts import as_line
from evaldesk.history.labels import DIRECTIONS
from evaldesk.history.merge.three_way import Absent

Choice = Literal["mine", "theirs"]
Value = TypeVar("Value")

DELETED = "（已删除）"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Hold one place that both sides changed differently.

    ``key`` names it in a choice, ``where`` is the address to go to, ``label`` the place in Chinese; the three texts are
    for people to compare.
    """

    key: str
    where: str
    label: str
    base: str
    mine: str
    theirs: str


class Judge:
    """Settle the conflicts of one merge by the choices that were made, and keep a list of them."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        self._choices = choices
        self.conflicts: list[Conflict] = []

    def settle(
        self,
        key: str,
        where: str,
        label: str,
        versions: tuple[Value, Value, Value],
        shown: Callable[[Value], str] | None = None,
    ) -> Value:
        """Return the version that counts; ``versions`` are base, mine, theirs, ``shown`` says them to people."""
        say = shown or said
        base, mine, theirs = (say(version) for version in versions)
        self.conflicts.append(Conflict(key, where, label, base, mine, theirs))
        return versions[2] if self._choices.get(key) == "theirs" else versions[1]


def said(value: object) -> str:
    """Return a text as it is, nothing for what is absent, other data on one line."""
    if isinstance(value, Absent):
        return ""
    return value if isinstance(value, str) else as_line(value)


def said_direction(value: str) -> str:
    """Return the words for a stored direction."""
    return DIRECTIONS.get(value, value)
