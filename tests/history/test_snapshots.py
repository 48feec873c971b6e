"""Snapshots: taken, listed, loaded, named, thinned; damage, full disks, clocks and second programs lose nothing."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
import zlib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaldesk.errors import Unreadable, Unwritable
from evaldesk.files import store
from evaldesk.history import snapshots as room
from evaldesk.history.events import HANDED_IN, PRINTED, SAVED
from evaldesk.history.hand_ins import former_hand_in
from evaldesk.history.revision import handed_in, with_event
from evaldesk.history.snapshots import Snapshot, beside_folder, kept, listed, load, name, take
from evaldesk.history.snapshots.folders import own_folder
from evaldesk.history.snapshots.lines import history_json, history_lines
from evaldesk.history.snapshots.shared_base import common_base
from evaldesk.history.snapshots.thinning import superfluous
from evaldesk.model.digest import digest
from evaldesk.model.document import Document, Event, cell, field, put
from evaldesk.rules import evaluate
from tests.history.forms import ROW, documents, example, template_of

TABLE = Path(__file__).parent.parent / "data" / "history" / "thinning.tsv"
THINNING = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t"))
CHINA = timezone(timedelta(hours=8))
NOON = datetime(2024, 4, 12, 12, 0, tzinfo=CHINA)
BASE = example()


def with_year(year: int) -> Document:
    return put(BASE, field("year"), str(year))


def printed(document: Document) -> Document:
    content = digest(document)
    return with_event(document, Event(at=NOON.isoformat(), event=PRINTED, digest=content))


def contents() -> list[str]:
    return sorted(path.name for path in (own_folder(BASE.id) / "contents").iterdir())


def test_a_save_leaves_what_the_form_was() -> None:
    taken = take(BASE, SAVED, when=NOON)
    (found,) = listed(BASE.id)
    assert found == taken
    assert (found.at, found.event, found.revision, found.digest) == (NOON, SAVED, 1, digest(BASE))
    assert (found.score, found.grade) == ("100.00", "优")
    assert load(found) == BASE


@given(documents())
@settings(max_examples=30, deadline=None)
def test_any_form_comes_back_as_it_was(document: Document) -> None:
    assert load(take(document, SAVED)) == document


def test_the_newest_stands_first_and_the_same_content_is_kept_once() -> None:
    for year, minute in ((2021, 0), (2022, 1), (2021, 2)):
        take(with_year(year), SAVED, when=NOON + timedelta(minutes=minute))
    assert [load(item).fields["year"] for item in listed(BASE.id)] == ["2021", "2022", "2021"]
    assert len(contents()) == 2


def test_saving_the_same_again_adds_nothing_but_printing_it_does() -> None:
    first = take(BASE, SAVED, when=NOON)
    assert take(BASE, SAVED, when=NOON + timedelta(hours=1)) == first
    take(BASE, PRINTED, when=NOON + timedelta(hours=2))
    assert [item.event for item in listed(BASE.id)] == [PRINTED, SAVED]
    assert len(contents()) == 1


def test_a_name_is_kept_and_can_be_taken_away() -> None:
    named = name(take(BASE, SAVED, when=NOON), " 送审稿 ")
    assert (named.name, named.for_ever) == ("送审稿", True)
    assert listed(BASE.id) == [named]
    assert not name(named, "").for_ever
    listed(BASE.id)[0].path.unlink()
    with pytest.raises(Unwritable, match="已经不在了"):
        name(named, "再来")


@pytest.mark.parametrize("number", range(len(THINNING)), ids=[row["时刻"] for row in THINNING])
def test_thinning_keeps_what_the_table_says(number: int) -> None:
    rows = [snapshot(row["时刻"], row["事件"], row["名称"], at) for at, row in enumerate(THINNING)]
    gone = superfluous(rows, datetime(2024, 6, 15, 17, 0, tzinfo=CHINA), newest=0)
    assert ("去" if rows[number] in gone else "留") == THINNING[number]["结果"]


@given(st.lists(st.integers(0, 900 * 24), max_size=60), st.integers(0, 900 * 24))
@settings(max_examples=100)
def test_thinning_twice_is_thinning_once(hours: list[int], now: int) -> None:
    start = datetime(2022, 1, 1, tzinfo=UTC)
    taken = [snapshot((start + timedelta(hours=hour)).isoformat(), SAVED, "", at) for at, hour in enumerate(hours)]
    moment = start + timedelta(hours=now)
    gone = superfluous(taken, moment, newest=3)
    left = [item for item in taken if item not in gone]
    assert superfluous(left, moment, newest=3) == []
    assert left[:3] == taken[:3]


def snapshot(at: str, event: str, text: str, number: int) -> Snapshot:
    facts = {"at": at, "event": event, "name": text, "form": "f", "content": "0" * 64}
    return Snapshot.model_validate({**facts, "number": 1000 - number, "path": Path(str(number))})


def test_months_of_work_stay_small_and_old_contents_go() -> None:
    evaluation = evaluate(BASE, template_of(BASE))
    for day in range(0, 400, 4):
        take(with_year(day), SAVED, when=NOON + timedelta(days=day), evaluation=evaluation)
    found = listed(BASE.id)
    assert 20 <= len(found) <= 20 + 14
    assert len(contents()) == len(found)
    assert all(load(item) for item in found)


def test_a_clock_that_goes_backwards_keeps_order_and_everything() -> None:
    for year, moment in ((1, NOON), (2, NOON - timedelta(days=800)), (3, NOON + timedelta(days=1))):
        take(with_year(year), SAVED, when=moment)
    assert [load(item).fields["year"] for item in listed(BASE.id)] == ["3", "2", "1"]


def test_a_clock_that_jumps_ahead_does_not_cost_the_last_days() -> None:
    for year in range(10):
        take(with_year(year), SAVED, when=NOON + timedelta(minutes=year))
    take(with_year(99), SAVED, when=NOON.replace(year=2050))
    assert len(listed(BASE.id)) == 11


@pytest.mark.parametrize(
    "damage",
    [b"", b"\0" * 200, b"{", b"[]", b"null", b'{"at": "yesterday"}', b"[" * 100_000, "甲".encode("gbk")],
    ids=["empty", "zeros", "torn", "list", "null", "no time", "brackets", "gbk"],
)
def test_a_damaged_entry_is_skipped_and_told(damage: bytes) -> None:
    good = take(BASE, SAVED, when=NOON)
    bad = take(with_year(1), SAVED, when=NOON + timedelta(minutes=1))
    bad.path.write_bytes(damage)
    found = kept(BASE.id)
    assert found.snapshots == (good,)
    assert found.damaged == (bad.path,)
    assert found.sentence == "有 1 个历史版本已损坏，已跳过；其他版本不受影响。"
    take(with_year(2), SAVED, when=NOON + timedelta(minutes=2))
    assert [item.number for item in listed(BASE.id)] == [3, 1]
    assert history_lines(BASE.id)[-1] == found.sentence


@pytest.mark.parametrize(
    "damage",
    [b"", b"x", zlib.compress(b"{}"), zlib.compress(b"0" * 70_000_000)],
    ids=["empty", "torn", "other", "bomb"],
)
def test_a_damaged_content_is_one_clear_sentence_and_heals_with_the_next_save(damage: bytes) -> None:
    taken = take(BASE, SAVED, when=NOON)
    (own_folder(BASE.id) / "contents" / contents()[0]).write_bytes(damage)
    with pytest.raises(Unreadable, match="已损坏"):
        load(taken)
    assert history_lines(BASE.id) == ["2024-04-12 12:00  保存  第 1 稿  100.00 分（优）  内容已损坏，无法比较"]
    take(BASE, PRINTED, when=NOON)
    assert load(taken) == BASE


def test_a_missing_content_is_a_damaged_entry() -> None:
    taken = take(BASE, SAVED, when=NOON)
    (own_folder(BASE.id) / "contents" / contents()[0]).unlink()
    assert kept(BASE.id).damaged == (taken.path,)


def test_a_crash_at_any_write_leaves_the_earlier_ones_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    before = take(BASE, SAVED, when=NOON)
    for step in range(2):  # the content, the entry
        left = [step]

        def write(raw: bytes, path: Path, left: list[int] = left) -> None:
            if not left[0]:
                raise Unwritable("磁盘空间不足")
            left[0] -= 1
            store.write_bytes(raw, path)

        with monkeypatch.context() as patch:
            patch.setattr(room, "write_bytes", write)
            patch.setattr(room.contents, "write_bytes", write)
            with pytest.raises(Unwritable):
                take(with_year(step), SAVED, when=NOON)
        assert kept(BASE.id) == room.Kept((before,))
    assert load(take(with_year(1), SAVED, when=NOON)) == with_year(1)


def test_a_folder_that_cannot_be_made_is_one_clear_sentence(home: Path) -> None:
    (home / "history").write_text("in the way", encoding="utf-8")
    with pytest.raises(Unwritable, match="历史版本没有存下"):
        take(BASE, SAVED)
    assert listed(BASE.id) == []


def test_snapshots_beside_the_file_travel_with_it(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = beside_folder(tmp_path / "附件3.evform")
    assert folder.name == "附件3-历史版本"
    take(BASE, SAVED, when=NOON, beside=folder)
    take(with_year(1), SAVED, when=NOON + timedelta(minutes=1))
    assert [item.path.parent == own_folder(BASE.id) for item in listed(BASE.id, folder)] == [True, True]
    monkeypatch.setenv("EVALDESK_HOME", str(home / "another machine"))
    (there,) = listed(BASE.id, folder)
    assert load(there) == BASE
    assert listed("another form", folder) == []


PROGRAM = """
import sys
from evaldesk.history.snapshots import take
from evaldesk.model.document import Document
for number in range(25):
    take(Document(template="none", id="shared-form", fields={"by": sys.argv[1], "number": str(number)}), "saved")
"""


def test_two_programs_take_snapshots_of_one_form_at_once() -> None:
    running = [subprocess.Popen([sys.executable, "-c", PROGRAM, side]) for side in "ab"]
    assert [process.wait(60) for process in running] == [0, 0]
    found = kept("shared-form")
    assert (len(found.snapshots), found.damaged) == (50, ())
    assert sorted(item.number for item in found.snapshots) == list(range(1, 51))
    assert len({load(item).model_dump_json() for item in found.snapshots}) == 50


ENDLESS = PROGRAM.replace("range(25)", "range(10**6)")


def test_a_program_killed_at_any_moment_leaves_only_whole_snapshots() -> None:
    before = 0
    for number in range(8):
        running = subprocess.Popen([sys.executable, "-c", ENDLESS, str(number)])
        until = time.monotonic() + 30
        while len(listed("shared-form")) <= before and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.003 * number)
        running.kill()
        running.wait()
        found = kept("shared-form")
        assert found.damaged == ()
        assert all(load(item).fields["number"] for item in found.snapshots)
        assert len(found.snapshots) > before
        before = len(found.snapshots)


def test_an_id_from_a_foreign_file_stays_in_its_folder(home: Path) -> None:
    take(BASE.model_copy(update={"id": "../../../etc"}), SAVED)
    take(BASE.model_copy(update={"id": "con"}), SAVED)
    assert [path.name for path in home.iterdir()] == ["history"]
    assert all(path.name.startswith("id-") for path in (home / "history").iterdir())


def test_a_form_whose_template_is_missing_is_kept_without_a_score() -> None:
    taken = take(BASE.model_copy(update={"template": "elsewhere@2030"}), SAVED, when=NOON)
    assert (taken.score, taken.grade) == ("", "")
    assert history_lines(BASE.id) == ["2024-04-12 12:00  保存  第 1 稿  （未计分）  最早的版本"]


def test_the_last_hand_in_is_found_again() -> None:
    assert former_hand_in(BASE) is None
    sent = handed_in(BASE, NOON.isoformat(), digest(BASE))
    take(sent, HANDED_IN, when=NOON)
    take(with_year(1), SAVED, when=NOON + timedelta(days=1))
    last = former_hand_in(BASE)
    assert last is not None
    assert load(last) == sent
    assert last.fits(BASE)


def test_the_base_of_a_merge_is_the_newest_version_that_both_have_seen() -> None:
    first = printed(BASE)
    take(first, PRINTED, when=NOON)
    second = printed(put(first, field("year"), "2024"))
    take(second, PRINTED, when=NOON + timedelta(hours=1))
    mine, theirs = put(second, field("contact"), "甲"), put(second, field("phone"), "1")
    take(mine, SAVED, when=NOON + timedelta(hours=2))
    base = common_base(mine, theirs)
    assert base is not None
    assert load(base) == second
    assert common_base(mine, Document(template="x")) is None


def test_half_a_surrogate_pair_stops_nothing() -> None:
    odd = put(BASE, field("goal"), "\ud800").model_copy(update={"template": "x\ud801", "id": "\udc80"})
    taken = take(odd, SAVED, name="\ud802", when=NOON)
    assert listed(odd.id) == [taken]
    assert load(taken) == odd


def test_history_is_told_line_by_line() -> None:
    take(BASE, SAVED, when=NOON)
    take(put(BASE, cell(ROW, "actual"), "150项"), SAVED, name="初稿", when=NOON + timedelta(minutes=5))
    changed = put(put(with_year(2024), field("contact"), "某"), field("phone"), "1")
    take(put(changed, cell(ROW, "self_score"), "0.50"), PRINTED, when=NOON + timedelta(days=1))
    newest, middle, first = history_lines(BASE.id)
    assert newest == (
        "2024-04-13 12:00  打印  第 1 稿  99.45 分（优）  5 处变动："
        "基本情况 › 评价年度、基本情况 › 联系人、基本情况 › 联系电话 等"
    )
    assert middle == (
        "2024-04-12 12:05  保存“初稿”  第 1 稿  100.00 分（优）  1 处变动：产出 › 数量指标 › 跨域通办事项数量 › 实现值"
    )
    assert first == "2024-04-12 12:00  保存  第 1 稿  100.00 分（优）  最早的版本"
    assert history_lines(BASE.id, most=2) == [newest, middle]
    assert history_lines("nobody") == ["这张表还没有历史版本。"]
    data = history_json(BASE.id)
    assert [item["changes"] for item in data] == [5, 1, 0]
    json.dumps(data, allow_nan=False)
