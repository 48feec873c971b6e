"""A template pack is read whole, or refused with one sentence; and made, always the same."""

from __future__ import annotations

import random
import struct
import time
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from evaldesk.errors import TooNew, Unreadable, Usage
from evaldesk.files.template_packs.pack import MOST_BYTES, open_pack, read_pack
from evaldesk.files.template_packs.packing import pack_bytes, template_files
from evaldesk.files.template_packs.shelf import is_pack
from evaldesk.files.templates import load_template
from evaldesk.paths import resources
from tests.files.packs import BASE, NEW, TITLE, by_hand, heavier, manifest, packed, template
from tests.long.fuzz_packs import run

ONE = {f"{NEW}.json": template()}
TWO = ONE | {"jiangmen-annex-3@2027.json": template("jiangmen-annex-3@2027")}
LONGEST = 300  # characters of a sentence for people


def refusal(raw: bytes, name: str = "包.evtemplates") -> str:
    """Return the sentence by which a pack is refused."""
    with pytest.raises(Unreadable) as caught:
        read_pack(raw, name)
    said = caught.value.sentence
    assert said.startswith(f"“{name}”")
    assert said.endswith("。")
    assert len(said) < LONGEST
    return said


def test_a_pack_holds_its_manifest_and_its_templates(tmp_path: Path) -> None:
    path = tmp_path / "表样.EVTEMPLATES"
    path.write_bytes(packed(NEW, "other@1", notes="产出改为 50。"))
    pack = open_pack(path)
    assert is_pack(path)
    assert not is_pack(tmp_path / "表.evform")
    assert (pack.manifest.title, pack.manifest.issuer, pack.manifest.date) == (TITLE, "江门市财政局", "2026-11-20")
    assert pack.manifest.notes == "产出改为 50。"
    assert set(pack.templates) == {NEW, "other@1"}
    assert [branch.weight for branch in pack.templates[NEW].indicators.level1] == ["20", "50", "30"]


def test_the_same_templates_make_the_same_bytes() -> None:
    assert packed(NEW, "a@1") == packed("a@1", NEW)
    assert packed(title="甲") != packed(title="乙")


def test_a_pack_that_another_program_zipped_is_read_as_well() -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert set(read_pack(by_hand(TWO, method=method), "包").templates) == {NEW, "jiangmen-annex-3@2027"}


def test_a_folder_is_packed_with_all_its_templates() -> None:
    files = template_files([resources() / "templates"])
    pack = read_pack(pack_bytes(files, title="全部", date="2026-01-02"), "包")
    assert pack.templates[BASE] == load_template(BASE)
    assert len(pack.templates) == len(list((resources() / "templates").iterdir()))


def test_what_cannot_be_packed_is_told_to_who_packs_it(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="没有模板文件"):
        template_files([tmp_path])
    (tmp_path / f"{NEW}.json").write_bytes(template())
    with pytest.raises(Usage, match="都叫"):
        template_files([tmp_path, tmp_path / f"{NEW}.json"])
    for wrong, said in (({"title": ""}, "名称"), ({"date": "2026年"}, "日期"), ({"notes": "a\x00"}, "说明")):
        with pytest.raises(Usage, match=said):
            pack_bytes(ONE, **({"title": "甲", "date": "2026-11-20"} | wrong))
    with pytest.raises(Usage, match=r"表\.json"):
        pack_bytes({"表.json": template()}, title="甲", date="2026-11-20")
    with pytest.raises(Unreadable, match="文件名应为"):
        pack_bytes({"other@1.json": template()}, title="甲", date="2026-11-20")


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (b"", "不是完整的 JSON"),
        (b"\xff\xfe", "不是完整的 JSON"),
        (b'{"format": "evaldesk-templates", "format": 1}', "不是完整的 JSON"),
        (b"[" * 5000, "不是完整的 JSON"),
        (b"[]", "不是 evaldesk 的模板包"),
        (manifest(ONE, format="other"), "不是 evaldesk 的模板包"),
        (manifest(ONE, version="1"), "清单有误：version"),
        (manifest(ONE, title=""), "名称（title）不合要求"),
        (manifest(ONE, title="a\x1b[31m"), "名称（title）不合要求"),
        (manifest(ONE, date="2026-13-01"), "日期（date）不合要求"),
        (manifest(ONE, files=[]), "文件列表（files）不合要求"),
        (manifest(ONE, files=[{"name": "../x@1.json", "sha256": "0" * 64}]), "文件列表（files）不合要求"),
        (manifest(ONE, files=[{"name": f"{NEW}.json", "sha256": "0" * 64}]), "校验码不符"),
        (manifest(ONE | {"a@1.json": b""}), "少了清单上的文件“a@1.json”"),
        (manifest({"a@1.json": b""}), "少了清单上的文件“a@1.json”"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(listed: bytes, said: str) -> None:
    assert said in refusal(by_hand(ONE, listed, zipfile.ZIP_STORED))


def test_a_manifest_that_lists_too_little_or_twice_is_refused() -> None:
    assert "不在清单上" in refusal(by_hand(TWO, manifest(ONE)))
    entry = {"name": f"{NEW}.json", "sha256": "0" * 64}
    assert "列了两次" in refusal(by_hand(ONE, manifest(ONE, files=[entry, entry])))


def test_a_pack_for_a_newer_program_says_to_upgrade() -> None:
    for raw in (by_hand(ONE, manifest(ONE, version=2, files={})), by_hand(ONE, manifest(ONE, version=10**30))):
        with pytest.raises(TooNew, match="请先升级 evaldesk"):
            read_pack(raw, "包")
    newer = {f"{NEW}.json": template(change=lambda source: source.update(version=2))}
    assert "请先升级 evaldesk" in refusal(by_hand(newer))


def test_a_template_that_breaks_the_language_is_named_with_its_place() -> None:
    broken = {f"{NEW}.json": template(change=lambda source: source.pop("sections"))}
    assert f"{NEW}.json”有误：sections：缺少这一项" in refusal(by_hand(broken))
    assert "文件名应为" in refusal(by_hand({"a@1.json": template()}))


@pytest.mark.parametrize(
    "file",
    ["../a@1.json", "/a@1.json", "x/a@1.json", "a\\b@1.json", "C:a@1.json", ".a@1.json", "a@1.txt", "目录/", "a@1"],
)
def test_only_plain_names_are_let_through(file: str) -> None:
    assert "不该有的文件" in refusal(by_hand({file: b""}, manifest(ONE)))


def test_a_name_that_ends_early_for_some_is_refused() -> None:
    raw = by_hand({"a@1.jsonx": b""}, manifest(ONE)).replace(b"a@1.jsonx", b"a@1.json\0")
    assert "不该有的文件“a@1.json" in refusal(raw)


def test_names_that_some_systems_take_for_one_are_refused() -> None:
    same = {"a@1.json": template("a@1"), "A@1.json": template("A@1")}
    assert "两个同名的文件" in refusal(by_hand(same))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile says what we know
        made = BytesIO(by_hand(ONE))
        with zipfile.ZipFile(made, "a") as archive:
            archive.writestr(f"{NEW}.json", b"{}")
    assert "两个同名的文件" in refusal(made.getvalue())


def test_what_would_grow_beyond_all_bounds_is_not_unpacked() -> None:
    begin = time.process_time()
    assert "解开后过大" in refusal(by_hand({"a@1.json": bytes(30 * 2**20)}, manifest(ONE)))
    assert "解开后过大" in refusal(by_hand({"a@1.json": bytes(2**20)}, manifest(ONE)))
    many = {f"a{at}@1.json": b"" for at in range(200)}
    assert "201 个文件" in refusal(by_hand(many, manifest(ONE)))
    assert f"{MOST_BYTES // 2**20} MB" in refusal(bytes(MOST_BYTES + 1))
    assert time.process_time() - begin < 5


def test_a_size_that_lies_does_not_help() -> None:
    raw = bytearray(by_hand({"a@1.json": bytes(8 * 2**20)}, manifest(ONE)))
    at = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<L", raw, at + 24, 1000)  # so many bytes, the directory says
    refusal(bytes(raw))


def test_encrypted_and_oddly_compressed_packs_are_refused() -> None:
    raw = bytearray(by_hand(ONE))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 8] |= 1
    assert "加了密码" in refusal(bytes(raw))
    assert "压缩方式" in refusal(by_hand(ONE, method=zipfile.ZIP_LZMA))


@pytest.mark.parametrize("raw", [b"", b"PK", b"PK\x05\x06" + bytes(18), packed()[:-30], packed()[30:], b"\0" * 5000])
def test_a_torn_file_says_to_copy_it_again(raw: bytes) -> None:
    assert "没有复制完" in refusal(raw) or "没有清单" in refusal(raw)


def test_every_altered_byte_of_a_template_is_found() -> None:
    raw = packed()
    begin = raw.index(template(change=heavier)[:40])
    choose = random.Random(1)
    for _ in range(50):
        at = choose.randrange(begin, begin + 20_000)
        torn = raw[:at] + bytes([raw[at] ^ 1 << choose.randrange(8)]) + raw[at + 1 :]
        refusal(torn)


def test_three_seconds_of_damaged_packs() -> None:
    said: list[str] = []
    assert run(3, seed=20260101, say=said.append) == 0, said
