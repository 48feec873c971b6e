"""The window's commands: each has an id of its own, and what it names for later is there."""

from __future__ import annotations

from functools import partial

import pytest

from evaldesk.ui.window import Window
from evaldesk.ui.window_commands import called, commands, later


def test_every_command_calls_what_there_is(window: Window) -> None:
    listed = commands(window)
    named = [item.call.args[0] for item in listed if isinstance(item.call, partial) and item.call.func is kind()]
    assert len(named) > 30
    assert all(callable(called(name)) for name in named)
    assert len({item.id for item in listed}) == len(listed)


def kind() -> object:
    """Return what a call for later is made with."""
    made = later("saving.save")
    assert isinstance(made, partial)
    return made.func


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="no_such_thing"):
        later("saving.no_such_thing")()
