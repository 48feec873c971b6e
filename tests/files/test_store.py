"""Opening and saving: what lies on disk is whole, and every way of failing has its own clear sentence."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from evaldesk.errors import EvaldeskError, TooNew, Unreadable, Unwritable
from evaldesk.files import store
from evaldesk.files.encode import encode
from evaldesk.model.document import field, put
from tests.files.forms import EXAMPLES, whole


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_saves_as_the_very_bytes_it_was_read_from(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    store.save_document(store.open_document(path), copy)
    assert copy.read_bytes() == path.read_bytes()


def test_every_part_and_every_foreign_key_survives_a_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "年度 评价.evform"
    store.save_document(whole(), path)
    again = store.open_document(path)
    assert again == whole()
    assert encode(again) == path.read_bytes()
    assert path.read_bytes().endswith(b"}\n")


def test_half_a_surrogate_pair_survives(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    document = put(whole(), field("goal"), "人\ud842人")
    store.save_document(document, path)
    assert store.open_document(path).fields["goal"] == "人\ud842人"


def test_computed_figures_are_written_and_ignored(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    store.save_document(whole(), path, {"figures": {"总分": "98.00"}})
    assert json.loads(path.read_text("utf-8"))["computed"] == {"figures": {"总分": "98.00"}}
    assert store.open_document(path) == whole()


def test_what_others_put_into_the_computed_block_is_kept_beside_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    store.save_document(whole(), path, {"figures": {"总分": "98.00"}, "reviewed": {"by": "财政局"}})
    read = store.open_document(path)
    store.save_document(read, path, {"figures": {"总分": "99.00"}})
    assert json.loads(path.read_text("utf-8"))["computed"] == {
        "figures": {"总分": "99.00"},
        "reviewed": {"by": "财政局"},
    }
    before = path.read_bytes()
    store.save_document(store.open_document(path), path, {"figures": {"总分": "99.00"}})
    assert path.read_bytes() == before
    assert list(json.loads(before))[-1] == "computed"


def minimal(**changes: Any) -> bytes:
    return json.dumps({"format": "evaldesk", "version": 1, "template": "t@1", **changes}, ensure_ascii=False).encode()


BAD = [
    ("empty", b"", "空文件"),
    ("only blanks", b" \r\n\0\0", "空文件"),
    ("truncated", encode(whole())[:-40], "没有保存完整"),
    ("damaged in the middle", minimal().replace(b'"template":', b'"template"'), "第 1 行有误"),
    ("GBK", '{"format": "evaldesk", "fields": {"goal": "目标"}}'.encode("gbk"), "GBK"),
    ("UTF-16", encode(whole()).decode().encode("utf-16"), "编码不对"),
    ("a picture", b"\x89PNG\r\n\x1a\n\xff\xfe", "编码不对"),
    ("plain text", "这是一份说明".encode(), "不是本程序的绩效自评表文件"),
    ("another program's JSON", b'{"name": "x"}', "不是本程序的绩效自评表文件"),
    ("a list", b"[1, 2]", "不是本程序的绩效自评表文件"),
    ("newer", minimal(version=2), "请先升级本程序"),
    ("no version", minimal(version=None), "没有写明文件版本"),
    ("version true", minimal(version=True), "没有写明文件版本"),
    ("a key twice", b'{"format": "evaldesk", "format": "evaldesk"}', "出现两个"),
    ("NaN", minimal(theirs=1).replace(b": 1}", b": NaN}").replace(b'"theirs": 1', b'"theirs": NaN'), "NaN"),
    ("nested", b'{"format": ' + b"[" * 200_000, "嵌套过深"),
    ("nested whole", minimal(theirs=1).replace(b'"theirs": 1', b'"theirs": ' + b"[" * 900 + b"]" * 900), "嵌套过深"),
    ("no template", minimal(template=None), "没有写明使用哪个表格模板"),
]


@pytest.mark.parametrize(("raw", "sentence"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_bytes_give_one_clear_sentence(raw: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "坏文件.evform"
    path.write_bytes(raw)
    with pytest.raises(Unreadable, match=sentence) as caught:
        store.open_document(path)
    assert "坏文件.evform" in caught.value.sentence
    assert caught.value.sentence.endswith("。")
    assert path.read_bytes() == raw


def test_a_newer_file_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(minimal(version=99))
    with pytest.raises(TooNew):
        store.open_document(path)


def test_a_byte_order_mark_is_no_reason_to_refuse(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"\xef\xbb\xbf" + encode(whole()))
    assert store.open_document(path) == whole()


def test_a_missing_file_a_folder_and_a_device_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="找不到文件"):
        store.open_document(tmp_path / "nobody.evform")
    with pytest.raises(Unreadable, match="是一个文件夹"):
        store.open_document(tmp_path)
    if os.name == "posix":
        with pytest.raises(Unreadable, match="不是普通文件"):
            store.open_document(Path("/dev/zero"))


def test_a_file_too_large_to_be_a_form_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.evform"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    with pytest.raises(Unreadable, match="500 MB"):
        store.open_document(path)


def test_an_impossible_path_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EvaldeskError, match="不能使用的字符"):
        store.open_document(tmp_path / "a\0b")
    with pytest.raises(EvaldeskError, match="不能使用的字符"):
        store.save_document(whole(), tmp_path / "a\0b")
    with pytest.raises(Unwritable, match="太长"):
        store.save_document(whole(), tmp_path / ("长" * 300 + ".evform"))


def test_a_missing_folder_and_a_folder_as_target_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="文件夹不存在"):
        store.save_document(whole(), tmp_path / "none" / "a.evform")
    with pytest.raises(Unwritable, match="是一个文件夹"):
        store.save_document(whole(), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_read_only_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"theirs")
    path.chmod(0o444)
    with pytest.raises(Unwritable, match="只读文件"):
        store.save_document(whole(), path)
    assert path.read_bytes() == b"theirs"
    assert [item.name for item in tmp_path.iterdir()] == ["a.evform"]


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="uses a Linux file system that refuses every write")
def test_a_place_that_refuses_writing_is_told() -> None:
    with pytest.raises(Unwritable, match="没有保存"):
        store.save_document(whole(), Path("/proc/a.evform"))


@pytest.mark.skipif(os.name != "posix", reason="the size limit is a POSIX one")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    store.save_document(whole(), path)
    before = path.read_bytes()
    script = f"""
        import resource, signal
        from pathlib import Path
        from evaldesk.errors import Unwritable
        from evaldesk.files import store
        from evaldesk.model.document import field, put
        document = put(store.open_document(Path({str(path)!r})), field("goal"), "长" * 100_000)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            store.save_document(document, Path({str(path)!r}))
        except Unwritable as error:
            print(error.sentence)
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    assert "没有保存" in run.stdout
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["a.evform"]


def test_the_words_for_a_full_disk_say_so() -> None:
    from evaldesk.files.wording import why_unwritable

    sentence = why_unwritable(Path("a.evform"), OSError(errno.ENOSPC, "No space left on device"))
    assert "磁盘空间不足" in sentence
    assert "原文件完好" in sentence


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_a_save_killed_half_way_leaves_the_old_file_or_the_new(call: str, tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    store.save_document(whole(), path)
    old = path.read_bytes()
    new = encode(put(whole(), field("goal"), "新目标"))
    script = f"""
        import os, signal
        from pathlib import Path
        from evaldesk.files import store
        def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
        setattr(os, {call!r}, die)
        store.write_bytes({new!r}, Path({str(path)!r}))
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert run.returncode == -signal.SIGKILL
    assert path.read_bytes() in (old, new)


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX notion")
def test_a_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "link.evform"
    link.symlink_to(path)
    store.save_document(whole(), link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert store.open_document(path) == whole()
