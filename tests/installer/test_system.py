"""Finding missing system libraries by loading them, and installing them with stand-ins for apt-get and sudo."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from installer import system
from installer.words import SetupError
from tests.installer import fakes

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves them to the system")

THERE = {"libc.so.6": "libc6"}
GONE = THERE | {"libnot-there.so.1": "libnot1", "libnot-there-either.so.2": "libnot1", "libno.so.3": "libno3"}


@pytest.fixture
def bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a machine with nothing but the programs that the test puts into this folder."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    fakes.program(tmp_path / "bin", "env").write_text('#!/bin/sh\nshift\nexec "$@"\n')
    return tmp_path / "bin"


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.fixture
def officer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_what_loads_is_not_missing() -> None:
    assert system.missing(THERE) == []


def test_each_missing_package_is_named_once() -> None:
    assert system.missing(GONE) == ["libnot1", "libno3"]


def test_nothing_is_installed_when_nothing_is_missing(bin: Path, root: None) -> None:
    fakes.program(bin, "apt-get")
    system.provide(THERE)
    assert fakes.calls(bin) == []


def test_root_installs_what_is_missing_and_only_that(bin: Path, root: None) -> None:
    fakes.program(bin, "apt-get")
    with pytest.raises(SetupError):  # the stand-in installs nothing
        system.provide(GONE)
    (call,) = fakes.calls(bin)
    assert call.startswith("apt-get install")
    assert call.endswith("libnot1 libno3")


def test_lists_are_fetched_when_the_first_try_fails(bin: Path, root: None) -> None:
    fakes.program(bin, "apt-get", code=100)
    assert not system.install(["libnot1"])
    assert [call.split()[1] for call in fakes.calls(bin)] == ["install", "update"]


def test_sudo_that_asks_for_nothing_is_used(bin: Path, officer: None) -> None:
    fakes.program(bin, "apt-get")
    fakes.program(bin, "sudo")
    assert system.install(["libnot1"])
    assert fakes.calls(bin)[0] == "sudo -n true"
    assert fakes.calls(bin)[1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install")


def test_sudo_that_asks_for_a_password_is_left_alone(bin: Path, officer: None) -> None:
    fakes.program(bin, "apt-get")
    fakes.program(bin, "sudo", code=1)
    with pytest.raises(SetupError, match="请让管理员执行：apt install libnot1 libno3（") as caught:
        system.provide(GONE)
    assert "\n" not in caught.value.chinese
    assert fakes.calls(bin) == ["sudo -n true"]


def test_another_distribution_is_told_the_names(bin: Path, root: None) -> None:
    with pytest.raises(SetupError, match="其他系统请安装同名的库"):
        system.provide(GONE)


def test_a_screen_asks_for_more_than_no_screen() -> None:
    assert system.libraries_for({}) == system.BASE
    assert system.libraries_for({"DISPLAY": ":0"}) == system.SCREEN
    assert system.libraries_for({"WAYLAND_DISPLAY": "wayland-0"}) == system.WAYLAND
