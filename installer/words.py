"""Speak to people: Chinese for officers first, then one English line. Readable by Python 3.6."""

import sys


class SetupError(Exception):
    """Carry the one sentence that says what is missing and what to do, in Chinese and in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese, english)
        self.chinese = chinese
        self.english = english


def say(chinese: str, english: str = "") -> None:
    """Print to standard output, at once."""
    _write(sys.stdout, chinese, english)


def complain(chinese: str, english: str = "") -> None:
    """Print to standard error."""
    _write(sys.stderr, chinese, english)


def _write(stream: object, chinese: str, english: str) -> None:
    text = chinese + "\n" + ("  " + english + "\n" if english else "")
    sys.stdout.flush()
    # Python 3.6 without a locale, and Windows into a pipe, choose encodings that have no Chinese: UTF-8 then.
    raw = getattr(stream, "buffer", None)
    encoding = getattr(stream, "encoding", None) or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        if raw is not None:
            raw.write(text.encode("utf-8"))
            raw.flush()
            return
        text = text.encode("ascii", "replace").decode("ascii")
    print(text, end="", file=stream, flush=True)  # type: ignore[call-overload]
