"""Settings are a comfort: they come back, and damaged ones never stop work."""

from __future__ import annotations

from pathlib import Path

from evaldesk.files.settings import Settings, load_settings, save_settings, with_folder, with_recent, with_state
from evaldesk.paths import settings_file


def test_settings_come_back() -> None:
    settings = with_state(with_folder(with_recent(Settings(), Path("a.evform")), "export", Path("out")), window="AA==")
    assert save_settings(settings)
    assert load_settings() == settings


def test_damaged_settings_are_the_defaults() -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    for raw in (b"", b"{", b"[]", b'{"recent": 5}', b"\xff"):
        settings_file().write_bytes(raw)
        assert load_settings() == Settings()


def test_recent_files_are_newest_first_without_repeats_and_few() -> None:
    settings = Settings()
    for name in [*"abcdefghijklmnop", "c"]:
        settings = with_recent(settings, Path(name))
    assert settings.recent[:3] == ("c", "p", "o")
    assert len(settings.recent) == len(set(settings.recent)) == 12
