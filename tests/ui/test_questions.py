"""The questions about a file, answered by keys on the real dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QRadioButton

from evaldesk.history.merge import Conflict
from evaldesk.ui import dialogs
from evaldesk.ui.window import Window

Answer = TypeVar("Answer")
CONFLICTS = (
    Conflict("fields/contact", "fields/contact", "基本情况 › 联系人", "甲", "乙", "丙"),
    Conflict("fields/phone", "fields/phone", "基本情况 › 联系电话", "", "1", "2\n3"),
)


def asked(question: Callable[[], Answer], act: Callable[[QDialog], None]) -> Answer:
    """Ask, and act on the dialog once it is there."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        act(box)

    QTimer.singleShot(50, answer)
    return question()


def press(text: str) -> Callable[[QDialog], None]:
    """Return the act of pressing the space bar on the button that says ``text``."""

    def act(box: QDialog) -> None:
        button = next(item for item in box.findChildren(QPushButton) if item.text().startswith(text))
        QTest.keyClick(button, Qt.Key.Key_Space)

    return act


@pytest.mark.parametrize(
    ("text", "answer"), [("合并", "merge"), ("另存为", "aside"), ("覆盖", "overwrite"), ("取消", "cancel")]
)
def test_a_changed_file_has_four_answers(text: str, answer: str, window: Window) -> None:
    found = asked(lambda: dialogs.ask_conflict(window, "文件已被改动。", "<p>变动</p>", True, False), press(text))
    assert found == answer


def test_escape_decides_nothing(window: Window) -> None:
    def escape(box: QDialog) -> None:
        QTest.keyClick(box, Qt.Key.Key_Escape)

    assert asked(lambda: dialogs.ask_conflict(window, "文件已被删除。", "", False, True), escape) == "cancel"
    assert asked(lambda: dialogs.choose_sides(window, CONFLICTS), escape) is None
    assert asked(lambda: dialogs.ask_hand_in(window, 2, "体检还有 3 处待处理"), escape) is False


def test_a_file_that_is_no_form_or_gone_cannot_be_merged(window: Window) -> None:
    offered: list[str] = []

    def look(box: QDialog) -> None:
        offered.extend(item.text() for item in box.findChildren(QPushButton))
        box.reject()

    asked(lambda: dialogs.ask_conflict(window, "文件已被删除。", "", False, True), look)
    assert offered == ["另存为(&A)…", "保存回原处(&O)", "取消"]


def test_each_conflict_is_chosen_for_itself_mine_unless_changed(window: Window) -> None:
    def choose(box: QDialog) -> None:
        second = [button for button in box.findChildren(QRadioButton) if button.text() == "对方"][1]
        QTest.keyClick(second, Qt.Key.Key_Space)
        press("合并")(box)

    found = asked(lambda: dialogs.choose_sides(window, CONFLICTS), choose)
    assert found == {"fields/contact": "mine", "fields/phone": "theirs"}


def test_handing_in_is_asked_and_no_is_near_while_something_waits(window: Window) -> None:
    assert asked(lambda: dialogs.ask_hand_in(window, 1, ""), press("定稿")) is True

    def enter(box: QDialog) -> None:
        default = next(item for item in box.findChildren(QPushButton) if item.isDefault())
        QTest.keyClick(default, Qt.Key.Key_Return)

    assert asked(lambda: dialogs.ask_hand_in(window, 1, ""), enter) is True
    assert asked(lambda: dialogs.ask_hand_in(window, 1, "有 2 条审核意见待答复"), enter) is False
