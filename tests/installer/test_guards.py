"""The guards of ``tests/conftest.py``: no network, an empty home, no window on the person's screen."""

from __future__ import annotations

import os
import socket
import urllib.request
from pathlib import Path

import pytest

from evaldesk import paths


def test_the_network_is_out_of_reach() -> None:
    with pytest.raises(pytest.fail.Exception, match="works offline"):
        urllib.request.urlopen("http://localhost:9")
    with pytest.raises(pytest.fail.Exception, match="works offline"), socket.socket() as plain:
        plain.connect(("127.0.0.1", 9))


def test_settings_lie_in_the_tests_own_folder(home: Path) -> None:
    assert paths.settings_file().is_relative_to(home)
    assert not list(home.iterdir())


def test_no_window_opens_on_the_screen() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
