"""Furnishing a window with its check-up: the panel at the right, the count in the strip, the badges on the tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from evaldesk.model.finding import Level
from evaldesk.ui import checkup_guide as guide
from evaldesk.ui.checkup import Checkup
from evaldesk.ui.checkup_badges import Badges
from evaldesk.ui.checkup_panel import WIDTH, CheckupPanel
from evaldesk.ui.session import Session

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

ROOMY = 1180  # a narrower window starts without the panel; the strip still counts
STATE = "checkup"


def furnish(window: Window, session: Session) -> None:
    """Give the window a check-up of its session; called before the form's tabs, so that they find the findings."""
    window.checks = Checkup(session)
    panel = window.checkup = CheckupPanel(session)
    panel.wanted.connect(partial(guide.go, window))
    panel.mend_asked.connect(partial(guide.mend, window))
    panel.closed.connect(partial(guide.show, window, False))
    window.body.take_aside(panel)
    _restore(window)
    window.strip.findings_asked.connect(partial(guide.open_list, window))
    session.checked.connect(partial(count_in_strip, window))
    window.closed.connect(_leave)
    count_in_strip(window)


def badge(window: Window) -> None:
    """Put the badges on the tabs, once these are there."""
    badges = Badges(window.tabs.tabBar(), window.checkup.places)
    session = window.session
    assert session is not None
    session.checked.connect(partial(_badge, badges, session))
    _badge(badges, session)


def count_in_strip(window: Window) -> None:
    """Say in the strip how many findings wait; a form without its template was not checked at all."""
    if not window.checkup.session.understood:
        return
    waiting = window.checkup.session.found.waiting
    window.strip.show_findings(waiting[Level.ERROR], waiting[Level.EXPLAIN])


def _badge(badges: Badges, session: Session) -> None:
    badges.show_findings(session.found)


def _restore(window: Window) -> None:
    width, shown, high = (*window.desk.state.get(STATE, "").split(" "), "", "", "")[:3]
    if high.isdigit():
        window.checkup.show_list(int(high))
    wide = int(width) if width.isdigit() else WIDTH
    window.body.sides.setSizes([max(window.width() - wide, 1), wide])
    window.checkup.setVisible(shown != "hidden" and window.width() >= ROOMY)


def _leave(window: Window) -> None:
    window.checks.stop()
    hidden = window.checkup.isHidden()
    sizes = window.body.sides.sizes()
    width = sizes[-1] if not hidden and sizes[-1] else WIDTH
    high = window.checkup.list_height()
    # A narrow window has no room for the panel: that says nothing about what the officer wants in a wide one.
    if window.width() >= ROOMY and window.checkup.session.understood:
        window.desk.remember_state(**{STATE: f"{width} {'hidden' if hidden else 'shown'} {high}"})
