"""A window with nothing but the indicator table in it, and fingers that type where the focus is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model import indicators
from evaldesk.model.document import Document, cell, get, with_indicators
from evaldesk.model.indicators import Indicator
from evaldesk.paths import resources
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.session import Session

TEMPLATE = "jiangmen-annex-3@2023"


def leaf(id: str, **texts: str) -> Indicator:
    """Return an indicator."""
    return Indicator(id=id, **{"name": f"指标{id}", **texts})


def small() -> Document:
    """Return a form of two branches, three groups and five indicators: short enough to know by heart."""
    first = Indicator(id="g1", name="数量指标", children=(leaf("a", target="≥3次", actual="4次"), leaf("b"), leaf("c")))
    second = Indicator(id="g2", name="质量指标", children=(leaf("d", target="优良"),))
    third = Indicator(id="g3", name="社会效益指标", children=(leaf("e", weight="5"),))
    output = Indicator(id="out", name="产出", weight="40", children=(first, second))
    benefit = Indicator(id="ben", name="效益", weight="40", children=(third,))
    return Document(template=TEMPLATE, indicators=(output, benefit))


def example() -> Document:
    """Return the real form of annex 3."""
    return open_document(resources() / "examples" / "annex-3-project.evform")


class Table:
    """Hold a shown panel and what one wants to know of it."""

    def __init__(self, qtbot: QtBot, document: Document) -> None:
        self.session = Session(document, load_template(document.template))
        self.panel = IndicatorPanel(self.session)
        self.view, self.model = self.panel.view, self.panel.model
        self.session.changed.connect(self.panel.show_state)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.panel)
        for step, keys in (
            (self.session.stack.undo, QKeySequence.StandardKey.Undo),
            (self.session.stack.redo, QKeySequence.StandardKey.Redo),
        ):
            action = QAction(self.window)
            action.triggered.connect(partial(_step, step))
            action.setShortcut(QKeySequence(keys))
            self.window.addAction(action)
        self.window.resize(1100, 900)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.panel.focus_first()

    @property
    def document(self) -> Document:
        """Return the present value."""
        return self.session.document

    @property
    def cursor(self) -> str:
        """Return where the cursor is, as ``id/attribute``."""
        index = self.view.currentIndex()
        return str(self.model.where(index)).removeprefix("indicators/") if index.isValid() else ""

    @property
    def editor(self) -> QLineEdit | QPlainTextEdit | None:
        """Return the open cell editor."""
        return self.panel.delegate.editor

    def at(self, place: str) -> None:
        """Put the cursor on ``id/attribute``."""
        id, _, attribute = place.partition("/")
        assert self.panel.show_where(cell(id, attribute))
        self.view.setFocus()

    def text(self, place: str) -> str:
        """Return the document's text at ``id/attribute``."""
        id, _, attribute = place.partition("/")
        return get(self.document, cell(id, attribute))

    def shown(self, place: str) -> str:
        """Return what the table shows at ``id/attribute``."""
        id, _, attribute = place.partition("/")
        return str(self.model.place(cell(id, attribute)).data())

    def order(self, parent: str = "") -> str:
        """Return the ids of the indicators below ``parent``, or of all, in the order of the paper."""
        tree = indicators.find(self.document.indicators, parent).children if parent else self.document.indicators
        nodes = tree if parent else indicators.leaves(tree)
        return " ".join(node.id for node in nodes)


def _step(step: Callable[[], None], checked: bool = False) -> None:
    step()


def press(keys: str) -> None:
    """Press one key or combination, such as ``Ctrl+N`` or ``Tab``, where the focus is."""
    pressed = QKeySequence(keys)[0]  # type: ignore[index]  # Qt's stubs forget it
    QTest.keyClick(focus(), pressed.key(), pressed.keyboardModifiers())
    QApplication.processEvents()


def write(text: str) -> None:
    """Type a text: ASCII key by key, anything else as an input method commits it."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(focus(), letter)
        else:
            commit(letter)
    QApplication.processEvents()


def compose(text: str) -> None:
    """Show ``text`` as composed by an input method and not yet committed."""
    QCoreApplication.sendEvent(focus(), QInputMethodEvent(text, []))


def commit(text: str) -> None:
    """Commit ``text`` by the input method."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(focus(), event)


def focus() -> QWidget:
    """Return the widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def renamed(document: Document, id: str, name: str) -> Document:
    """Return the document with another name for one row."""
    return with_indicators(document, indicators.change(document.indicators, id, {"name": name}))
