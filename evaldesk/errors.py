"""What can go wrong in the program, each kind with its sentence for people and its exit code.

A problem *in a form* is not here: that is a finding (``model/finding.py``), plain data. These are failures of what the
officer asked for: a file that cannot be read, a place that cannot be written. They are raised where they are met and
caught at the rim only: ``cli.main``, the window's actions, the excepthook.
"""

from __future__ import annotations

EXIT_DONE = 0
EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_FILE = 3


class EvaldeskError(Exception):
    """Carry one Chinese sentence for people (what is wrong, what to do next) and technical details to copy."""

    exit_code = EXIT_FILE

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details


class Unreadable(EvaldeskError):
    """A form file cannot be read: missing, no permission, damaged, foreign."""


class TooNew(Unreadable):
    """A form file was written by a newer program than this one."""


class Unwritable(EvaldeskError):
    """A file cannot be written where the officer wants it."""


class ChangedOnDisk(Unwritable):
    """The file is no longer the one that was read: saving now would lose what someone else wrote, so nothing was saved.

    ``mine`` is what was to be saved, ``theirs`` what lies there now (None: the file is gone), both as bytes of a form
    file, for showing what changed, merging, saving beside, or overwriting exactly what was shown.
    """

    def __init__(self, sentence: str, mine: bytes, theirs: bytes | None, details: str = "") -> None:
        super().__init__(sentence, details)
        self.mine = mine
        self.theirs = theirs


class GivenUp(EvaldeskError):
    """Something was stopped before its end, as the officer wished."""

    def __init__(self, sentence: str = "已停止，没有改动任何表格。") -> None:
        super().__init__(sentence)


class TemplateProblem(EvaldeskError):
    """A template is missing, or its file breaks the template language."""


class Broken(EvaldeskError):
    """The program itself broke down, in a way that nobody expected."""


class Usage(EvaldeskError):
    """The command line was used wrongly."""

    exit_code = EXIT_USAGE
