"""What keeps a key quick: others stand aside, work follows the paint once, and memory is not swept in between."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from evaldesk.model.document import field
from evaldesk.ui import way
from evaldesk.ui.after_paint import AfterPaint
from evaldesk.ui.sweeping import SELDOM, sweep_seldom, unswept
from evaldesk.ui.way import TURN, Way, take_short_turns
from evaldesk.ui.window import Window


@pytest.fixture
def swept() -> Iterator[None]:
    """Sweep everything again behind a test."""
    yield
    gc.unfreeze()


def test_work_stands_aside_until_the_way_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(way, "LONGEST", 60)
    road, went = Way(), threading.Event()

    def work() -> None:
        road.step_aside()
        went.set()

    road.take()
    worker = threading.Thread(target=work)
    worker.start()
    assert not went.wait(0.05)
    road.leave()
    assert went.wait(10)
    worker.join()


def test_work_goes_on_when_nobody_leaves_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(way, "LONGEST", 0.01)
    road = Way()
    road.take()
    road.step_aside()


def test_an_edit_takes_the_way_until_the_check_up_has_followed(window: Window, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    window.settle_checkup()
    session.edit(field("contact"), "某某甲", "修改")
    assert not session.way.is_free
    qtbot.waitUntil(lambda: session.way.is_free)


def test_findings_of_an_older_form_are_not_sought_to_the_end(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    session, checks = window.session, window.checks
    assert session is not None
    checks.stop()
    old = session.document
    told: list[object] = []
    checks._found.connect(lambda *found: told.append(found))
    monkeypatch.setattr(session.way, "step_aside", lambda: session.edit(field("contact"), "某某甲", "修改"))
    checks._work(old, session.evaluation)
    assert told == []
    assert session.document is not old


def test_short_turns_are_taken() -> None:
    before = sys.getswitchinterval()
    try:
        take_short_turns()
        assert sys.getswitchinterval() == pytest.approx(TURN)
    finally:
        sys.setswitchinterval(before)


def test_work_after_the_paint_is_done_once(qtbot: QtBot) -> None:
    done: list[None] = []
    parent = QObject()
    later = AfterPaint(parent, lambda: done.append(None))
    later.ask()
    later.ask()
    assert done == []
    qtbot.waitUntil(lambda: bool(done))
    later.ask()
    later.drop()
    qtbot.wait(30)
    assert len(done) == 1


@pytest.mark.usefixtures("swept")
def test_what_is_made_for_a_window_is_not_swept() -> None:
    before = gc.get_freeze_count()
    with unswept():
        assert not gc.isenabled()
        made = [[number] for number in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(made)


def test_many_objects_are_made_before_a_look() -> None:
    usual = gc.get_threshold()
    try:
        sweep_seldom()
        gc.collect()
        looks = gc.get_stats()[0]["collections"]
        made = [[number] for number in range(SELDOM // 2)]
        assert gc.get_stats()[0]["collections"] == looks
        assert made
    finally:
        gc.set_threshold(*usual)


@pytest.mark.usefixtures("swept")
def test_a_closed_window_is_swept_again(window: Window) -> None:
    assert gc.get_freeze_count()
    assert window.session is not None
    window.session.stack.set_clean()
    window.close()
    assert gc.get_freeze_count() == 0
