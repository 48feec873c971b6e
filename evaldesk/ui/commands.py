"""Commands: what the window offers, as data. Menus and the tool bar are made from the one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

SEPARATOR = "-"


@dataclass(frozen=True, slots=True)
class Command:
    """Describe one thing the officer can do: its words, its keys, what it calls, and whether it needs an open form.

    ``brief`` is the text of its button in the tool bar; without one the button is the icon alone.
    """

    id: str
    text: str
    call: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    brief: str = ""
    needs_form: bool = True


def make_actions(
    commands: Iterable[Command], window: QMainWindow, run: Callable[[Callable[[], object]], None]
) -> dict[str, QAction]:
    """Return an action for each command, by its id; ``run`` is called with what is to be done."""
    actions = {}
    for command in commands:
        action = QAction(command.text, window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.brief:
            action.setIconText(command.brief)
        else:
            action.setPriority(QAction.Priority.LowPriority)  # in the tool bar its icon says it all
        # partial, not a lambda with a default: `triggered` hands over `checked`.
        action.triggered.connect(partial(_triggered, run, command.call))
        actions[command.id] = action
        window.addAction(action)
    return actions


def _triggered(run: Callable[[Callable[[], object]], None], call: Callable[[], object], checked: bool = False) -> None:
    run(call)


def fill_menu(menu: QMenu, actions: dict[str, QAction], ids: Iterable[str]) -> None:
    """Put actions into a menu in the order of ``ids``; ``-`` is a line."""
    for id in ids:
        if id == SEPARATOR:
            menu.addSeparator()
        else:
            menu.addAction(actions[id])


def fill_toolbar(bar: QToolBar, actions: dict[str, QAction], ids: Iterable[str]) -> None:
    """Put actions into the tool bar in the order of ``ids``; its hints name the keys."""
    for id in ids:
        if id == SEPARATOR:
            bar.addSeparator()
            continue
        bar.addAction(actions[id])
        hint(actions[id])


def hint(action: QAction) -> None:
    """Say the action's name and keys when the mouse rests on its button."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    name = plain(action.text())
    action.setToolTip(f"{name}（{keys}）" if keys else name)


def plain(text: str) -> str:
    """Return a menu text without its mnemonic and its dots."""
    head, _, tail = text.partition("(&")
    return (head + tail[2:] if tail else head).replace("&", "").rstrip("…")
