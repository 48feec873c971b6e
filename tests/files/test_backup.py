"""Former contents: kept by form, thinned by age, in an order that no clock disturbs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evaldesk.files.backup import NEWEST, Backup, back_up, backups, form_key, superfluous

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ID = "0b0f6a52-0000"


def test_the_newest_comes_first_and_the_same_is_kept_once(home: Path) -> None:
    first = back_up(b"1", ID, now=NOW)
    assert back_up(b"1", ID, now=NOW + timedelta(hours=1)) == first
    second = back_up(b"2", ID, now=NOW + timedelta(hours=2))
    third = back_up(b"1", ID, now=NOW + timedelta(hours=3))
    assert [backup.path for backup in backups(ID)] == [third, second, first]
    assert backups(ID)[0].at == NOW + timedelta(hours=3)
    assert first.is_relative_to(home)
    assert backups("nobody-has-this") == []


def test_a_clock_that_goes_backwards_does_not_thin_out_the_newest() -> None:
    for number in range(3 * NEWEST):
        newest = back_up(str(number).encode(), ID, now=NOW - timedelta(days=400 * number // 10))
        assert backups(ID)[0].path == newest


def test_old_contents_are_thinned_to_days_and_months() -> None:
    kept = [Backup(Path(str(number)), 10_000 - number, NOW - timedelta(hours=number), "") for number in range(9_000)]
    gone = {backup.number for backup in superfluous(kept)}
    left = [backup for backup in kept if backup.number not in gone]
    assert left[:NEWEST] == kept[:NEWEST]
    days = {backup.at.date() for backup in kept if NOW - backup.at < timedelta(days=31)}
    months = {(backup.at.year, backup.at.month) for backup in kept}
    assert days <= {backup.at.date() for backup in left}
    assert months <= {(backup.at.year, backup.at.month) for backup in left}
    assert len(left) <= NEWEST + 32 + len(months)
    assert not superfluous(left)


def test_what_an_older_version_wrote_stays_for_ever() -> None:
    kept = [Backup(Path("a"), 100 - number, NOW, "", upgraded=number == 50) for number in range(100)]
    assert kept[50] not in superfluous(kept)
    assert len(superfluous(kept)) == 79


def test_it_is_marked_in_its_name() -> None:
    back_up(b"1", ID, upgraded=True)
    assert [backup.upgraded for backup in backups(ID)] == [True]


def test_files_of_others_in_the_folder_are_left_alone(home: Path) -> None:
    back_up(b"1", ID)
    folder = home / "backups" / ID
    (folder / "readme.txt").write_bytes(b"")
    (folder / "000002-99999999T999999Z-0123456789abcdef.evform").write_bytes(b"")
    assert len(backups(ID)) == 1


@pytest.mark.parametrize("id", ["", "..", "../../a", "con", "A" * 12, "表" * 100, "a" * 300, "x/y", "a\0b", "\ud800"])
def test_an_id_from_anywhere_is_a_harmless_name(id: str) -> None:
    assert form_key(id).isascii()
    assert form_key(id) == Path(form_key(id)).name
    assert form_key(id) != id
    back_up(b"1", id)
    assert len(backups(id)) == 1
