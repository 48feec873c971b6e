"""Play the newcomer: clone into an empty folder with an empty home, run both commands of the README, look at what came.

    python3 tests/long/fresh_clone.py                       with the Python that runs this
    python3 tests/long/fresh_clone.py python3.9 python3.12  once with each of these

Too long for ``tests/run.py``, which is one of the commands played here. Only what is committed is played.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests import screen  # noqa: E402 - started as a script, so the root has to be on the path first

CLOSING = re.compile(r"^\d+ passed, 0 failed(, \d+ skipped)?$")
SHORT = 1.0  # seconds that a second start may spend on set-up
LONG = 15 * 60  # seconds that the tests may take on two cores
KEPT = re.compile("PIP_|SSL_|(HTTPS?|NO)_PROXY$", re.IGNORECASE)  # how this machine reaches its packages


def main(pythons: list[str]) -> int:
    """Play every command with every Python; print what held and what did not."""
    passed = failed = 0
    for python in pythons or [sys.executable]:
        started = shutil.which(python) or python
        with tempfile.TemporaryDirectory(prefix="evaldesk fresh ") as folder:
            for name, held in play(started, Path(folder)):
                print(f"{'ok  ' if held else 'FAIL'} {python}: {name}", flush=True)
                passed, failed = passed + held, failed + (not held)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def play(python: str, folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield each thing a newcomer would notice, and whether it is as it should be."""
    clone, home = folder / "clone", folder / "home"
    home.mkdir()
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    environ = {key: value for key, value in os.environ.items() if KEPT.match(key)}
    environ |= {"HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    run, test = [python, str(clone / "installer" / "run.py")], [python, str(clone / "tests" / "run.py")]

    done, seconds = timed(run, environ, folder)
    paper, picture = clone / "out" / "annex-3-project.pdf", clone / "out" / "window.png"
    yield f"installer/run.py without a display, {seconds:.0f} s", done.returncode == 0
    yield "it says where the PDF lies, and there it is", str(paper) in done.stdout and starts(paper, b"%PDF-")
    yield "it says where the picture lies, and there it is", str(picture) in done.stdout and starts(picture, b"\x89PNG")
    if done.returncode:
        print(done.stdout + done.stderr)

    done, seconds = timed([*run, "--no-open"], environ, folder)
    yield f"the second set-up, {seconds:.2f} s", done.returncode == 0 and seconds < SHORT

    with screen.opened() as display:
        process = subprocess.Popen([*run, "--no-system"], env=environ | {"DISPLAY": display}, cwd=folder)
        yield "with a display, the window opens", screen.wait_for(display, b"_NET_CLIENT_LIST", 60)
        screen.end(process)

    done, seconds = timed(test, environ, folder)
    closing = done.stdout.rstrip().rpartition("\n")[2]
    yield f"tests/run.py, {seconds:.0f} s: {closing}", done.returncode == 0 and bool(CLOSING.match(closing))
    yield "the tests are done in time", seconds < LONG
    if done.returncode:
        print(done.stdout[-5000:] + done.stderr[-2000:])

    left = subprocess.run(["git", "status", "--short"], cwd=clone, capture_output=True, text=True, check=True)
    yield f"nothing is left behind in the checkout {left.stdout}".rstrip(), not left.stdout


def timed(command: list[str], environ: dict[str, str], folder: Path) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run a command to its end; return what it said and its seconds."""
    begun = time.monotonic()
    done = subprocess.run(command, env=environ, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return done, time.monotonic() - begun


def starts(path: Path, magic: bytes) -> bool:
    """Tell whether a file of some size is there and begins as it should."""
    return path.exists() and path.stat().st_size > 10_000 and path.read_bytes().startswith(magic)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
