"""A play of what a package lives through: steps, one line for each outcome, pictures."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar


class Outcomes:
    """Hold what came of the steps, and where pictures go."""

    def __init__(self, pictures: Path) -> None:
        pictures.mkdir(parents=True, exist_ok=True)
        self.pictures = pictures
        self.failed = 0

    def say(self, step: str, right: bool, told: object = "") -> None:
        """Print one step's outcome."""
        self.failed += not right
        print(f"{'ok  ' if right else 'FAIL'}  {step}  {str(told).strip()[:300]}", flush=True)


SomePlay = TypeVar("SomePlay", bound=Outcomes)


def play_all(
    play: SomePlay, steps: Sequence[Callable[[SomePlay], None]], wanted: Sequence[str], between: Callable[[], None]
) -> None:
    """Play the steps, or those ``wanted`` by name; one that breaks off has failed and the next one follows."""
    for step in (step for step in steps if not wanted or step.__name__ in wanted):
        try:
            step(play)
        except (OSError, subprocess.TimeoutExpired, ValueError) as error:
            play.say(step.__name__, False, f"{type(error).__name__}: {error}")
        between()
