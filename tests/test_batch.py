"""Many forms at once: the same findings however the work is shared out, and memory that needs no sweeping."""

from __future__ import annotations

import gc
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from evaldesk.batch import check_file, check_files
from evaldesk.paths import resources

EXAMPLES = sorted((resources() / "examples").glob("*.evform"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two copies of every example, one damaged file among them."""
    for number in range(2):
        for example in EXAMPLES:
            shutil.copy(example, tmp_path / f"{number}-{example.name}")
    (tmp_path / "1-damaged.evform").write_bytes(EXAMPLES[0].read_bytes()[:500])
    return tmp_path


def test_two_processes_find_what_one_finds(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    alone, shared = check_files(paths, 1), check_files(paths, 2)
    assert shared == alone
    assert [item.path for item in shared] == paths
    assert [bool(item.unreadable) for item in shared] == ["damaged" in path.name for path in paths]


def test_a_checked_form_leaves_no_circles_behind() -> None:
    for path in EXAMPLES:
        check_file(path)  # what is read and compiled once a process may hold circles of its own
    gc.collect()
    gc.disable()
    try:
        for path in EXAMPLES:
            check_file(path)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_memory_is_swept_again_after_the_last_form(folder: Path) -> None:
    assert gc.isenabled()
    check_files(sorted(folder.iterdir()), 1)
    assert gc.isenabled()


def test_findings_travel_without_their_fixes_where_nobody_wants_them(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    whole, plain = check_files(paths, 1), check_files(paths, 2, fixes=False)
    assert any(finding.fix for item in whole for finding in item.findings)
    for item, bare in zip(whole, plain, strict=True):
        assert bare == replace(item, findings=tuple(replace(finding, fix=None) for finding in item.findings))
