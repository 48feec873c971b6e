"""Play the whole life of the package on Debian 11 and 12, with pictures: ``python3 installer/linux/try.py FOLDER``.

FOLDER, outside the checkout, gets a Debian of each kind (1 GB each, kept for the next time) and the pictures. Needs
root, ``apt install debootstrap``, and what ``build.py`` left in ``dist/``. Prints one line for each step; exit code 1
when one of them failed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent.parent)

from installer.interpreter import ROOT  # noqa: E402 - found only now
from installer.linux import play_chinese, play_package, play_use  # noqa: E402
from installer.linux.play import HOME, Play, close  # noqa: E402
from installer.packing import debian  # noqa: E402
from installer.packing.debian import INSIDE, Debian  # noqa: E402
from installer.packing.play import play_all  # noqa: E402

SUITES = ("bullseye", "bookworm")
DESKTOP = ("xdg-utils", "shared-mime-info", "desktop-file-utils", "libglib2.0-bin")  # any desktop has them
DISPLAY = ":78"
STEPS: tuple[Callable[[Play], None], ...] = (
    play_package.install,
    play_package.upgrade,
    play_use.associations,
    play_use.parts,
    play_use.command_line,
    play_use.edit,
    play_package.refuse,
    play_package.newer,
    play_use.start_time,
    play_package.remove,
    play_chinese.chinese,
)


def main(arguments: list[str]) -> int:
    """Play all steps; return 1 when one failed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path, help="folder outside the checkout for Debians and pictures")
    words.add_argument("--dist", type=Path, default=ROOT / "dist", help="where build.py left its results")
    words.add_argument("--suite", action="append", choices=SUITES, help="only this Debian")
    words.add_argument("--step", action="append", choices=[step.__name__ for step in STEPS], help="only these steps")
    told = words.parse_args(arguments)
    (package,) = told.dist.glob("evaldesk_*_amd64.deb")
    failed = 0
    for suite in told.suite or SUITES:
        print(f"Debian {suite}", flush=True)
        folder = (told.folder / suite).resolve()
        with debian.opened(folder, suite, DESKTOP, DISPLAY, "1920x1080"):
            run = f"{INSIDE}/run"
            root = Debian(folder, {})
            root.call("useradd", "--shell", "/bin/sh", "officer")
            for place in (HOME, run):
                root.call("rm", "-r", place)
                root.call("install", "-d", "-m", "700", "-o", "officer", "-g", "officer", place)
            desk = {"HOME": HOME, "DISPLAY": DISPLAY, "XDG_RUNTIME_DIR": run, "XDG_CURRENT_DESKTOP": "GNOME"}
            officer = Debian(folder, desk, "officer")
            one = Play(officer, package, told.folder / "pictures" / suite)
            play_all(one, STEPS, told.step or [], lambda: None)
            close(one)
            failed += one.failed
    print(f"{failed} failed; pictures in {told.folder / 'pictures'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
