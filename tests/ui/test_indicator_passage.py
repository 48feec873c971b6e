"""Paragraphs rewritten one by one end up as if they had been written anew."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.ui.indicator_passage import Passage
from evaldesk.ui.indicator_story import Paragraph, Paragraphs, Role

PARAGRAPHS = st.lists(
    st.builds(Paragraph, st.sampled_from(Role), st.sampled_from(["一", "二\t字", "三三三"])), max_size=7
)


def looks(passage: Passage) -> list[object]:
    block = passage.document().firstBlock()
    found: list[object] = []
    while block.isValid():
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        letters = (cursor.charFormat().foreground().color().name(), cursor.charFormat().fontWeight())
        form = block.blockFormat()
        margins = (form.topMargin() if found else 0, form.leftMargin(), form.textIndent(), form.lineHeight())
        found.append((block.text(), letters, margins))
        block = block.next()
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARAGRAPHS.map(tuple), min_size=2, max_size=5))
def test_a_passage_shows_the_last_of_many(qapp: QApplication, stories: list[Paragraphs]) -> None:
    passage, fresh = Passage(), Passage()
    for story in stories:
        passage.show_paragraphs(story)
    fresh.show_paragraphs(stories[-1])
    assert looks(passage) == looks(fresh)


def test_what_is_scrolled_to_stays_while_numbers_change(qtbot: QtBot) -> None:
    passage = Passage()
    qtbot.addWidget(passage)
    passage.resize(300, 80)
    passage.show()
    lines = tuple(Paragraph(Role.STEP, f"{number}\t步骤") for number in range(40))
    passage.show_paragraphs(lines)
    bar = passage.verticalScrollBar()
    bar.setValue(120)
    passage.show_paragraphs((*lines[:20], Paragraph(Role.STEP, "20\t别的"), *lines[21:]))
    assert bar.value() == 120
    passage.show_paragraphs((*lines[:20], *lines[21:]))
    assert bar.value() == 120
