"""The four steps of the tour as data: what is told, the tab or panel it needs, and what in the window lights up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from evaldesk.ui.window import Window


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one step: its title, its words, what brings it into view, and the widgets that it is about."""

    title: str
    words: str
    show: Callable[[Window], None]
    lit: Callable[[Window], Sequence[QWidget]]


def steps() -> tuple[Step, ...]:
    """Return the steps in their order."""
    return (
        Step(
            "基本信息",
            "从这里填起。光标所在的栏下面有一行说明；按 Shift+F1 看怎么填、正反例子和依据，按 F1 翻开手册。",
            _show_basics,
            _basics,
        ),
        Step(
            "指标表",
            "像电子表格一样填：直接打字，Tab 到右边，回车到下一行。每敲一个键，得分随之更新，下面写着这一分从哪来。",
            _show_table,
            _table,
        ),
        Step(
            "体检",
            "● 错误要改，◆ 需说明写一句理由，○ 提示供参考。F7 打开或收起，F8 到下一条，能改的有按钮一键改好。",
            _show_checkup,
            _checkup,
        ),
        Step(
            "打印",
            "预览就是印出来的样子，点哪一格就回到哪一栏。Ctrl+P 打印，Ctrl+E 导出 PDF；没有错误时才不带“草稿”字样。",
            _show_print,
            _print,
        ),
    )


def _show_basics(window: Window) -> None:
    window.show_tab(0)


def _basics(window: Window) -> Sequence[QWidget]:
    return [_current(window)]


def _show_table(window: Window) -> None:
    from evaldesk.ui.picture import INDICATORS

    panel = window.findChild(QWidget, INDICATORS)
    if panel is not None:
        window.show_tab_of(panel)


def _table(window: Window) -> Sequence[QWidget]:
    return [_current(window)]


def _show_checkup(window: Window) -> None:
    window.checkup.show()


def _checkup(window: Window) -> Sequence[QWidget]:
    return [window.checkup]


def _show_print(window: Window) -> None:
    window.show_tab(-1)


def _print(window: Window) -> Sequence[QWidget]:
    buttons = [window.menus.bar.widgetForAction(window.menus.actions[id]) for id in ("pdf", "print")]
    return [_current(window), *(button for button in buttons if button is not None)]


def _current(window: Window) -> QWidget:
    return window.tabs.currentWidget()
