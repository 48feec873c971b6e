"""Finding: something that is wrong, unusual or worth a word in a form, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Say how grave a finding is: error holds back the fair copy, explain wants a sentence, hint is advice."""

    ERROR = "error"
    EXPLAIN = "explain"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one finding: a code for ever, its level, its address, and one Chinese sentence with the numbers in it.

    ``where`` is an address as ``str(Where)`` writes it; ``span`` is (start, end) in the text there.
    """

    code: str
    level: Level
    where: str
    message: str
    span: tuple[int, int] | None = None
    numbers: tuple[str, ...] = ()
    source: str = ""
    explained: str = ""
