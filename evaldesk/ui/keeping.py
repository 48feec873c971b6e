"""Keeping: what stands between one open form and its loss: its journal, the stamp of its file, its lock.

Documents are frozen, so a note for the journal costs a key nothing; disks and shares are waited for in the background.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from evaldesk.files.guard import Stamp, still_there
from evaldesk.files.journal import Journal
from evaldesk.files.lock import Held, Lock
from evaldesk.files.store import Opened
from evaldesk.model.document import Document
from evaldesk.ui.background import Background
from evaldesk.ui.session import Session

BEAT = 60_000  # milliseconds between two signs of life


class Keeping(QObject):
    """Keep one session safe.

    ``stamp`` and ``base`` are what was read from the file or last saved to it; ``base`` is None where nobody knows what
    the edits started from. ``read_only`` sends a save to another place. ``problem`` carries a sentence when the journal
    cannot be written, ``""`` when it can again; ``lost`` who has taken the lock away; ``strayed`` says that the
    file is no longer the one that was read.
    """

    problem = Signal(str)
    lost = Signal(object)
    strayed = Signal()

    def __init__(self, session: Session, opened: Opened | None = None) -> None:
        super().__init__(session)
        self.session = session
        self.stamp: Stamp | None = opened.stamp if opened else None
        self.base: Document | None = opened.document if opened else None
        self.read_only = False
        self.lock: Lock | None = None
        self.background = Background(self)
        self.journal = Journal(session.document.id, on_problem=self.problem.emit)
        self._noted = session.document
        self._beat = QTimer(self, interval=BEAT)
        self._beat.timeout.connect(self._give_sign)
        session.changed.connect(self._note)

    def hold(self, lock: Lock) -> None:
        """Hold the lock of the form's file from now on, in place of an earlier one."""
        if self.lock is not None:
            self.lock.release()
        self.lock = lock
        self.read_only = False
        self._beat.start()

    def saved(self, document: Document, path: Path, stamp: Stamp) -> None:
        """Know that ``document`` lies in ``path`` now."""
        self.stamp, self.base = stamp, document
        self.journal.saved(document, path, stamp)

    def look(self, *_: object) -> None:
        """Look in the background whether the file is still the one that was read; ``strayed`` says when it is not."""
        if self.stamp is not None and self.session.path is not None:
            there = partial(still_there, self.session.path, self.stamp)
            self.background.do(there, partial(self._looked, self.stamp))

    def break_off(self) -> None:
        """Let go of everything but what is not saved: the program ends with the form open."""
        self.journal.flush()
        self.journal.abandon()
        if self.lock is not None:
            self.lock.release()

    def leave(self, *_: object) -> None:
        """Let go of everything: the form was closed by its officer."""
        self._beat.stop()
        self.journal.close()
        if self.lock is not None:
            self.lock.release()
            self.lock = None
        self.background.stop()

    def _note(self) -> None:
        if self.session.document is not self._noted:
            self._noted = self.session.document
            self.journal.note(self._noted, self.session.path, self.stamp)

    def _give_sign(self) -> None:
        if self.lock is not None:
            self.background.do(partial(self.lock.beat), self._told)
        self.look()

    def _looked(self, stamp: Stamp, there: bool) -> None:
        if not there and stamp is self.stamp:  # else a save came between
            self.strayed.emit()

    def _told(self, held: Held | None) -> None:
        if held is not None:
            self._beat.stop()
            self.lost.emit(held)
