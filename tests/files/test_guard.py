"""A save never loses what someone else wrote since the form was read."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from evaldesk.errors import ChangedOnDisk, Unwritable
from evaldesk.files.backup import backups, backups_at
from evaldesk.files.beside import beside
from evaldesk.files.decode import decode
from evaldesk.files.guard import stamp_of, still_there, unchanged_at_a_glance
from evaldesk.files.oslock import try_lock
from evaldesk.files.patience import Patience
from evaldesk.files.rights import read_only
from evaldesk.files.store import Opened, free_name, open_form, save_form
from evaldesk.files.turn import turn
from evaldesk.model.document import Document, put
from tests.files.forms import GOAL, example


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save_form(example(), tmp_path / "表.evform")
    return tmp_path / "表.evform"


@pytest.fixture
def opened(path: Path) -> Opened:
    return open_form(path)


def edited(text: str = "我的") -> Document:
    return put(example(), GOAL, text)


def test_an_unchanged_file_is_saved_and_the_former_content_kept(path: Path, opened: Opened) -> None:
    before = path.read_bytes()
    saved = save_form(edited(), path, expected=opened.stamp)
    assert saved.notes == ()
    assert saved.backup is not None
    assert saved.backup.read_bytes() == before
    assert saved.stamp == open_form(path).stamp
    again = save_form(edited("又改"), path, expected=saved.stamp)
    assert open_form(path).document == edited("又改")
    assert [backup.path for backup in backups(example().id)] == [again.backup, saved.backup]
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_saving_the_same_again_touches_nothing(path: Path, opened: Opened) -> None:
    before = path.stat()
    saved = save_form(opened.document, path, expected=opened.stamp)
    assert saved.stamp == opened.stamp
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert not backups(example().id)


def test_a_changed_file_is_not_replaced_and_both_contents_are_there(path: Path, opened: Opened) -> None:
    save_form(edited("对方的"), path)
    theirs = path.read_bytes()
    with pytest.raises(ChangedOnDisk, match="被别人或其他程序改过") as caught:
        save_form(edited(), path, expected=opened.stamp)
    assert path.read_bytes() == theirs
    assert decode(caught.value.mine, "") == edited()
    assert caught.value.theirs == theirs
    # Overwriting exactly what was shown, as the window does when it is asked to.
    saved = save_form(edited(), path, expected=stamp_of(theirs))
    assert open_form(path).document == edited()
    assert saved.backup is not None
    assert saved.backup.read_bytes() == theirs


def test_someone_who_saved_the_very_same_is_no_stranger(path: Path, opened: Opened) -> None:
    save_form(edited(), path)
    save_form(edited(), path, expected=opened.stamp)


def test_a_name_beside_is_free(path: Path) -> None:
    first = free_name(path)
    assert first.name == "表（我的修改）.evform"
    first.write_bytes(b"")
    assert free_name(path).name == "表（我的修改 2）.evform"


def test_a_damaged_file_finds_its_former_contents_by_its_place(path: Path, opened: Opened) -> None:
    former = path.read_bytes()
    save_form(edited(), path, expected=opened.stamp)
    path.write_bytes(b"\0" * 4096)
    assert [backup.path.read_bytes() for backup in backups_at(path)] == [former]
    assert backups_at(path.with_name("other.evform")) == []


def test_a_deleted_file_is_told_and_can_be_saved_back(path: Path, opened: Opened) -> None:
    path.unlink()
    with pytest.raises(ChangedOnDisk, match="被删除、移走或改名") as caught:
        save_form(edited(), path, expected=opened.stamp)
    assert caught.value.theirs is None
    assert not path.exists()
    save_form(edited(), path)
    assert open_form(path).document == edited()


def test_a_file_that_was_only_touched_counts_as_unchanged(path: Path, opened: Opened) -> None:
    os.utime(path, (1, 1))
    assert not unchanged_at_a_glance(path, opened.stamp)
    assert still_there(path, opened.stamp)
    save_form(edited(), path, expected=opened.stamp)


def test_a_glance_sees_what_is_gone_or_changed(path: Path, opened: Opened) -> None:
    assert unchanged_at_a_glance(path, opened.stamp)
    path.write_bytes(b"x")
    assert not still_there(path, opened.stamp)
    path.unlink()
    assert not unchanged_at_a_glance(path, opened.stamp)
    assert not still_there(path, opened.stamp)


def test_what_cannot_be_read_is_not_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from evaldesk.errors import Unreadable
    from evaldesk.files import guard

    def unreadable(_: Path) -> None:
        raise Unreadable("没有权限")

    before, document = path.read_bytes(), edited()
    monkeypatch.setattr(guard, "read_with_stat", unreadable)
    with pytest.raises(Unwritable, match="现在读不到"):
        save_form(document, path)
    assert path.read_bytes() == before


def test_a_file_becomes_a_folder(path: Path, opened: Opened) -> None:
    path.unlink()
    path.mkdir()
    for expected in (opened.stamp, None):
        with pytest.raises(Unwritable, match="是一个文件夹"):
            save_form(edited(), path, expected=expected)


def test_another_form_that_is_overwritten_is_kept_under_its_own_id(path: Path) -> None:
    other = example().model_copy(update={"id": "another-form"})
    save_form(other, path)
    assert [decode(backup.path.read_bytes(), "").id for backup in backups(example().id)] == [example().id]
    assert backups("another-form") == []


def test_what_is_no_form_is_kept_all_the_same(path: Path) -> None:
    path.write_bytes(b"no form")
    saved = save_form(edited(), path)
    assert saved.backup is not None
    assert saved.backup.read_bytes() == b"no form"


def test_a_save_without_room_for_a_backup_happens_and_tells(path: Path, home: Path, opened: Opened) -> None:
    (home / "backups").write_bytes(b"in the way")
    saved = save_form(edited(), path, expected=opened.stamp)
    assert saved.backup is None
    assert "没能在本机留下上一版的备份" in saved.notes[0]
    assert open_form(path).document == edited()


def test_a_copy_beside_is_made_only_when_asked_for(path: Path, opened: Opened) -> None:
    before = path.read_bytes()
    save_form(edited(), path, expected=opened.stamp, copy_beside=True)
    assert path.with_name("表.evform.bak").read_bytes() == before


def test_two_who_save_at_once_take_turns(path: Path) -> None:
    entered, leave = threading.Event(), threading.Event()

    def first() -> None:
        with turn(path, Patience()):
            entered.set()
            leave.wait(10)

    holder = threading.Thread(target=first)
    holder.start()
    assert entered.wait(10)
    with pytest.raises(Unwritable, match="正在保存"):
        save_form(edited(), path)
    leave.set()
    holder.join()
    save_form(edited(), path)
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_an_empty_turn_that_a_crash_left_stops_nobody(path: Path) -> None:
    beside(path, "saving").write_bytes(b"")
    save_form(edited(), path)
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be removed")
def test_a_turn_on_a_file_that_was_just_removed_is_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, removed = beside(path, "saving"), list[Path]()

    def late(handle: int) -> bool | None:
        got = try_lock(handle)
        if not removed:  # whoever had the turn before gives it back between our opening and our locking
            place.unlink()
            removed.append(place)
        return got

    monkeypatch.setattr("evaldesk.files.turn.try_lock", late)
    with turn(path, Patience()):
        assert place.exists()


def test_a_lock_of_the_system_has_one_holder(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"")
    first, second = os.open(file, os.O_RDWR), os.open(file, os.O_RDWR)
    assert try_lock(first) is True
    assert try_lock(second) is False
    os.close(first)
    assert try_lock(second) is True
    os.close(second)


@pytest.mark.skipif(os.name != "posix", reason="modes and groups are POSIX notions")
def test_rights_and_marks_are_taken_over(path: Path, opened: Opened) -> None:
    assert not read_only(path)
    path.chmod(0o444)
    assert read_only(path)
    assert read_only(path.parent / "nowhere" / "a.evform")
    path.chmod(0o664)
    try:
        os.setxattr(path, "user.mark", b"1")
        marked = True
    except (OSError, AttributeError):
        marked = False
    save_form(edited(), path, expected=opened.stamp)
    assert path.stat().st_mode & 0o777 == 0o664
    if marked:
        assert os.getxattr(path, "user.mark") == b"1"
