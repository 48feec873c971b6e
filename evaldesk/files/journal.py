"""The journal: every edit of an open form is on disk within two seconds, whether or not the form was ever saved.

An edit costs its giver nothing but a note of the frozen document; a thread writes the newest note, some tenths of a
second after the first that is not written yet. It lies in the user's own data folder, one pair of files for each open
form (``slots.py``), and is gone when the form is saved or closed. ``recovery.py`` finds what a crash left.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from evaldesk.files import slots
from evaldesk.files.backup import form_key
from evaldesk.files.encode import Memory, encode
from evaldesk.files.guard import Stamp
from evaldesk.files.owner import ourselves
from evaldesk.files.reading import LARGEST
from evaldesk.files.wording import why_not_journaled
from evaldesk.model.document import Document
from evaldesk.paths import recovery_folder

DELAY = 0.7  # seconds from the first edit to the disk; with a slow disk and a busy machine still below two
AGAIN = 2.0  # seconds after which a full or missing disk is tried again


@dataclass(frozen=True, slots=True)
class Noted:
    """Hold one state of an open form: the document, and the file it belongs to with the stamp it was read by."""

    document: Document
    path: Path | None
    stamp: Stamp | None


class Journal:
    """Keep the unsaved state of one open form on disk. All methods may be called from any thread.

    ``on_problem`` is called from the writing thread, with one sentence when the journal cannot be written and with
    ``""`` when it can again.
    """

    def __init__(self, form: str, *, delay: float = DELAY, on_problem: Callable[[str], None] | None = None) -> None:
        self.form = form
        self.problem = ""
        self._delay = delay
        self._on_problem = on_problem
        self._change = threading.Condition()  # guards the next five
        self._latest: Noted | None = None
        self._pending = False
        self._due = 0.0
        self._ended = False
        self._thread: threading.Thread | None = None
        self._disk = threading.Lock()  # guards the next two; taken before `_change`, never after
        self._slots: slots.Slots | None = None
        self._memory = Memory()

    def note(self, document: Document, path: Path | None, stamp: Stamp | None) -> None:
        """Take down the newest state; it will be on disk within two seconds."""
        with self._change:
            if self._ended:
                return
            self._latest = Noted(document, path, stamp)
            if not self._pending:
                self._pending, self._due = True, time.monotonic() + self._delay
                self._start()
                self._change.notify_all()

    def flush(self) -> bool:
        """Write what is noted now, in the calling thread; tell whether everything is on disk."""
        return self._write()

    def saved(self, document: Document, path: Path, stamp: Stamp) -> None:
        """Know that ``document`` lies in its file now: what was noted is no longer needed, unless it is newer."""
        with self._disk:
            with self._change:
                latest = self._latest
                newer = latest if latest and latest.document is not document and latest.document != document else None
                if newer is None:
                    self._latest, self._pending = None, False
            if newer is None:
                self._remove()
        if newer is not None:
            self.note(newer.document, path, stamp)

    def close(self) -> None:
        """End the journal of a form that was closed cleanly: saved, or given up by its owner. Its files go."""
        self._end()
        with self._disk:
            self._remove()

    def abandon(self) -> None:
        """End the journal and leave its files for the next start, as when the program breaks down."""
        self._end()
        with self._disk:
            if self._slots is not None:
                self._slots.close()
                self._slots = None

    def _end(self) -> None:
        with self._change:
            self._ended, self._latest, self._pending = True, None, False
            self._change.notify_all()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(AGAIN)

    def _remove(self) -> None:
        if self._slots is not None:
            self._slots.remove()
            self._slots = None
        self._memory = Memory()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._change:
                while not self._ended and (not self._pending or self._due > time.monotonic()):
                    self._change.wait(max(0.0, self._due - time.monotonic()) if self._pending else None)
                if self._ended:
                    return
            self._write()

    def _write(self) -> bool:
        with self._disk:
            with self._change:
                if not self._pending or self._latest is None:
                    return True
                noted, self._pending = self._latest, False
            try:
                self._put(noted)
            except (OSError, ValueError, TypeError) as error:
                with self._change:  # nothing newer was lost: the latest is still there
                    if not self._ended and self._latest is not None:
                        self._pending, self._due = True, time.monotonic() + AGAIN
                self._tell(why_not_journaled(error))
                return False
        self._tell("")
        return True

    def _put(self, noted: Noted) -> None:
        body = encode(noted.document, memory=self._memory)
        if len(body) > LARGEST // 2:
            raise ValueError("too large")
        if self._slots is not None and not self._slots.attached():
            self._slots.close()
            self._slots = None
        if self._slots is None:
            self._slots = slots.create(recovery_folder(), form_key(self.form))
        head = {
            "form": self.form,
            "at": datetime.now().astimezone().isoformat(timespec="seconds"),
            "path": str(noted.path.absolute()) if noted.path else None,
            "stamp": asdict(noted.stamp) if noted.stamp else None,
            "owner": asdict(ourselves()),
        }
        self._slots.write(head, body)

    def _tell(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            if self._on_problem is not None:
                self._on_problem(problem)
