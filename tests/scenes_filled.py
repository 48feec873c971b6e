"""Scenes of a desk that was used for a while: recent forms, last year's values, evidence, an open cell, a filter."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QProgressDialog

from evaldesk.exchange.last_year import TAKES, carried
from evaldesk.files.store import open_document
from evaldesk.model.document import address, cell
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources
from evaldesk.ui.indicator_filter import RowFilter
from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.live_menus import examples
from evaldesk.ui.picture import settle
from tests.stage import EXAMPLE, INDICATOR, LONGEST, MOMENT, SIZE, Stage


def _recent(on: Stage) -> None:
    """Look at a start page with forms of every sort: checked, damaged, gone, and one that a crash left."""
    from evaldesk.ui.offers import offer

    session = on.window.session
    assert session is not None
    assert session.path is not None
    folder = session.path.parent
    damaged = folder / "受损的表.evform"
    damaged.write_bytes(b"{")
    names = [f"{path.stem}-2023.evform" for path in examples()]
    for path, name in zip(examples(), names, strict=True):
        shutil.copy(path, folder / name)
    for name in ("已移走.evform", damaged.name, *names):
        on.desk.remember_recent(folder / name)
    window = on.desk.new_window()
    window.resize(*SIZE)
    offer(window)
    page = window.body.start_page
    told = "上次没有正常关闭。最后记录于 14:32，与文件相比，2 处变动：联系人、实际支出金额。"
    page.show_card(window, "未保存的内容：示例单位", told, [("恢复", object), ("比较", object), ("丢弃", object)])
    for _ in range(LONGEST):
        if all(row.told is not None for row in page.rows):
            break
        settle(MOMENT)
    settle(5 * MOMENT)
    on.show(window)
    for path in (damaged, *(folder / name for name in names)):
        path.unlink()


def _carried(tab: int, on: Stage) -> None:
    """Look at this year's form, made from last year's: its values beside the fields, its texts in grey."""
    from evaldesk.files.templates import template_of
    from evaldesk.ui.carry_form import show

    last = open_document(resources() / "examples" / EXAMPLE)
    window = on.desk.new_window()
    window.resize(*SIZE)
    show(window, carried(last, template_of(last), frozenset(TAKES), "2024"))
    assert window.session is not None
    window.notice.dismiss()
    window.show_tab(tab)
    if tab == 3:
        window.show_where(cell(list(leaves(window.session.document.indicators))[3].id, "actual"))
    settle(5 * MOMENT)
    window.session.stack.set_clean()
    on.show(window)


def _cell(on: Stage) -> None:
    """Look at a cell that is being edited, with how it is read below it."""
    on.window.show_tab(3)
    on.window.show_where(cell(INDICATOR, "target"))
    view = on.window.findChild(IndicatorView)
    assert view is not None
    view.begin(view.currentIndex())
    editor = view.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "0")
    settle(MOMENT)
    on.look(on.window)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settle(MOMENT)


def _filter(on: Stage) -> None:
    """Look at the table with only some of its rows."""
    on.window.show_tab(3)
    found = on.window.findChild(RowFilter)
    assert found is not None
    found.open()
    found.choose(text="zwfw")
    settle(MOMENT)
    on.look(on.window)
    found.lift()


def _total(on: Stage) -> None:
    """Look at the 合计 row as it was typed."""
    on.window.show_where(address("total/weights2"))
    settle(MOMENT)
    on.look(on.window)
    on.window.panels[3].total.put_away()  # type: ignore[attr-defined] # it is the table's panel


def _evidence(on: Stage) -> None:
    """Look at evidence of a row: one file that is there and one that was moved."""
    session = on.window.session
    assert session is not None
    assert session.path is not None
    before = session.document
    files = [session.path.parent / name for name in ("验收报告.pdf", "服务事项台账（2023 年全年，含各镇街）.txt")]
    for path in files:
        path.write_text("例")
    on.window.evidence.add(INDICATOR, files)
    for _ in range(LONGEST):
        if session.document is not before:
            break
        settle(MOMENT)
    files[0].unlink()
    on.window.evidence.look()
    on.window.show_tab(3)
    on.window.show_where(cell(INDICATOR, "actual"))
    settle(5 * MOMENT)
    on.look(on.window)
    session.stack.undo()
    files[1].unlink()


def _wait(on: Stage) -> None:
    """Look at what is shown while a file of another program is read."""
    from evaldesk.ui import waiting

    shown = waiting.progress_box(on.window, "正在读取“旧表.xlsx”…")
    assert isinstance(shown, QProgressDialog)
    on.show(shown)


def _compare(on: Stage) -> None:
    """Look at what differs between two versions of a form."""
    from evaldesk.files.templates import known_template
    from evaldesk.history.diff import diff
    from evaldesk.ui.comparison import comparison_page
    from evaldesk.ui.palette import tones
    from evaldesk.ui.sheet import show_sheet

    session = on.window.session
    assert session is not None
    other = open_document(resources() / "examples" / EXAMPLE)
    page = comparison_page(diff(other, session.document, known_template(other)), tones())
    on.show(show_sheet(on.window, "未保存的内容：例", page))


def _menu(at: int, on: Stage) -> None:
    """Look at a menu of the bar."""
    title = on.window.menuBar().actions()[at].text()
    menu = next(menu for menu in on.window.findChildren(QMenu) if menu.title() == title)
    menu.aboutToShow.emit()
    menu.popup(on.window.mapToGlobal(on.window.menuBar().geometry().bottomLeft()))
    on.show(menu)


SCENES: dict[str, Callable[[Stage], None]] = {
    "recent": _recent,
    "carried-basic": partial(_carried, 0),
    "carried-goals": partial(_carried, 2),
    "carried-rows": partial(_carried, 3),
    "cell": _cell,
    "filter": _filter,
    "total": _total,
    "evidence": _evidence,
    "wait": _wait,
    "compare": _compare,
    **{f"menu-{at + 1}": partial(_menu, at) for at in range(6)},
}
