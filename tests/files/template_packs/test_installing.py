"""Packs on the shelf: installed whole or not at all, found by all that asks, taken back, never swapped."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evaldesk import paths
from evaldesk.errors import TemplateProblem, Unwritable
from evaldesk.exchange.last_year import newest_edition
from evaldesk.files import templates as all_templates
from evaldesk.files.settings import Settings, save_settings
from evaldesk.files.store import save_document
from evaldesk.files.template_packs import installing
from evaldesk.files.template_packs.installing import (
    NOTHING_NEW,
    install,
    last_installed,
    objection,
    only_in,
    roll_back,
    standing,
)
from evaldesk.files.template_packs.pack import Pack, read_pack
from evaldesk.files.template_packs.shelf import installed, place
from evaldesk.files.template_packs.uses import recent_uses
from evaldesk.files.templates import known_template, load_template, origin, template_names, template_of, templates
from evaldesk.model.blank import new_document
from evaldesk.model.stand_in import StandIn
from evaldesk.paths import template_packs_folder
from tests.files.packs import BASE, NEW, Source, packed, template


def pack(*names: str, **changes: Any) -> Pack:
    return read_pack(packed(*names, **changes), "包.evtemplates")


def other(source: Source) -> None:
    source["title"] = "另一种表"


def same(source: Source) -> None:
    """Leave the template as it is."""


def files() -> list[str]:
    folder = template_packs_folder()
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_is_installed_is_found_by_all_that_asks() -> None:
    before = template_names()
    made = pack()
    done = install(made)
    assert template_names() == sorted([*before, NEW])
    assert load_template(NEW) == made.templates[NEW]
    assert load_template(NEW) is load_template(NEW)
    assert NEW in [item.name for item in templates()]
    assert origin(NEW) == done
    assert origin(BASE) is None
    assert origin("nobody@1") is None
    document = new_document(load_template(NEW))
    assert template_of(document) is known_template(document) is load_template(NEW)


def test_the_shelf_tells_when_what_was_installed() -> None:
    assert installed() == ()
    assert last_installed() is None
    begin = datetime.now(UTC).replace(microsecond=0)
    first, second = install(pack()), install(pack("other@1", title="另一个"))
    assert installed() == (first, second)
    assert last_installed() == second
    assert (first.number, second.number, second.title) == (1, 2, "另一个")
    assert begin <= first.at <= second.at <= datetime.now(UTC)
    assert files() == [first.path.name, second.path.name]
    assert first.path.read_bytes() == packed()


def test_nothing_new_is_not_installed_twice() -> None:
    install(pack())
    before = files()
    assert objection(pack()) == NOTHING_NEW
    with pytest.raises(TemplateProblem, match="不用再装"):
        install(pack(title="名称不同"))
    assert files() == before
    assert standing(load_template(NEW)) == "same"


def test_a_known_template_of_the_program_is_not_swapped() -> None:
    assert objection(pack(BASE, change=same)) == NOTHING_NEW
    with pytest.raises(TemplateProblem, match=r"内容不同，没有安装.*改用新的版次") as caught:
        install(pack("a@1", BASE, change=other))
    assert BASE in caught.value.sentence
    assert files() == []
    assert "a@1" not in template_names()
    assert load_template(BASE).title != "另一种表"


def test_a_template_of_the_last_pack_can_be_swapped_only_by_taking_that_back() -> None:
    first = install(pack(NEW))
    with pytest.raises(TemplateProblem, match="请先撤回“江门市 2026 年度自评表”"):
        install(pack(NEW, change=other))
    assert load_template(NEW).title != "另一种表"
    roll_back(first)
    install(pack(NEW, change=other))
    assert load_template(NEW).title == "另一种表"
    install(pack("a@1"))
    with pytest.raises(TemplateProblem, match="改用新的版次") as caught:
        install(pack(NEW))
    assert "请先撤回" not in caught.value.sentence


def test_a_template_that_two_packs_bring_stays_with_the_first() -> None:
    install(pack(NEW))
    second = install(pack(NEW, "a@1"))
    assert only_in(second) == ("a@1",)
    roll_back(second)
    assert NEW in template_names()
    assert "a@1" not in template_names()


def test_the_last_pack_can_be_taken_back_and_its_forms_open_for_reading() -> None:
    done = install(pack())
    document = new_document(load_template(NEW))
    assert only_in(done) == (NEW,)
    roll_back(done)
    assert installed() == ()
    assert files() == []
    assert known_template(document) is None
    assert isinstance(template_of(document), StandIn)
    with pytest.raises(TemplateProblem, match="模板包"):
        load_template(NEW)
    install(pack())
    assert known_template(document) is not None


def test_only_what_was_shown_is_taken_back() -> None:
    first = install(pack())
    second = install(pack("a@1"))
    with pytest.raises(TemplateProblem, match="刚才有变动"):
        roll_back(first)
    roll_back(second)
    with pytest.raises(TemplateProblem, match="刚才有变动"):
        roll_back(second)
    assert installed() == (first,)


def test_the_programs_own_come_before_a_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = install(pack(NEW))
    own = tmp_path / "templates"
    shutil.copytree(paths.resources() / "templates", own)
    (own / f"{NEW}.json").write_bytes(template(change=other))  # a newer program brings it itself
    monkeypatch.setattr(all_templates, "resources", lambda: tmp_path)
    assert load_template(NEW).title == "另一种表"
    assert origin(NEW) is None
    assert only_in(done) == ()


def test_a_pack_that_was_damaged_on_the_disk_is_told_and_shuts_nothing_else_out() -> None:
    first, second = install(pack()), install(pack("a@1"))
    raw = bytearray(first.path.read_bytes())
    raw[2000] ^= 1
    first.path.write_bytes(raw)
    damaged, there = installed()
    assert damaged.pack is None
    assert "校验码" in damaged.trouble or "复制" in damaged.trouble
    assert damaged.title == first.path.name
    assert there == second
    assert NEW not in template_names()
    assert [item.name for item in templates()] == template_names()
    assert "a@1" in template_names()
    first.path.write_bytes(packed())
    assert NEW in template_names()


def test_what_else_lies_in_the_folder_is_left_alone() -> None:
    folder = template_packs_folder()
    folder.mkdir(parents=True)
    for name in ("我的.evtemplates", ".~evaldesk-0123456789abcdef.tmp", "1-x.evtemplates", "desktop.ini"):
        (folder / name).write_bytes(packed())
    (folder / "0009-20261399T250000Z.evtemplates").write_bytes(packed("b@1"))
    assert [item.number for item in installed()] == [9]
    assert install(pack()).number == 10
    assert set(template_names()) >= {NEW, "b@1"}


def test_a_folder_in_place_of_a_pack_is_told() -> None:
    place(1, datetime.now(UTC)).mkdir(parents=True)
    assert [item.pack for item in installed()] == [None]
    assert install(pack()).number == 2


def test_where_nothing_can_be_written_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = template_packs_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(b"")  # somebody's file is there
    with pytest.raises(Unwritable, match="模板包没有变动"):
        install(pack())
    folder.unlink()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(installing, "replace_bytes", full)
    with pytest.raises(Unwritable, match="磁盘空间不足，模板包没有变动"):
        install(pack())
    assert installed() == ()


def test_a_program_on_a_stick_keeps_packs_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVALDESK_HOME")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "evaldesk.exe"))
    paths.portable_home.cache_clear()
    (tmp_path / paths.PORTABLE).touch()
    assert install(pack()).path.parent == tmp_path / "data" / "template-packs"
    assert NEW in template_names()


def test_the_next_years_form_is_of_the_new_edition() -> None:
    assert newest_edition(BASE).name == BASE
    install(pack())
    assert newest_edition(BASE).name == NEW


def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    done, refusals, unlink = install(pack()), [1, 1], Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path == done.path and refusals:
            refusals.pop()
            raise PermissionError(errno.EACCES, "denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    roll_back(done)
    assert installed() == ()
    assert refusals == []


def test_many_at_once_install_it_once() -> None:
    made, told = pack(), []

    def go() -> None:
        try:
            told.append(install(made).number)
        except TemplateProblem:
            told.append(0)

    threads = [threading.Thread(target=go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [0, 0, 0, 0, 0, 1]
    assert len(installed()) == 1


def test_recent_forms_tell_which_template_they_need(tmp_path: Path) -> None:
    install(pack())
    names = ("甲", "乙", "丙", "坏", "没有")
    for name, kind in zip(names, (NEW, NEW, BASE), strict=False):
        save_document(new_document(load_template(kind)), tmp_path / f"{name}.evform")
    (tmp_path / "坏.evform").write_bytes(b"{")
    recent = tuple(str(tmp_path / f"{name}.evform") for name in names)
    save_settings(Settings(recent=("\\\\server\\share\\a.evform", *recent, "a\0b", str(tmp_path / "a.pdf"))))
    assert recent_uses() == {NEW: (Path(recent[0]), Path(recent[1])), BASE: (Path(recent[2]),)}


@pytest.mark.skipif(os.name != "posix", reason="kills and forks as only POSIX can")
@pytest.mark.parametrize("doing", ["install", "roll back"])
def test_a_kill_at_any_step_leaves_all_of_it_or_nothing(doing: str, home: Path) -> None:
    from tests.long.faults import MOMENTS, arm, child, killed

    made, ends = pack(NEW, "a@1"), set()
    at, open_moments = 0, list(MOMENTS)
    while open_moments:
        at += 1
        for moment in list(open_moments):
            shutil.rmtree(home)
            home.mkdir()
            kept = install(pack("kept@1"))
            if doing == "roll back":
                install(made)

            def act(at: int = at, moment: str = moment) -> None:
                last = last_installed()
                arm(at, moment)
                if doing == "install":
                    install(made)
                elif last is not None:
                    roll_back(last)

            died = killed(child(act))
            there = [item for item in installed() if item.path != kept.path]
            assert [item.trouble for item in installed()] == [""] * (1 + len(there))
            assert [item.templates.keys() for item in there] in ([], [made.templates.keys()])
            assert ({NEW, "a@1"} <= set(template_names())) == bool(there)
            ends.add((died, bool(there)))
            if there:
                roll_back(there[0])
            install(made)  # nothing that was left behind stands in the way
            assert len(installed()) == 2
            if not died:
                open_moments.remove(moment)
    assert ends >= {(True, True), (True, False)}, "a kill came before it, and one after it"
    assert at > 4
