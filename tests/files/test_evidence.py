"""Evidence: where its files lie, what is in them, and what the disk has to say about it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from evaldesk.files import evidence
from evaldesk.files.evidence import (
    FOLDER,
    Seen,
    Step,
    hashed,
    is_afar,
    key,
    known_from,
    located,
    look,
    look_at_all,
    rebased,
    stored,
)
from evaldesk.files.evidence_findings import CHANGED, MISSING, UNMARKED, evidence_findings
from evaldesk.model.document import Document, address, get, put
from evaldesk.model.finding import Finding, Level
from evaldesk.model.indicators import Evidence, Indicator
from evaldesk.paths import resources


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def form_with(*items: Evidence) -> Document:
    return Document(template="x@1", indicators=(Indicator(id="a", name="产出", evidence=items),))


def found(document: Document, form: Path) -> tuple[Finding, ...]:
    return evidence_findings(document, look_at_all(document.indicators, form), form)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    folder = tmp_path / "甲" / "乙"
    folder.mkdir(parents=True)
    return folder / "表.evform"


def test_a_near_file_is_kept_relative_to_the_form(form: Path) -> None:
    near = form.parent / "佐证" / "验收 报告.pdf"
    assert stored(near, form) == "佐证/验收 报告.pdf"
    assert stored(form.parent.parent / "合同.pdf", form) == "../合同.pdf"
    assert located("佐证/验收 报告.pdf", form) == near
    assert located(stored(form.parent.parent / "合同.pdf", form), form) == form.parent / ".." / "合同.pdf"


def test_a_far_file_or_a_form_without_a_place_keeps_the_whole_path(form: Path) -> None:
    far = Path(Path.cwd().anchor) / "别处" / "合同.pdf"
    assert stored(far, form) == str(far)
    assert stored(form.parent / "合同.pdf", None) == str(form.parent / "合同.pdf")
    assert located(str(far), None) == far


def test_strokes_of_windows_are_read_everywhere(form: Path) -> None:
    assert located("佐证\\合同.pdf", form) == form.parent / "佐证" / "合同.pdf"


@pytest.mark.parametrize("file", ["", "  ", "a\0b"])
def test_what_is_no_path_leads_nowhere(file: str, form: Path) -> None:
    assert located(file, form) is None


def test_a_relative_path_needs_the_forms_place() -> None:
    assert located("合同.pdf", None) is None
    document = form_with(Evidence(file="合同.pdf"))
    assert evidence_findings(document, look_at_all(document.indicators, None), None) == ()


def test_a_share_is_looked_at_only_from_a_form_that_lies_on_it(form: Path) -> None:
    share = Path("\\\\server\\share\\合同.pdf")
    assert is_afar(share, form)
    assert is_afar(share, None)
    assert not is_afar(share, Path("/x/\\\\server\\share\\表.evform")) or os.name != "nt"
    assert not is_afar(form, form)


def test_the_checksum_is_that_of_the_content_and_every_piece_is_told(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    path = tmp_path / "大.bin"
    path.write_bytes(content)
    steps: list[int] = []
    seen = hashed(path, steps.append)
    assert seen.sha256 == sha(content)
    assert (seen.size, sum(steps)) == (len(content), len(content))
    assert len(steps) == 2


def test_a_step_can_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "大.bin"
    path.write_bytes(b"x" * 10)

    def stop(_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        hashed(path, stop)


def test_a_file_that_stayed_is_not_read_again(form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = form.parent / "合同.pdf"
    file.write_bytes(b"old")
    item = Evidence(file="合同.pdf", sha256=sha(b"old"))
    first = look(item, form, {})
    read: list[Path] = []

    def read_again(path: Path, step: Step | None = None) -> Seen:
        read.append(path)
        return hashed(path, step)

    monkeypatch.setattr(evidence, "hashed", read_again)
    assert look(item, form, known_from({key(item): first})) == first
    assert not read
    file.write_bytes(b"newer")
    assert look(item, form, known_from({key(item): first})).seen != first.seen
    assert read == [file]


def test_what_is_as_it_was_is_no_finding(form: Path) -> None:
    (form.parent / "合同.pdf").write_bytes(b"x")
    items = (Evidence(title="合同", file="合同.pdf", sha256=sha(b"x").upper()), Evidence(title="只有名称"))
    assert found(form_with(*items), form) == ()


def test_a_missing_file_wants_a_word(form: Path) -> None:
    (finding,) = found(form_with(Evidence(title="合同", file="合同.pdf", sha256="0" * 64)), form)
    assert (finding.code, finding.level, finding.fix) == (MISSING, Level.EXPLAIN, None)
    assert finding.message == "佐证材料“合同”的文件“合同.pdf”不在原处。"
    assert get(form_with(Evidence(file="合同.pdf")), address(finding.where)) == "合同.pdf"


def test_a_folder_is_no_file(form: Path) -> None:
    (form.parent / "合同").mkdir()
    (finding,) = found(form_with(Evidence(file="合同")), form)
    assert finding.code == MISSING


def test_a_file_that_moved_is_found_again_by_its_content(form: Path) -> None:
    moved = form.parent / "新夹" / "合同.pdf"
    moved.parent.mkdir()
    moved.write_bytes(b"x")
    document = form_with(Evidence(title="合同", file="合同.pdf", sha256=sha(b"x")))
    (finding,) = found(document, form)
    assert finding.fix is not None
    assert finding.fix.edits == (("indicators/a/evidence/0/file", "新夹/合同.pdf"),)
    assert found(mended(document, finding), form) == ()


def test_another_file_of_that_name_is_not_taken(form: Path) -> None:
    other = form.parent / "新夹" / "合同.pdf"
    other.parent.mkdir()
    other.write_bytes(b"another")
    (finding,) = found(form_with(Evidence(title="合同", file="合同.pdf", sha256=sha(b"x"))), form)
    assert finding.fix is None


def test_the_folder_of_a_package_is_looked_into_without_a_word(form: Path) -> None:
    packed = form.parent / FOLDER / "01 产出" / "01 合同.pdf"
    packed.parent.mkdir(parents=True)
    packed.write_bytes(b"x")
    document = form_with(Evidence(title="合同", file="D:\\旧机器\\合同.pdf", sha256=sha(b"x")))
    assert found(document, form) == ()
    ((_, seen),) = look_at_all(document.indicators, form).items()
    assert evidence.present(seen) == packed


def test_a_changed_file_wants_a_word_and_its_new_checksum_can_be_taken(form: Path) -> None:
    (form.parent / "合同.pdf").write_bytes(b"new")
    document = form_with(Evidence(title="合同", file="合同.pdf", sha256=sha(b"old")))
    (finding,) = found(document, form)
    assert (finding.code, finding.level) == (CHANGED, Level.EXPLAIN)
    assert sha(b"new")[:16] in finding.message
    assert sha(b"old")[:16] in finding.message
    assert found(mended(document, finding), form) == ()


def test_a_file_without_a_checksum_is_a_hint(form: Path) -> None:
    (form.parent / "合同.pdf").write_bytes(b"x")
    document = form_with(Evidence(file="合同.pdf"))
    (finding,) = found(document, form)
    assert (finding.code, finding.level) == (UNMARKED, Level.HINT)
    assert found(mended(document, finding), form) == ()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file that this user may not read")
def test_a_file_that_may_not_be_read_is_told(form: Path) -> None:
    (form.parent / "合同.pdf").write_bytes(b"x")
    (form.parent / "合同.pdf").chmod(0)
    (finding,) = found(form_with(Evidence(file="合同.pdf", sha256=sha(b"x"))), form)
    assert "打不开" in finding.message


def test_what_nobody_looked_at_yet_is_no_finding(form: Path) -> None:
    assert evidence_findings(form_with(Evidence(file="合同.pdf")), {}, form) == ()


def test_the_programs_own_examples_are_left_alone() -> None:
    form = resources() / "examples" / "表.evform"
    assert look_at_all(form_with(Evidence(file="合同.pdf")).indicators, form) == {}


def test_a_form_that_moves_keeps_its_paths_right(form: Path, tmp_path: Path) -> None:
    near = form.parent / "佐证" / "合同.pdf"
    far = Path(Path.cwd().anchor) / "别处" / "a.pdf"
    items = [Evidence(file="佐证/合同.pdf", page="3"), Evidence(file=str(far)), Evidence(title="只有名称")]
    tree = form_with(*items).indicators
    assert rebased(tree, form, form.with_name("另一份.evform")) is tree
    target = tmp_path / "甲" / "表.evform"
    (moved,) = rebased(tree, form, target)
    assert moved.evidence[0] == Evidence(file="乙/佐证/合同.pdf", page="3")
    assert moved.evidence[1:] == tuple(items[1:])
    assert located(moved.evidence[0].file, target) == near
    (unsaved,) = rebased(form_with(Evidence(file=str(near))).indicators, None, form)
    assert unsaved.evidence[0].file == "佐证/合同.pdf"


def mended(document: Document, finding: Finding) -> Document:
    assert finding.fix is not None
    for where, text in finding.fix.edits:
        document = put(document, address(where), text)
    return document
