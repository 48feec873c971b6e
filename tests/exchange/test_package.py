"""The package of a form and its evidence: what is in it, under which names, and that it is whole or not there."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from evaldesk.errors import Unreadable, Unwritable
from evaldesk.exchange import package
from evaldesk.exchange.package import Content, missing_sentence, write_package
from evaldesk.exchange.packed import Packed
from evaldesk.files.evidence import look_at_all
from evaldesk.files.evidence_findings import evidence_findings
from evaldesk.files.store import open_document
from evaldesk.model.document import Document
from evaldesk.model.indicators import Evidence, Indicator

NAME = "政务服务-2023"


class Stopped(Exception):
    """Say that the officer wanted no more."""


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def row(name: str, *items: Evidence) -> Indicator:
    return Indicator(id=name or "nameless", name=name, evidence=items)


def form_of(folder: Path, *rows: Indicator) -> Content:
    group = Indicator(id="g", name="数量指标", children=rows)
    document = Document(template="x@1", indicators=(Indicator(id="b", name="产出", children=(group,)),))
    looks = look_at_all(document.indicators, folder / "表.evform")
    return Content(document, NAME, document.model_dump_json().encode(), b"%PDF-1.7 paper", looks)


def filled(folder: Path) -> Content:
    (folder / "佐证").mkdir()
    (folder / "佐证" / "合同.pdf").write_bytes(b"contract")
    (folder / "照片: 1?.JPG".replace(":", "_").replace("?", "_")).write_bytes(b"photo")
    return form_of(
        folder,
        row("没有材料"),
        row(
            '新建/改建 "甲|乙" 线路?',
            Evidence(title="合同", file="佐证/合同.pdf", sha256=sha(b"contract"), page="3-5"),
            Evidence(title="现场照片", file="照片_ 1_.JPG", sha256=sha(b"another")),
            Evidence(title="会议纪要"),
        ),
        row("con", Evidence(title="不见了的", file="佐证/没有.docx", sha256=sha(b"gone"))),
    )


def test_the_package_holds_form_paper_evidence_and_index(tmp_path: Path) -> None:
    target = tmp_path / "包.zip"
    packed = write_package(filled(tmp_path), target)
    folder = "佐证材料/01 新建_改建 _甲_乙_ 线路_"
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == [
            f"{NAME}.evform",
            f"{NAME}.pdf",
            f"{folder}/01 合同.pdf",
            f"{folder}/02 照片_ 1_.JPG",
            "目录.html",
            "目录.txt",
        ]
        assert archive.read(f"{folder}/01 合同.pdf") == b"contract"
        assert archive.read(f"{NAME}.pdf") == b"%PDF-1.7 paper"
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist())  # names are in UTF-8
        text = archive.read("目录.txt").decode("utf-8-sig")
        page = archive.read("目录.html").decode()
    for told in (text, page):
        assert sha(b"contract") in told
        assert "与登记时的校验码不同" in told
        assert "文件不在原处" in told
        assert "只列名称，没有文件" in told
        assert "3-5" in told
    assert [item.sha256 for item in packed] == [sha(b"contract"), sha(b"photo"), "", ""]
    assert "\r\n" in text
    assert "<script" not in page


def test_what_is_missing_is_named_in_one_sentence(tmp_path: Path) -> None:
    packed = write_package(filled(tmp_path), tmp_path / "包.zip")
    assert missing_sentence(packed) == "有 1 份材料找不到文件，没有打进包里：“不见了的”。目录里已注明。"
    assert missing_sentence(packed[:1]) == ""
    many = tuple(Packed(1, "", f"第{at}份", "", "x", "", problem="文件不在原处") for at in range(7))
    assert missing_sentence(many).endswith("“第4份”等 7 份。目录里已注明。")


def test_a_form_without_evidence_makes_a_package_too(tmp_path: Path) -> None:
    assert write_package(form_of(tmp_path), tmp_path / "包.zip") == ()
    with zipfile.ZipFile(tmp_path / "包.zip") as archive:
        assert "没有列出佐证材料" in archive.read("目录.txt").decode("utf-8-sig")


def test_the_form_that_was_unpacked_finds_its_evidence(tmp_path: Path) -> None:
    content = filled(tmp_path)
    write_package(content, tmp_path / "包.zip")
    there = tmp_path / "别处" / "深处"
    with zipfile.ZipFile(tmp_path / "包.zip") as archive:
        archive.extractall(there)
    form = there / f"{NAME}.evform"
    document = open_document(form)
    findings = evidence_findings(document, look_at_all(document.indicators, form), form)
    assert [finding.message for finding in findings] == [
        "佐证材料“现场照片”的文件“照片_ 1_.JPG”不在原处。",  # it was another when it was listed
        "佐证材料“不见了的”的文件“佐证/没有.docx”不在原处。",
    ]


def test_long_names_stay_short_enough_for_windows(tmp_path: Path) -> None:
    (tmp_path / f"{'长' * 80}.pdf").write_bytes(b"x")
    content = form_of(tmp_path, row("很长的指标名称" * 20, Evidence(file=f"{'长' * 80}.pdf")))
    (item,) = write_package(content, tmp_path / "包.zip")
    assert all(len(part) <= 48 for part in item.name.split("/"))
    assert item.name.endswith(".pdf")


def test_progress_counts_every_byte(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_package(filled(tmp_path), tmp_path / "包.zip", lambda done, whole: told.append((done, whole)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_package_that_is_stopped_leaves_everything_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "包.zip"
    target.write_bytes(b"old")
    content = filled(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())

    def stop(done: int, whole: int) -> None:
        if done * 2 > whole:
            raise Stopped

    with pytest.raises(Stopped):
        write_package(content, target, stop)
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_file_that_breaks_off_stops_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object, item: Packed) -> bytes:
        raise Unreadable(f"“{item.title}”")

    monkeypatch.setattr(package, "_piece", broken)
    with pytest.raises(Unreadable, match="合同"):
        write_package(filled(tmp_path), tmp_path / "包.zip")
    assert not (tmp_path / "包.zip").exists()


def test_a_place_that_takes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unwritable):
        write_package(filled(tmp_path), tmp_path / "没有" / "包.zip")


@pytest.mark.skipif(shutil.which("unzip") is None, reason="needs unzip")
def test_another_program_reads_the_package(tmp_path: Path) -> None:
    write_package(filled(tmp_path), tmp_path / "包.zip")
    done = subprocess.run(["unzip", "-tq", tmp_path / "包.zip"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
