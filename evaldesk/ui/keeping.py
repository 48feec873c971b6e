"""Keeping: what stands between one open form and its loss: its journal, the stamp of its file, its lock.

Documents are frozen, so a note for the journal costs a key nothing; disks and shares are waited for in the background.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from evaldesk.files.guard import Stamp
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
    cannot be written, ``""`` when it can again; ``lost`` who has taken the lock away.
    """

    problem = Signal(str)
    lost = Signal(object)

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

    def _told(self, held: Held | None) -> None:
        if held is not None:
            self._beat.stop()
            self.lost.emit(held)
