"""The whole 附件3 out of an empty template, in a real window: its table pasted as a PDF gives it, the rest by keys."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from evaldesk.exchange.numbered import FOOT
from evaldesk.exchange.pdf_text import pdf_text
from evaldesk.files.store import open_document
from evaldesk.model import indicators
from evaldesk.model.document import Document
from evaldesk.model.finding import Level
from evaldesk.model.indicators import Indicator, leaves
from evaldesk.paths import resources
from evaldesk.ui import dialogs
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.window import Window
from tests.ui.indicator_rig import focus, press, write

pytestmark = [pytest.mark.screen, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

EXAMPLE = resources() / "examples" / "annex-3-project.evform"
LINES = Path(__file__).parent / "data" / "old_texts" / "annex-3.txt"
TYPED = 40  # characters that an officer rather types than pastes


def in_front(window: Window, keys: list[str]) -> None:
    """Press keys in the next dialog of a window, once it is in front."""

    def use() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QDialog) or not box.isActiveWindow():
            QTimer.singleShot(20, window, use)
            return
        for key in keys:
            press(key)

    QTimer.singleShot(0, window, use)


def fill_tab(window: Window, tab: int, fields: dict[str, str]) -> set[str]:
    """Type or paste the fields of one tab, going on by Tab; return their keys."""
    press(f"Alt+{tab}")
    seen: set[str] = set()
    panel = window.tabs.currentWidget()
    for _ in range(60):
        key = focus().objectName()
        if not panel.isAncestorOf(focus()) or key in seen:
            break
        if text := fields.get(key, ""):
            seen.add(key)
            if len(text) <= TYPED and "\n" not in text:
                write(text)
            else:
                QGuiApplication.clipboard().setText(text)
                press("Ctrl+V")
        press("Tab")
    return seen


def remove_empty_groups(window: Window) -> None:
    """Go up the table from its end and remove the groups that nothing was pasted into."""
    panel = window.tabs.currentWidget()
    assert isinstance(panel, IndicatorPanel)
    press("Ctrl+End")
    press("Home")
    above = ""
    while (id := panel.model.id_of(panel.view.currentIndex())) != above:
        node = indicators.find(panel.session.document.indicators, id)
        if panel.model.depth_of(panel.view.currentIndex()) == 1 and not node.children:
            press("Ctrl+Del")
        above = id
        press("Up")


def typed(node: Indicator) -> tuple[str, ...]:
    keys = ("name", "weight", "target", "actual", "completion", "direction", "self_score", "reason")
    return tuple(str(getattr(node, key)) for key in keys)


def content(document: Document) -> object:
    """Return everything that was typed, without ids."""
    tree = [
        (typed(branch), [(typed(group), [typed(row) for row in group.children]) for group in branch.children])
        for branch in document.indicators
    ]
    fields = {key: text for key, text in document.fields.items() if text}
    return document.template, fields, tree, document.total


def errors(window: Window) -> Counter[str]:
    window.settle_checkup()
    assert window.session is not None
    return Counter(finding.message for finding in window.session.findings if finding.level is Level.ERROR)


def exported(window: Window, path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Export the form by its key; return the lines on its pages, without the code that names the file."""
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    monkeypatch.setattr(dialogs, "ask_export", lambda *_: path)
    window.activateWindow()
    press("Ctrl+E")
    return [line for line in pdf_text(path.read_bytes(), path.name).split("\n") if not FOOT.match(line.strip())]


def test_the_whole_form_is_rebuilt_by_pasting_and_keys(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = open_document(EXAMPLE)
    fields = {key: text for key, text in wanted.fields.items() if text}
    window = desk.new_window()
    qtbot.waitUntil(window.isActiveWindow)

    # 新建 by its key; the second form of the list is 附件3.
    window.setFocus()
    in_front(window, ["Home", "Down", "Return"])
    press("Ctrl+Alt+N")
    session = window.session
    assert session is not None
    assert session.document.template == wanted.template
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    done = set()
    for tab in (1, 2, 3):
        done |= fill_tab(window, tab, fields)

    # The table as it is copied out of the PDF, its 合计 row with it.
    press("Alt+4")
    text = LINES.read_text(encoding="utf-8")
    QGuiApplication.clipboard().setText(text[text.index("决策 20") : text.index("一、资金使用绩效")])
    in_front(window, ["Return"])
    press("Ctrl+Shift+V")
    qtbot.waitUntil(window.isActiveWindow)
    assert len(list(leaves(session.document.indicators))) == 73
    remove_empty_groups(window)

    done |= fill_tab(window, 5, fields)
    assert done == set(fields)
    assert content(session.document) == content(wanted)

    example = desk.open_path(EXAMPLE)
    assert errors(window) == errors(example)
    pages = exported(example, tmp_path / "示例.pdf", monkeypatch)
    qtbot.waitUntil(example.isActiveWindow)
    window.raise_()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert exported(window, tmp_path / "重建.pdf", monkeypatch) == pages
    assert len(pages) > 300
