"""Every edit is on disk within two seconds, cheaply, and whole whatever happens to a byte of it."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evaldesk.files import slots
from evaldesk.files.decode import decode
from evaldesk.files.encode import encode
from evaldesk.files.guard import stamp_of
from evaldesk.files.journal import DELAY, Journal
from evaldesk.model.document import Document, put
from tests.files.forms import GOAL, example

STAMP = stamp_of(b"saved")


@pytest.fixture
def journal() -> Iterator[Journal]:
    journal = Journal(example().id, delay=3600)
    yield journal
    journal.close()


def edited(text: str = "新") -> Document:
    return put(example(), GOAL, text)


def pairs(home: Path) -> list[Path]:
    return slots.stems(home / "recovery")


def last(home: Path) -> Document | None:
    (stem,) = pairs(home)
    record = slots.last_state(stem)
    return decode(record.body, "") if record else None


def eventually(holds: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


def test_an_edit_is_on_disk_within_two_seconds_by_itself(home: Path) -> None:
    journal = Journal(example().id)
    journal.note(edited(), None, None)
    assert eventually(lambda: bool(pairs(home)) and last(home) == edited(), 2.0)
    journal.close()
    assert DELAY < 1


def test_typing_without_a_pause_does_not_put_the_disk_off(home: Path) -> None:
    journal = Journal(example().id, delay=0.1)
    started = time.monotonic()
    number = 0
    while not pairs(home) and time.monotonic() - started < 5:
        number += 1
        journal.note(edited(str(number)), None, None)
        time.sleep(0.01)
    assert pairs(home)
    assert time.monotonic() - started < 2
    journal.close()


def test_nothing_is_written_before_the_first_edit(home: Path, journal: Journal) -> None:
    assert journal.flush()
    assert pairs(home) == []


def test_many_notes_are_one_state_and_a_closed_form_leaves_nothing(home: Path, journal: Journal) -> None:
    for number in range(100):
        journal.note(edited(str(number)), Path("a.evform"), STAMP)
    assert journal.flush()
    assert last(home) == edited("99")
    assert sum(path.stat().st_size for path in (home / "recovery").iterdir()) < 2 * len(encode(edited()))
    journal.close()
    assert list((home / "recovery").iterdir()) == []
    journal.note(edited(), None, None)
    assert journal.flush()
    assert list((home / "recovery").iterdir()) == []


def test_a_note_costs_its_giver_nothing(journal: Journal) -> None:
    document = edited()
    started = time.perf_counter()
    for _ in range(1000):
        journal.note(document, None, None)
    assert time.perf_counter() - started < 0.5


def test_a_saved_form_needs_no_journal_but_a_newer_edit_does(home: Path, journal: Journal) -> None:
    first, second = edited("一"), edited("二")
    journal.note(first, None, None)
    journal.flush()
    journal.saved(first, Path("a.evform"), STAMP)
    assert pairs(home) == []
    journal.note(second, None, None)
    journal.saved(first, Path("a.evform"), STAMP)
    journal.flush()
    (stem,) = pairs(home)
    record = slots.last_state(stem)
    assert record is not None
    assert record.head["stamp"]["digest"] == STAMP.digest
    assert last(home) == second


def test_a_full_disk_is_told_once_and_the_edits_follow_when_there_is_room(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    journal = Journal(example().id, delay=3600, on_problem=told.append)
    journal.note(edited("一"), None, None)
    journal.flush()
    write = os.write

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    journal.note(edited("二"), None, None)
    assert not journal.flush()
    assert not journal.flush()
    assert last(home) == edited("一")
    monkeypatch.setattr(os, "write", write)
    assert journal.flush()
    assert last(home) == edited("二")
    assert [bool(each) for each in told] == [True, False]
    assert "磁盘空间不足" in told[0]
    journal.close()


def test_a_folder_that_was_tidied_away_is_made_again(home: Path, journal: Journal) -> None:
    journal.note(edited("一"), None, None)
    journal.flush()
    for path in (home / "recovery").iterdir():
        path.unlink()
    journal.note(edited("二"), None, None)
    assert journal.flush()
    assert last(home) == edited("二")


def test_two_windows_with_one_form_keep_apart(home: Path, journal: Journal) -> None:
    other = Journal(example().id, delay=3600)
    for each, text in ((journal, "一"), (other, "二")):
        each.note(edited(text), None, None)
        each.flush()
    assert len(pairs(home)) == 2
    other.close()
    assert last(home) == edited("一")


def test_all_threads_may_note(home: Path) -> None:
    journal = Journal(example().id, delay=0.01)
    documents = [edited(str(number)) for number in range(50)]

    def type_on() -> None:
        for document in documents:
            journal.note(document, None, None)

    threads = [threading.Thread(target=type_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.flush()
    journal.abandon()
    assert last(home) == edited("49")


def states(tmp_path: Path) -> slots.Slots:
    pair = slots.create(tmp_path, "form")
    for number in range(1, 4):
        pair.write({"n": number}, f"state {number}".encode() * 5)
    pair.close()
    return pair


def newest(tmp_path: Path) -> int:
    (stem,) = slots.stems(tmp_path)
    record = slots.last_state(stem)
    return record.number if record else 0


def test_a_state_torn_at_any_byte_leaves_the_one_before(tmp_path: Path) -> None:
    states(tmp_path)
    (newer,) = [path for path in tmp_path.iterdir() if b"state 3" in path.read_bytes()]
    whole = newer.read_bytes()
    for length in range(len(whole)):
        newer.write_bytes(whole[:length])
        assert newest(tmp_path) == 2
    for at in range(len(whole)):
        newer.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert newest(tmp_path) in (2, 3)
        assert newest(tmp_path) == 2 or whole[at : at + 1].isalpha()  # a digit of the sum in the other case
    newer.write_bytes(whole + b"rest of a longer state before")
    assert newest(tmp_path) == 3


def test_what_is_no_state_is_none(tmp_path: Path) -> None:
    stem = tmp_path / "a"
    for raw in (b"", b"\n", b"evaldesk-journal 1 1 0 0 x\n", b"evaldesk-journal 2 1 2 0 x\n{}", b"\xff" * 100):
        stem.with_name("a.1.journal").write_bytes(raw)
        assert slots.last_state(stem) is None


def test_a_pair_has_one_owner_and_a_crash_frees_it(tmp_path: Path) -> None:
    pair = slots.create(tmp_path, "form")
    pair.write({}, b"1")
    assert slots.claim(pair.stem) is None
    pair.close()
    claimed = slots.claim(pair.stem)
    assert claimed is not None
    again, record = claimed
    assert record is not None
    assert record.body == b"1"
    again.write({}, b"2")
    assert newest(tmp_path) == 2
    again.remove()
    assert list(tmp_path.iterdir()) == []
    assert slots.claim(pair.stem) is None
    pair.close()


def test_where_the_disk_knows_no_locks_the_process_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import asdict

    from evaldesk.files.owner import Owner, machine, ourselves

    monkeypatch.setattr(slots, "try_lock", lambda _: None)
    pair = slots.create(tmp_path, "form")
    assert slots.claim(pair.stem) is None
    pair.write({"owner": asdict(ourselves())}, b"1")
    assert slots.claim(pair.stem) is None
    for gone in (Owner("", machine(), 2**22 + 1, ""), Owner("", machine(), os.getpid(), "1")):
        pair.write({"owner": asdict(gone)}, b"1")
        if gone.started and not ourselves().started:
            continue
        claimed = slots.claim(pair.stem)
        assert claimed is not None
        claimed[0].close()
    pair.close()
