"""The command ``package``: a form, its PDF and its evidence in one file."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from evaldesk.cli import main
from evaldesk.files.store import open_document, save_document
from evaldesk.model.digest import digest
from evaldesk.model.document import with_indicators
from evaldesk.model.indicators import Evidence, change, leaves
from evaldesk.paths import resources
from evaldesk.report.attachment import extract
from evaldesk.report.pixels import page_count


def form_with_evidence(folder: Path, *items: Evidence) -> Path:
    document = open_document(resources() / "examples" / "annex-2-special-fund.evform")
    first = next(leaves(document.indicators))
    path = folder / "表.evform"
    save_document(with_indicators(document, change(document.indicators, first.id, {"evidence": items})), path)
    return path


def test_package_writes_form_paper_and_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "合同.pdf").write_bytes(b"contract")
    proof = Evidence(title="合同", file="合同.pdf", sha256=hashlib.sha256(b"contract").hexdigest())
    form, target = form_with_evidence(tmp_path, proof), tmp_path / "包.zip"
    assert main(["package", str(form), "-o", str(target)]) == 0
    assert "内有 1 份佐证材料" in capsys.readouterr().out
    with zipfile.ZipFile(target) as archive:
        (packed,) = [name for name in archive.namelist() if name.startswith("佐证材料/")]
        assert archive.read(packed) == b"contract"
        (tmp_path / "解开.evform").write_bytes(archive.read("表.evform"))
        pdf = archive.read("表.pdf")
    assert digest(open_document(tmp_path / "解开.evform")) == digest(open_document(form))
    assert page_count(pdf) > 1
    assert extract(pdf) is not None
    before = target.read_bytes()
    assert main(["package", str(form), "-o", str(target)]) == 2
    assert target.read_bytes() == before


def test_what_is_missing_is_told_and_gives_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = form_with_evidence(tmp_path, Evidence(title="合同", file="没有.pdf"))
    assert main(["package", str(form), "-o", str(tmp_path / "包.zip")]) == 1
    said = capsys.readouterr()
    assert "有 1 份材料找不到文件" in said.err
    assert "内有 0 份" in said.out


def test_check_tells_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = form_with_evidence(tmp_path, Evidence(title="合同", file="没有.pdf"))
    main(["check", str(form)])
    assert "佐证材料“合同”的文件“没有.pdf”不在原处" in capsys.readouterr().out
