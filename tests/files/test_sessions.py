"""Random sessions of typing, undoing, saving, strangers and crashes, compared with a plain model after each step."""

from __future__ import annotations

import os
import shutil
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from evaldesk.errors import ChangedOnDisk
from evaldesk.files.encode import encode
from evaldesk.files.guard import Stamp
from evaldesk.files.journal import Journal
from evaldesk.files.lock import Lock, take
from evaldesk.files.recovery import discard, recoverable, restore
from evaldesk.files.store import open_form, save_form
from evaldesk.model.document import Document, cell, field, put, with_indicators
from evaldesk.model.indicators import Indicator, insert, move, remove

Plain = dict[str, Any]
TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from("\ud842\udfb7\u0007　≥"), max_size=12)
KEYS = st.sampled_from(["goal", "year", "project_name"])
PLACE = st.integers(0, 9)


def plain(document: Document) -> Plain:
    """Return what the model keeps of a document."""
    rows = [[row.id, row.name, row.actual] for row in document.indicators]
    return {"fields": {key: text for key, text in document.fields.items() if text}, "rows": rows}


class Sessions(RuleBasedStateMachine):
    """Play one officer, one file, and whatever happens to both."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="sessions-"))
        self.before = os.environ["EVALDESK_HOME"]
        os.environ["EVALDESK_HOME"] = str(self.folder / "home")
        self.path = self.folder / "表.evform"
        self.disk: Plain | None = None  # the model of what lies in the file
        self.journaled: Plain | None = None  # and of what the journal has beyond it
        self.stranger = False
        self.rows = 0
        self.begin(Document(template="t@1", id="a-form-of-the-test", fields={}), None)

    def begin(self, document: Document, stamp: Stamp | None) -> None:
        self.document, self.stamp = document, stamp
        self.model = plain(document)
        self.undo: list[tuple[Document, Plain]] = []
        self.journal = Journal(document.id, delay=3600)
        lock = take(self.path)
        assert isinstance(lock, Lock)
        self.lock = lock

    def install(self, document: Document) -> None:
        self.undo.append((self.document, deepcopy(self.model)))
        self.document = document
        self.journal.note(document, self.path if self.stamp else None, self.stamp)

    def teardown(self) -> None:
        self.journal.close()
        os.environ["EVALDESK_HOME"] = self.before
        shutil.rmtree(self.folder)

    @rule(key=KEYS, text=TEXT)
    def type_in_a_field(self, key: str, text: str) -> None:
        self.install(put(self.document, field(key), text))
        self.model["fields"].pop(key, None)
        if text:
            self.model["fields"][key] = text

    @rule(at=PLACE, name=TEXT)
    def add_a_row(self, at: int, name: str) -> None:
        self.rows += 1
        row = Indicator(id=f"r{self.rows}", name=name)
        self.install(with_indicators(self.document, insert(self.document.indicators, None, at, row)))
        self.model["rows"].insert(at, [row.id, name, ""])

    @precondition(lambda self: self.model["rows"])
    @rule(at=PLACE, text=TEXT)
    def type_in_a_row(self, at: int, text: str) -> None:
        row = self.model["rows"][at % len(self.model["rows"])]
        self.install(put(self.document, cell(row[0], "actual"), text))
        self.model["rows"][at % len(self.model["rows"])][2] = text

    @precondition(lambda self: self.model["rows"])
    @rule(at=PLACE)
    def remove_a_row(self, at: int) -> None:
        id = self.model["rows"][at % len(self.model["rows"])][0]
        self.install(with_indicators(self.document, remove(self.document.indicators, id)))
        self.model["rows"] = [row for row in self.model["rows"] if row[0] != id]

    @precondition(lambda self: len(self.model["rows"]) > 1)
    @rule(at=PLACE)
    def move_a_row_down(self, at: int) -> None:
        rows = self.model["rows"]
        at %= len(rows) - 1
        self.install(with_indicators(self.document, move(self.document.indicators, rows[at][0], 1)))
        self.model["rows"][at], self.model["rows"][at + 1] = rows[at + 1], rows[at]

    @precondition(lambda self: self.undo)
    @rule()
    def undo_a_step(self) -> None:
        self.document, self.model = self.undo.pop()
        self.journal.note(self.document, self.path if self.stamp else None, self.stamp)

    @rule()
    def two_seconds_pass(self) -> None:
        assert self.journal.flush()
        if self.journal._latest is not None:
            self.journaled = deepcopy(self.model)

    @rule()
    def save(self) -> None:
        if self.stranger and self.stamp:
            theirs = self.path.read_bytes()
            with pytest.raises(ChangedOnDisk) as caught:
                save_form(self.document, self.path, expected=self.stamp)
            assert caught.value.theirs == self.path.read_bytes() == theirs
            saved = save_form(self.document, self.path)  # overwrite, as the officer decides
            assert saved.backup is not None
            assert saved.backup.read_bytes() == theirs
        else:
            saved = save_form(self.document, self.path, expected=self.stamp)
        self.stamp = saved.stamp
        self.journal.saved(self.document, self.path, saved.stamp)
        self.disk, self.journaled, self.stranger = deepcopy(self.model), None, False

    @precondition(lambda self: self.disk is not None)
    @rule(text=TEXT.filter(bool))
    def a_stranger_saves(self, text: str) -> None:
        theirs = put(open_form(self.path).document, field("theirs"), text)
        if plain(theirs) != self.disk:
            self.path.write_bytes(encode(theirs))
            self.disk, self.stranger = plain(theirs), True

    @rule(discards=st.booleans())
    def crash_and_start_again(self, discards: bool) -> None:
        self.journal.abandon()
        self.lock.release()
        offers = recoverable()
        if self.journaled is None or self.journaled == self.disk:
            assert offers == []
            self.open_what_is_there()
            return
        (offer,) = offers
        assert plain(offer.document) == self.journaled
        assert bool(offer.changes) == (self.disk is not None and offer.path is not None)
        if discards:
            assert plain(open_form(discard(offer)).document) == self.journaled
            self.open_what_is_there()
            return
        journal = Journal(offer.form, delay=3600)
        restored = restore(offer, journal)
        self.begin(restored.document, restored.stamp)
        self.journal = journal
        assert self.model == self.journaled

    @rule()
    def close_without_saving_and_open_again(self) -> None:
        self.journal.close()
        self.lock.release()
        assert recoverable() == []
        self.open_what_is_there()

    def open_what_is_there(self) -> None:
        self.journaled, self.stranger = None, False
        if self.disk is None:
            self.begin(Document(template="t@1", id="a-form-of-the-test", fields={}), None)
            return
        opened = open_form(self.path)
        assert opened.notes == ()
        self.begin(opened.document, opened.stamp)

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        assert plain(self.document) == self.model
        assert self.path.exists() == (self.disk is not None)
        if self.disk is not None:
            assert plain(open_form(self.path).document) == self.disk
        names = {path.name for path in self.folder.iterdir()} - {"home", self.path.name}
        assert names == {".~表.evform.lock"}


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=40, stateful_step_count=60, deadline=None)
