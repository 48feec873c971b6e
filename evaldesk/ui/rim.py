"""The rim: where an exception that nobody expected ends. It is logged and told in one sentence; the form stays."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from evaldesk.errors import Broken, EvaldeskError
from evaldesk.paths import log_file

LARGEST = 512 * 1024
KEPT = 3
SORRY = "程序内部出了问题，刚才的操作可能没有完成。您填写的内容还在，请先保存，再把详细信息发给技术人员。"


def guard(tell: Callable[[EvaldeskError], None]) -> None:
    """Send every unexpected exception, of whatever thread, to the log and to ``tell``."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        known = as_error(error)
        log(known.details)
        tell(known)

    def caught_in_thread(what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            caught(what.exc_type, what.exc_value, what.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread


def as_error(error: BaseException) -> EvaldeskError:
    """Return the error with a sentence for people; of our own kinds, with its own."""
    from traceback import format_exception

    details = "".join(format_exception(error))
    if isinstance(error, EvaldeskError):
        return EvaldeskError(error.sentence, details)
    return Broken(SORRY, details)


def log(details: str) -> None:
    """Write into the rotating log; where that is not possible the program goes on without."""
    # Imported here: a start without mishap does without it.
    import logging
    from logging.handlers import RotatingFileHandler

    with contextlib.suppress(OSError):
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(log_file(), maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        handler.handle(logging.LogRecord("evaldesk", logging.ERROR, "", 0, details, None, None))
        handler.close()
