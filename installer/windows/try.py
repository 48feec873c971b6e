"""Play the whole life of the setup in a Windows of its own, with pictures: ``python3 installer/windows/try.py FOLDER``.

FOLDER, outside the checkout, gets Debian 13 with wine (1.6 GB, kept for the next time) and the pictures. Needs root,
``apt install debootstrap nsis``, and what ``build.py`` left in ``dist/`` and ``build/``. Prints one line for
each step; exit code 1 when one of them failed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent.parent)

from installer.interpreter import ROOT  # noqa: E402 - found only now
from installer.packing.play import play_all  # noqa: E402
from installer.windows import play_packs, play_setup, play_use  # noqa: E402
from installer.windows.play import Play  # noqa: E402
from installer.windows.wine import opened  # noqa: E402

STEPS: tuple[Callable[[Play], None], ...] = (
    play_setup.install,
    play_use.try_parts,
    play_use.command_line,
    play_use.edit,
    play_packs.packs,
    play_use.looks,
    play_use.start_time,
    play_setup.upgrade,
    play_setup.pages,
    play_setup.uninstall,
    play_setup.replace_older,
    play_use.stick,
)


def main(arguments: list[str]) -> int:
    """Play all steps; return 1 when one failed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path, help="folder outside the checkout for Debian, wine and pictures")
    words.add_argument("--dist", type=Path, default=ROOT / "dist", help="where build.py left its results")
    words.add_argument("--step", action="append", choices=[step.__name__ for step in STEPS], help="only these steps")
    told = words.parse_args(arguments)
    pictures = told.folder / "pictures"
    with opened((told.folder / "trixie").resolve()) as windows:
        play = Play(windows, told.dist, pictures)
        play_all(play, STEPS, told.step or [], windows.end_all)
    print(f"{play.failed} failed; pictures in {pictures}")
    return 1 if play.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
