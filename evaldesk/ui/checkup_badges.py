"""Badges: on each tab the gravest level that waits there, and how many of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabBar

from evaldesk.model.finding import LEVEL_NAMES, Finding, Level
from evaldesk.ui.checkup_lines import is_settled
from evaldesk.ui.checkup_places import Places
from evaldesk.ui.fonts import scaled
from evaldesk.ui.labels import set_text
from evaldesk.ui.palette import MARKS

SIDE = QTabBar.ButtonPosition.RightSide
BADGED = (Level.ERROR, Level.EXPLAIN)  # advice alone puts no mark on a tab
SMALL = 0.88


class Badges:
    """Hold the badge of each tab; the tabs' own titles stay as they are."""

    def __init__(self, bar: QTabBar, places: Places) -> None:
        self.bar = bar
        self.places = places
        self.labels: dict[str, QLabel] = {}

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show how many findings wait in each tab."""
        waiting = Counter(
            (self.places.tab_of(finding.where), finding.level) for finding in findings if not is_settled(finding)
        )
        for at in range(self.bar.count()):
            title = self.bar.tabText(at)
            counts = [(level, waiting[title, level]) for level in BADGED if waiting[title, level]]
            self._show(at, title, counts)

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
            label.resize(label.sizeHint())
            self.bar.setTabButton(at, SIDE, label)  # the bar measures a badge only when it is put in
            label.show()  # and hides what it held before, even where that is the same

    def _new(self, at: int, title: str) -> QLabel:
        label = self.labels[title] = QLabel()
        label.setObjectName("badge")
        label.setFont(scaled(label.font(), SMALL))
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.bar.setTabButton(at, SIDE, label)
        return label
