"""The pictures of the manual show what the program says today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from evaldesk.ui.app import speak_chinese
from evaldesk.ui.desk import Desk
from evaldesk.ui.help_book import book, folder, pictures
from tests.shots import Shot, digest_of, shots

RECORD = folder() / "pictures" / "texts.json"
LARGEST = 150_000  # bytes: the whole manual must stay small beside the program


@pytest.mark.parametrize("shot", shots(), ids=lambda shot: shot.name)
def test_a_picture_shows_the_words_of_today(qapp: QApplication, desk: Desk, tmp_path: Path, shot: Shot) -> None:
    speak_chinese(qapp)
    widget = shot.make(desk, tmp_path)
    if any(shot.size):
        widget.window().resize(*shot.size)
    qapp.processEvents()  # some widgets come into view only then
    assert digest_of(widget) == json.loads(RECORD.read_text("utf-8"))[shot.name], (
        f"the words in the window have changed since: python tests/pictures.py {shot.name}, and look at the picture"
    )


def test_every_picture_is_taken_by_the_script_used_and_small() -> None:
    files = {path.stem for path in folder().glob("pictures/*.png")}
    assert files == {shot.name for shot in shots()} | {"page"}
    used = {Path(name).stem for page in book().values() for name in pictures(page.text)}
    assert used <= files
    assert files - used <= {"page"}  # which README shows
    assert {path.name for path in folder().glob("pictures/*.png") if path.stat().st_size > LARGEST} == set()
