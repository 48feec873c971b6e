"""The command line: one short function a command, over the same calls that the window makes.

Output for people is Chinese, ``--json`` is for programs. Exit codes: 0 done, 1 the form has problems, 2 wrong use,
3 a file cannot be read or written. Qt is imported by ``edit`` alone. Each file of this room holds the commands of one
kind; its ``add`` declares them.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

from evaldesk import __version__
from evaldesk.cli import carry, evidence, foreign, forms, paper, past, scores, templates
from evaldesk.cli.declare import Commands, parser
from evaldesk.errors import EXIT_DONE, EvaldeskError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; ``evaldesk FILE`` is ``evaldesk edit FILE``."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        known, commands = parser(f"evaldesk {__version__}")
        _add_all(commands)
        options = known.parse_args(_with_command(given, commands))
        code: int = options.run(options)
        return code
    except EvaldeskError as error:
        print(error.sentence, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of a pipe (`| head`) left: nothing to tell, and Python must not complain at exit either.
        sys.stdout = None
        return EXIT_DONE


def _add_all(commands: Commands) -> None:
    for kind in (forms, templates, carry, scores, paper, past, foreign, evidence):
        kind.add(commands)


def _with_command(given: list[str], commands: Commands) -> list[str]:
    if given and (given[0] in commands.choices or given[0] in ("-h", "--help", "--version")):
        return given
    return ["edit", *given]


def _speak_utf8() -> None:
    # A Chinese Windows console may be GBK; what it cannot show must not stop the command. Windowed builds have none.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(errors="backslashreplace")
