"""What a crash left is offered with what differs, restored without a gap, and given up without being lost at once."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from evaldesk.errors import ChangedOnDisk, Unreadable, Unwritable
from evaldesk.files import recovery
from evaldesk.files.journal import Journal
from evaldesk.files.recovery import discard, discarded, recoverable, restore
from evaldesk.files.store import open_document, save_form
from evaldesk.model.document import Document, put
from tests.files.forms import GOAL, example


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "表.evform"


def edited(text: str = "新") -> Document:
    return put(example(), GOAL, text)


def crash(document: Document, path: Path | None = None) -> None:
    """Leave what a crashed program leaves that had opened ``path`` and edited it."""
    stamp = save_form(example(), path).stamp if path and not path.exists() else None
    if path and stamp is None:
        from evaldesk.files.guard import read_stamped

        stamp = read_stamped(path)[1]
    journal = Journal(document.id, delay=3600)
    journal.note(document, path, stamp)
    assert journal.flush()
    journal.abandon()


def test_nothing_is_offered_where_nothing_crashed(home: Path) -> None:
    assert recoverable() == []
    assert not (home / "recovery").exists()


def test_it_is_offered_with_time_file_title_and_what_differs(path: Path) -> None:
    crash(edited(), path)
    (offer,) = recoverable()
    assert offer.path == path
    assert offer.title == example().fields["project_name"]
    assert offer.document == edited()
    assert offer.saved_file == "same"
    assert [(change.where, change.after) for change in offer.changes] == [("fields/goal", "新")]
    assert abs(time.time() - offer.at.timestamp()) < 60
    assert offer.at.tzinfo is not None


def test_a_form_that_was_never_saved_is_offered_too() -> None:
    crash(Document(template="t@1", id="never-saved-1", fields={"goal": "x"}))
    (offer,) = recoverable()
    assert (offer.saved_file, offer.path, offer.changes) == ("never saved", None, ())
    assert offer.title == "未命名的表格"


def test_a_file_that_is_gone_or_changed_since_is_told(path: Path) -> None:
    crash(edited(), path)
    save_form(edited("对方的"), path)
    (offer,) = recoverable()
    assert offer.saved_file == "changed"
    journal = Journal(example().id, delay=3600)
    restored = restore(offer, journal)
    with pytest.raises(ChangedOnDisk):
        save_form(restored.document, path, expected=restored.stamp)
    journal.abandon()
    path.unlink()
    (offer,) = recoverable()
    assert (offer.saved_file, offer.changes) == ("missing", ())


def test_what_was_saved_or_undone_before_the_crash_is_not_offered(home: Path, path: Path) -> None:
    crash(edited(), path)
    save_form(edited(), path)
    crash(edited(), path)
    assert recoverable() == []
    assert list((home / "recovery").iterdir()) == []


def test_a_living_window_is_not_offered(path: Path) -> None:
    journal = Journal(example().id, delay=3600)
    journal.note(edited(), None, None)
    journal.flush()
    assert recoverable() == []
    journal.close()


def test_restoring_goes_on_without_a_gap(path: Path) -> None:
    crash(edited(), path)
    (offer,) = recoverable()
    journal = Journal(offer.form, delay=3600)
    restored = restore(offer, journal)
    assert (restored.document, restored.path) == (edited(), path)
    assert recoverable() == []
    journal.abandon()  # a second crash, before anything else
    (again,) = recoverable()
    assert again.document == edited()
    journal = Journal(again.form, delay=3600)
    restored = restore(again, journal)
    saved = save_form(restored.document, path, expected=restored.stamp)
    journal.saved(restored.document, path, saved.stamp)
    assert recoverable() == []
    assert open_document(path) == edited()
    journal.close()


def test_it_is_restored_or_discarded_once() -> None:
    crash(edited())
    (offer,) = recoverable()
    journal = Journal(offer.form, delay=3600)
    restore(offer, journal)
    with pytest.raises(Unreadable, match="已在另一个窗口恢复或放弃"):
        restore(offer, journal)
    with pytest.raises(Unreadable, match="已在另一个窗口恢复或放弃"):
        discard(offer)
    journal.close()


def test_a_restore_that_cannot_be_journaled_keeps_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    crash(edited())
    (offer,) = recoverable()
    journal = Journal(offer.form, delay=3600)
    monkeypatch.setattr(journal, "flush", lambda: False)
    assert restore(offer, journal).document == edited()
    journal.abandon()
    assert [offer.document for offer in recoverable()] == [edited()]


def test_what_is_discarded_stays_for_a_month_as_a_form() -> None:
    crash(edited())
    (offer,) = recoverable()
    kept = discard(offer)
    assert recoverable() == []
    assert discarded() == [kept]
    assert open_document(kept) == edited()
    os.utime(kept, (time.time() - 40 * 24 * 3600,) * 2)
    crash(edited("二"))
    (offer,) = recoverable()
    other = discard(offer)
    assert discarded() == [other]


def test_what_cannot_be_kept_is_not_discarded(home: Path) -> None:
    crash(edited())
    (home / "recovery" / "discarded").write_bytes(b"in the way")
    (offer,) = recoverable()
    with pytest.raises(Unwritable):
        discard(offer)
    assert len(recoverable()) == 1


def test_many_crashes_do_not_grow_without_bound(home: Path) -> None:
    for number in range(recovery.DISCARDED + 3 * recovery.PER_FORM):
        crash(edited(str(number)))
        if number % 7 == 0:
            recoverable()
    offered = recoverable()
    assert len(offered) == recovery.PER_FORM
    assert len(discarded()) <= recovery.DISCARDED
    assert len([path for path in (home / "recovery").iterdir() if path.is_file()]) == 2 * recovery.PER_FORM


def test_equal_states_of_a_form_are_offered_once() -> None:
    for _ in range(3):
        crash(edited())
    assert len(recoverable()) == 1
    assert len(recoverable()) == 1


def test_damaged_journals_are_passed_over_and_go_when_they_are_old(home: Path) -> None:
    crash(edited("一"))
    crash(edited("二"))
    files = sorted((home / "recovery").iterdir())
    for path in files[:2]:
        path.write_bytes(b"damaged")
    assert len(recoverable()) == 1
    assert all(path.exists() for path in files)
    for path in files[:2]:
        os.utime(path, (1, 1))
    assert len(recoverable()) == 1
    assert not any(path.exists() for path in files[:2])


def test_a_journal_of_a_later_version_is_left_for_it(home: Path) -> None:
    from evaldesk.files import slots

    pair = slots.create(home / "recovery", "form")
    pair.write({"form": "f", "at": "2024-01-01T00:00:00+08:00"}, b'{"format": "evaldesk", "version": 99}')
    pair.close()
    assert recoverable() == []
    assert len(list((home / "recovery").iterdir())) == 2
