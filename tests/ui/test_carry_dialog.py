"""The question what of last year's form is taken: what it shows, and what an answer to it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from evaldesk.exchange.last_year import TAKES
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document
from evaldesk.paths import resources
from evaldesk.ui.carry_dialog import CarryDialog, Wish
from evaldesk.ui.desk import Desk


@pytest.fixture
def last() -> Document:
    return open_document(resources() / "examples" / "annex-3-project.evform")


def asked(last: Document, desk: Desk) -> CarryDialog:
    box = CarryDialog(desk.new_window(), last, load_template("jiangmen-annex-3@2023"))
    box.show()
    QApplication.processEvents()
    return box


def words(box: QWidget) -> str:
    return "\n".join(label.text() for label in box.findChildren(QLabel))


def test_it_names_the_form_and_proposes_everything_for_the_year_after(last: Document, desk: Desk) -> None:
    box = asked(last, desk)
    assert last.fields["project_name"] in words(box)
    assert "2023 年度" in words(box)
    assert box.wish == Wish(tuple(TAKES), "2024")
    assert box.boxes["indicators"].text() == "指标（不含实现值）　73 项"


def test_what_is_unticked_and_retyped_is_the_wish(last: Document, desk: Desk) -> None:
    box = asked(last, desk)
    box.boxes["texts"].click()
    box.year.selectAll()
    QTest.keyClicks(box.year, " 2025 ")
    assert box.wish == Wish(("basics", "indicators", "goal"), "2025")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.result() == CarryDialog.DialogCode.Accepted


def test_what_is_empty_cannot_be_taken(desk: Desk) -> None:
    template = load_template("jiangmen-annex-3@2023")
    box = asked(new_document(template), desk)
    assert box.wish == Wish(("indicators",), "")
    assert box.boxes["basics"].text() == "基本信息　没有填写"
    assert not box.boxes["basics"].isEnabled()
    assert "没有填写项目名称" in words(box)


def test_another_edition_is_told(last: Document, desk: Desk) -> None:
    assert "版，新表用" not in words(asked(last, desk))
    older = last.model_copy(update={"template": "jiangmen-annex-3@2019"})
    assert "去年用的是 2019 版，新表用 2023 版" in words(asked(older, desk))


def test_nothing_in_it_is_cut(last: Document, desk: Desk) -> None:
    long = last.model_copy(update={"fields": {**last.fields, "project_name": "跨年度基础设施养护与安全提升项目" * 4}})
    box = asked(long, desk)
    for label in box.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())
        elif label.isVisible():
            assert label.width() >= label.sizeHint().width()
