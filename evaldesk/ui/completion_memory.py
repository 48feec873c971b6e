"""What the window remembers of wording: read a while after it opened, written when it closes, never while one types."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from evaldesk.files.words import remember
from evaldesk.history.snapshots.newest import newest_of_each
from evaldesk.model.recall import Recall
from evaldesk.ui.background import Background
from evaldesk.ui.session import Session

MOST = 40  # forms of the history that are read the first time
CALM = 1200  # milliseconds: an opened form is painted and checked first


class Memory(QObject):
    """Keep ``session.recall``, in a thread of its own."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self._background = Background(self)
        self._read = session.document
        QTimer.singleShot(CALM, self, self.begin)

    def begin(self) -> None:
        """Take over what was remembered, and remember this form's wording."""
        self._background.do(partial(remember, self._read, partial(newest_of_each, MOST)), self._take)

    def leave(self, *_: object) -> None:
        """Remember what the form says now, and end."""
        if self.session.document is not self._read:
            self._background.do(partial(remember, self.session.document))
        self._background.stop()

    def _take(self, recall: Recall) -> None:
        self.session.recall = recall
