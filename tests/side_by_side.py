"""Run steps side by side, as many at once as wished; print what each has said, whole, once it has ended."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.interpreter import ROOT
from tests import screen

PAUSE = 0.05  # seconds between two looks at what is running


@dataclass(frozen=True)
class Count:
    """Count what passed, failed and was skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


FAILED = Count(failed=1)


@dataclass(frozen=True)
class Step:
    """Name a command, its whole environment, and what its exit code counts for."""

    name: str
    command: Sequence[str | Path]
    environ: Mapping[str, str]
    counted: Callable[[int], Count]


class Running:
    """A step under way: its process, and the file that holds what it says until it has ended."""

    def __init__(self, step: Step) -> None:
        print(f"-- {step.name} …", flush=True)
        self.step, self.begun = step, time.monotonic()
        self.said = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115 - closed by `close` and `end`
        self.process = subprocess.Popen(
            step.command, cwd=ROOT, env=step.environ, stdout=self.said, stderr=subprocess.STDOUT
        )

    def close(self) -> Count:
        """Print what an ended step has said, with its time; return its count."""
        self.said.seek(0)
        print(f"-- {self.step.name}\n{self.said.read().rstrip()}".rstrip(), flush=True)
        self.said.close()
        count = self.step.counted(self.process.returncode)
        if count.failed:
            print(f"FAILED {self.step.name}")
        print(f"-- {self.step.name}: {time.monotonic() - self.begun:.1f} s", flush=True)
        return count

    def end(self) -> None:
        """End a step that nobody waits for any more."""
        screen.end(self.process)
        self.said.close()


def together(steps: Iterable[Step], at_once: int) -> Count:
    """Run every step to its end, also after a failed one, begun in their order; return the sum.

    Whatever interrupts it, no process stays behind.
    """
    waiting, running, total = deque(steps), list[Running](), Count()
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.append(Running(waiting.popleft()))
            ended = [one for one in running if one.process.poll() is not None]
            for one in ended:
                running.remove(one)
                total += one.close()
            if not ended:
                time.sleep(PAUSE)
    finally:
        for one in running:
            one.end()
    return total
