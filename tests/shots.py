"""The pictures of README and manual as data: how each comes about in the real window, and the words that it shows.

``pictures.py`` takes them on a screen; a test makes the same windows and holds their words against those on record, so
that a picture which no longer shows what the program says is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from evaldesk.model.document import cell, field
from evaldesk.model.finding import Level
from evaldesk.paths import resources
from evaldesk.ui.labels import HelpLine

if TYPE_CHECKING:
    from evaldesk.ui.desk import Desk
    from evaldesk.ui.window import Window

EXAMPLE = "annex-3-project.evform"
INDICATOR = "a3-009"
TIMES = re.compile(r"(\d{4}-)?\d\d-\d\d \d\d:\d\d|\d\d:\d\d")
MOST_WAITS = 500
WORDS = re.compile(r"[\u4e00-\u9fff]")
LATER = re.compile(r"/ \d+ 页$|新的意见，钉在：|正在排版")
ROWS = (
    ("一级指标", "二级指标", "三级指标", "预期值", "实现值"),
    ("产出", "数量指标", "日常养护里程（公里）", "≥420", "436"),
    ("产出", "质量指标", "优良中等路率", "≥90%", "92.4%"),
    ("满意度", "服务对象满意度", "沿线群众满意度", "≥85%", "88.1%"),
)


@dataclass(frozen=True, slots=True)
class Shot:
    """Hold one picture: its name, what makes the widget to be taken, and its size."""

    name: str
    make: Callable[[Desk, Path], QWidget]
    size: tuple[int, int]


def shots() -> tuple[Shot, ...]:
    """Return every picture that is taken from a window."""
    return (
        Shot("window", _window, (1280, 800)),
        Shot("start", _start, (1100, 720)),
        Shot("filling", partial(_tab, 0, field("project_name")), (960, 560)),
        Shot("table", partial(_tab, 3, cell(INDICATOR, "actual")), (1000, 640)),
        Shot("checkup", _checkup, (380, 620)),
        Shot("note", _note, (0, 0)),
        Shot("paste", _paste, (960, 460)),
        Shot("preview", partial(_tab, -1, None), (1000, 680)),
        Shot("versions", _versions, (900, 560)),
        Shot("remarks", _remarks, (900, 520)),
    )


def digest_of(widget: QWidget) -> str:
    """Return what stands for all words that a widget shows; clock times do not count."""
    words = "\n".join(sorted(set(filter(None, map(_settled, texts(widget))))))
    return sha256(words.encode()).hexdigest()[:16]


def texts(root: QWidget) -> Iterator[str]:
    """Yield the words of every widget that shows; what is cut to its width is told by an accessible name."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root) or isinstance(widget, HelpLine):
            continue
        yield from (widget.windowTitle() if widget is root else "", widget.accessibleDescription())
        match widget:
            case QAbstractButton():
                yield from (widget.text(), widget.accessibleName())
            case QLabel() if "…" not in widget.text() and not isinstance(widget.parent(), QAbstractButton):
                yield widget.text()
            case QLineEdit():
                yield from (widget.text(), widget.placeholderText())
            case QPlainTextEdit() | QTextEdit():
                yield widget.toPlainText()
            case QComboBox():
                yield widget.currentText()
            case QTabBar():
                yield from (widget.tabText(at) for at in range(widget.count()))
            case QAbstractItemView():
                yield from _cells(widget.model(), QModelIndex())


def _cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield str(index.data() or "")
        yield from _cells(model, model.index(row, 0, parent))


def _settled(text: str) -> str:
    """Return a text without clock times; nothing for what follows the focus or comes with the pages, a moment later."""
    if not WORDS.search(text) or LATER.match(text):
        return ""
    return TIMES.sub("", text).strip()


def wait(until: Callable[[], bool]) -> None:
    """Let the program go on until something holds, which other threads bring about."""
    from evaldesk.ui.picture import settle

    for _ in range(MOST_WAITS):
        if until():
            return
        settle(20)
    raise AssertionError("what a picture needs did not come about")


def _open(desk: Desk) -> Window:
    """Return a window with a copy of the example, its check-up ready and out of the way."""
    window = desk.open_example(resources() / "examples" / EXAMPLE)
    window.settle_checkup()
    window.checkup.hide()
    return window


def _window(desk: Desk, folder: Path) -> QWidget:
    window = _open(desk)
    window.checkup.show()
    window.show_tab(3)
    window.show_where(cell(INDICATOR, "actual"))
    return window


def _start(desk: Desk, folder: Path) -> QWidget:
    window = desk.new_window()
    desk.begin([], window)
    return window


def _tab(at: int, where: object, desk: Desk, folder: Path) -> QWidget:
    from evaldesk.model.document import Where

    window = _open(desk)
    window.show_tab(at)
    if isinstance(where, Where):
        window.show_where(where)
    return window.tabs


def _checkup(desk: Desk, folder: Path) -> QWidget:
    window = _open(desk)
    window.checkup.show()
    finding = next(item for item in window.checkup.session.findings if item.level is Level.EXPLAIN)
    window.checkup.choose(finding)
    return window.checkup


def _note(desk: Desk, folder: Path) -> QWidget:
    from evaldesk.ui.help_note import cell_note, told
    from evaldesk.ui.help_popover import READ_ON
    from evaldesk.ui.popover import Popover

    window = _open(desk)
    assert window.session is not None
    note = cell_note(window.session.template, "target", 2)
    assert note is not None
    popover = Popover(window, note.title, [*told(note), READ_ON])
    popover.adjustSize()
    return popover


def _paste(desk: Desk, folder: Path) -> QWidget:
    from evaldesk.ui.paste_dialog import PasteDialog
    from evaldesk.ui.paste_table import from_clipboard

    window = _open(desk)
    assert window.session is not None
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in ROWS))
    found = from_clipboard(window.session)
    assert found is not None
    dialog = PasteDialog(window, window.session, found, "", False)
    dialog.show()
    return dialog


def _reviewed(desk: Desk, folder: Path) -> Window:
    """Return a window with a form of its own that has two remarks, one of them answered."""
    from evaldesk.files.store import open_document, save_document
    from evaldesk.history.remarks import answered, with_remark

    path = folder / "表.evform"
    pin = partial(with_remark, by="财政局绩效科", at="2024-05-06T10:00:00+08:00")
    document = open_document(resources() / "examples" / EXAMPLE).model_copy(update={"id": str(uuid4())})
    document = pin(document, "fields/spent_own", "与决算系统的支出数不符，请核对。")
    document = pin(document, f"indicators/{INDICATOR}", "请补充佐证材料。")
    save_document(answered(document, 1, "已补充验收报告。"), path)
    window = desk.open_path(path)
    window.show_tab(1)
    return window


def _versions(desk: Desk, folder: Path) -> QWidget:
    from evaldesk.history.snapshots import listed
    from evaldesk.ui.saving import save
    from evaldesk.ui.versions_panel import show_versions

    window = _reviewed(desk, folder)
    session = window.session
    assert session is not None
    for number, amount in enumerate(("552.4", "1000"), 2):  # the content before is kept as well
        session.edit(field("spent_own"), amount, "")
        save(window)
        wait(lambda number=number: len(listed(session.document.id)) == number)  # type: ignore[misc]
    panel = show_versions(window)
    wait(lambda: panel.list.count() == 3)
    panel.list.setCurrentRow(1)
    wait(lambda: "552.4" in panel.page.toPlainText())
    return panel


def _remarks(desk: Desk, folder: Path) -> QWidget:
    from evaldesk.ui.remarks_panel import show_remarks

    return show_remarks(_reviewed(desk, folder))
