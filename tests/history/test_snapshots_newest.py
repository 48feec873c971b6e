"""The newest snapshot of each form: in order, bounded, and a damaged one costs only itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from evaldesk.history.events import SAVED
from evaldesk.history.snapshots import take
from evaldesk.history.snapshots.folders import own_folder, own_folders
from evaldesk.history.snapshots.newest import newest_of_each
from evaldesk.model.document import field, put
from tests.history.forms import example

NOON = datetime(2024, 4, 12, 12, 0).astimezone()
FORMS = [example().model_copy(update={"id": f"form-{number}"}) for number in range(3)]


def test_there_is_none_before_anything_was_kept() -> None:
    assert own_folders() == []
    assert list(newest_of_each(5)) == []


def test_each_form_gives_its_newest_content_the_newest_form_first() -> None:
    for hour, form in enumerate(FORMS):
        take(form, SAVED, when=NOON + timedelta(hours=hour))
    later = put(FORMS[0], field("year"), "2031")
    take(later, SAVED, when=NOON + timedelta(hours=9))
    assert list(newest_of_each(5)) == [later, FORMS[2], FORMS[1]]
    assert list(newest_of_each(2)) == [later, FORMS[2]]


def test_a_damaged_content_is_passed_over() -> None:
    for form in FORMS[:2]:
        take(form, SAVED, when=NOON)
    for content in (own_folder(FORMS[0].id) / "contents").iterdir():
        content.write_bytes(b"x")
    assert list(newest_of_each(5)) == [FORMS[1]]
