"""Badges: on each tab the gravest level that waits there, and how many of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QTabBar

from evaldesk.model.finding import LEVEL_NAMES, Level
from evaldesk.ui.checkup_found import Found, Waiting, added
from evaldesk.ui.checkup_places import Places
from evaldesk.ui.fonts import scaled
from evaldesk.ui.labels import set_text
from evaldesk.ui.palette import MARKS

SIDE = QTabBar.ButtonPosition.RightSide
BADGED = (Level.ERROR, Level.EXPLAIN)  # advice alone puts no mark on a tab
SMALL = 0.88
TABLE = "indicators/"


class Badge(QLabel):
    """Hold the mark and the count of a tab. ``grown`` says that they are written in another size."""

    grown = Signal()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.grown.emit()


class Badges:
    """Hold the badge of each tab; the tabs' own titles stay as they are."""

    def __init__(self, bar: QTabBar, places: Places) -> None:
        self.bar = bar
        self.places = places
        self.labels: dict[str, Badge] = {}

    def show_findings(self, found: Found) -> None:
        """Show how many findings wait in each tab."""
        tabs: dict[str, list[Waiting]] = {self.places.tab_of(TABLE): [found.of_table]}
        for key, counts in found.of_fields.items():
            tabs.setdefault(self.places.tab_of(f"fields/{key}"), []).append(counts)
        for at in range(self.bar.count()):
            title = self.bar.tabText(at)
            waiting = added(tabs.get(title, ()))
            self._show(at, title, [(level, waiting[level]) for level in BADGED if waiting[level]])

    def _show(self, at: int, title: str, counts: list[tuple[Level, int]]) -> None:
        told = "、".join(f"{count} 处{LEVEL_NAMES[level]}" for level, count in counts)
        if self.bar.tabToolTip(at) != told:
            self.bar.setTabToolTip(at, told)
            self.bar.setAccessibleTabName(at, f"{title} {told}".rstrip())
        if not counts:
            if title in self.labels:
                self.labels.pop(title).deleteLater()
                self.bar.setTabButton(at, SIDE, None)  # None takes the badge away
            return
        level, count = counts[0]
        label = self.labels.get(title) or self._new(at, title)
        if label.property("tone") != level.value:
            label.setProperty("tone", level.value)
            label.style().polish(label)
        before = label.sizeHint()
        set_text(label, f"{MARKS[level.value]} {count}")
        if label.sizeHint() != before:
            self._measure(title)

    def _measure(self, title: str) -> None:
        label = self.labels.get(title)
        at = next((at for at in range(self.bar.count()) if self.bar.tabText(at) == title), -1)
        if label is not None and at >= 0:
            label.resize(label.sizeHint())
            self.bar.setTabButton(at, SIDE, label)  # the bar measures a badge only when it is put in
            label.show()  # and hides what it held before, even where that is the same

    def _new(self, at: int, title: str) -> Badge:
        label = self.labels[title] = Badge()
        label.grown.connect(partial(self._measure, title))
        label.setObjectName("badge")
        label.setFont(scaled(label.font(), SMALL))
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.bar.setTabButton(at, SIDE, label)
        return label
