"""What installing a pack would do, told before it is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaldesk.files import templates as all_templates
from evaldesk.files.template_packs.installing import NOTHING_NEW, install
from evaldesk.files.template_packs.pack import read_pack
from evaldesk.history.pack_offer import PackOffer, as_json, as_text, installed_line, nearest_edition, pack_offer
from tests.files.packs import BASE, NEW, TITLE, packed

NONE: dict[str, tuple[str, ...]] = {}


def offered(raw: bytes, uses: dict[str, tuple[str, ...]] = NONE) -> PackOffer:
    return pack_offer(read_pack(raw, "包.evtemplates"), uses)


def test_a_new_edition_is_held_against_the_one_that_is_here() -> None:
    offer = offered(packed(), {BASE: ("甲.evform", "乙.evform"), NEW: ("丙.evform",)})
    (item,) = offer.offered
    assert (item.kind, item.against, offer.objection) == ("edition", BASE, "")
    assert item.changes == ("“产出”的权重：40 → 50", "“效益”的权重：40 → 30")
    assert item.forms == ("甲.evform", "乙.evform")
    assert item.waiting == ("丙.evform",)


def test_an_edition_that_changes_nothing_says_so() -> None:
    offer = offered(packed(change=lambda source: source))
    assert [(item.kind, item.changes) for item in offer.offered] == [("edition", ())]
    assert f"新的年度版（与 {BASE} 没有不同）" in as_text(offer)


def test_a_form_that_is_unknown_here_is_new() -> None:
    (item,) = offered(packed("elsewhere@2026"), {BASE: ("甲.evform",)}).offered
    assert (item.kind, item.against, item.changes, item.forms) == ("new", "", (), ())


def test_what_is_here_already_is_the_same_or_stands_in_the_way() -> None:
    install(read_pack(packed(), "包"))
    offer = offered(packed(), {NEW: ("甲.evform",)})
    assert [(item.kind, item.changes, item.forms) for item in offer.offered] == [("same", (), ("甲.evform",))]
    assert offer.objection == NOTHING_NEW
    offer = offered(packed(change=lambda source: source.update(title="别的")), {NEW: ("甲.evform",)})
    (item,) = offer.offered
    assert (item.kind, item.against, item.forms) == ("other", NEW, ("甲.evform",))
    assert item.changes[0] == "名称：项目支出绩效自评表 → 别的"
    assert "没有安装" in offer.objection


@pytest.mark.parametrize(
    ("name", "known", "nearest"),
    [
        ("a@2026", ["a@2020", "a@2023", "a@2027", "b@2025"], "a@2023"),
        ("a@2019", ["a@2020", "a@2023"], "a@2023"),
        ("a@2026", ["a@2026"], ""),
        ("a@2026", ["b@2025"], ""),
        ("a@2023-2", ["a@2023", "a@2026"], "a@2023"),
    ],
)
def test_the_edition_to_compare_with_is_the_one_before(name: str, known: list[str], nearest: str) -> None:
    assert nearest_edition(name, known) == nearest


def test_a_broken_template_of_the_programs_own_does_not_hide_the_offer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / f"{BASE}.json").write_text("{")
    monkeypatch.setattr(all_templates, "resources", lambda: tmp_path)
    assert [item.kind for item in offered(packed()).offered] == ["edition"]
    assert [item.kind for item in offered(packed(BASE)).offered] == ["other"]


def test_people_and_programs_read_the_same() -> None:
    offer = offered(packed(notes="产出改为 50。\n其余不变。"), {BASE: ("甲.evform",), NEW: ("丙.evform",)})
    text, content = as_text(offer), as_json(offer)
    assert text.splitlines() == [
        TITLE,
        "江门市财政局　2026-11-20",
        f"校验码（SHA-256）：{offer.pack.sha256}",
        "产出改为 50。",
        "其余不变。",
        f"{NEW}\t项目支出绩效自评表\t新的年度版（与 {BASE} 相比）",
        "    “产出”的权重：40 → 50",
        "    “效益”的权重：40 → 30",
        f"    用 {BASE} 填的表：甲.evform",
        "    等着它的表：丙.evform",
    ]
    assert json.loads(json.dumps(content)) == content
    assert content["installable"] is True
    (told,) = content["templates"]
    assert told["changes"] == list(offer.offered[0].changes)
    assert (told["kind"], told["forms"], told["waiting"]) == ("edition", ["甲.evform"], ["丙.evform"])


def test_an_installed_pack_is_a_line() -> None:
    done = install(read_pack(packed(NEW, "a@1"), "包"))
    assert installed_line(done) == f"{done.at.astimezone():%Y-%m-%d %H:%M}\t{TITLE}\ta@1、{NEW}"
