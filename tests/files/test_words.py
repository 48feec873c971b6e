"""The file of remembered wording: written and read, damaged, missing, and made from the recent forms."""

from __future__ import annotations

from pathlib import Path

from evaldesk.files.settings import Settings, save_settings
from evaldesk.files.store import save_document
from evaldesk.files.words import load_words, remember
from evaldesk.model.document import Document
from evaldesk.model.indicators import Indicator
from evaldesk.paths import words_file


def form(name: str) -> Document:
    row = Indicator(name=name, target="≥3次")
    group = Indicator(name="数量指标", children=(row,))
    return Document(template="jiangmen-annex-3@2023", indicators=(Indicator(name="产出", children=(group,)),))


def names() -> list[str]:
    known = load_words()
    return [row.name for row in known.rows] if known else []


def test_what_is_remembered_is_there_the_next_time() -> None:
    assert load_words() is None
    assert [row.name for row in remember(form("甲")).rows] == ["甲"]
    remember(form("乙"))
    assert names() == ["乙", "甲"]


def test_a_form_that_says_nothing_new_is_not_written_again() -> None:
    remember(form("甲"))
    before = words_file().stat().st_mtime_ns
    remember(form("甲"))
    assert words_file().stat().st_mtime_ns == before


def test_a_damaged_file_starts_anew() -> None:
    words_file().parent.mkdir(parents=True, exist_ok=True)
    for damaged in (b"", b"{", b'{"rows": 5}', b"\xff\xfe", b"[" * 100_000):
        words_file().write_bytes(damaged)
        assert load_words() is None
    remember(form("甲"))
    assert names() == ["甲"]


def test_the_first_time_the_recent_forms_are_read(tmp_path: Path) -> None:
    old, older, gone = tmp_path / "旧.evform", tmp_path / "更旧.evform", tmp_path / "没有.evform"
    save_document(form("旧指标"), old)
    save_document(form("更旧指标"), older)
    damaged = tmp_path / "坏.evform"
    damaged.write_bytes(b"{")
    recent = (str(old), str(gone), str(damaged), "\\\\server\\share\\x.evform", str(older))
    save_settings(Settings(recent=recent))
    remember(form("新指标"))
    assert names() == ["新指标", "旧指标", "更旧指标"]


def test_where_nothing_can_be_written_it_is_still_remembered_for_now() -> None:
    words_file().parent.mkdir(parents=True, exist_ok=True)
    words_file().mkdir()
    assert [row.name for row in remember(form("甲")).rows] == ["甲"]


def test_the_first_time_earlier_forms_are_learned_before_the_recent_ones(tmp_path: Path) -> None:
    recent = tmp_path / "旧.evform"
    save_document(form("旧指标"), recent)
    save_settings(Settings(recent=(str(recent),)))
    remember(form("新指标"), lambda: [form("昨天"), form("前天")])
    assert names() == ["新指标", "旧指标", "昨天", "前天"]


def test_earlier_forms_are_asked_for_but_once() -> None:
    remember(form("甲"))
    remember(form("乙"), lambda: [form("从前")])
    assert names() == ["乙", "甲"]
