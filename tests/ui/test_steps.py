"""The undo stack: steps there and back, typing that merges, and the saved value."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, Where, field, put
from evaldesk.paths import resources
from evaldesk.ui.session import Session
from evaldesk.ui.steps import Edit, Steps

FORM = Document(template="t@1", id="x")
GOAL = field("goal")


class Rig:
    """Hold a document and its steps."""

    def __init__(self) -> None:
        self.document = FORM
        self.owner = QObject()
        self.steps = Steps(self.install, self.owner)

    def install(self, document: Document, where: Where | None) -> None:
        self.document = document

    def type(self, text: str, where: Where = GOAL) -> None:
        self.steps.push(Edit(text, self.document, put(self.document, where, text), where, where))

    def goal(self) -> str:
        return self.document.fields.get("goal", "")


def test_steps_lead_there_and_back(qapp: QApplication) -> None:
    rig = Rig()
    rig.type("一")
    rig.type("甲", field("year"))
    rig.type("二")
    rig.steps.undo()
    rig.steps.undo()
    assert (rig.goal(), rig.document.fields.get("year", "")) == ("一", "")
    rig.steps.redo()
    rig.steps.redo()
    assert rig.goal() == "二"
    assert not rig.steps.can_redo()


def test_typing_in_one_place_is_one_step_until_it_is_sealed(qapp: QApplication) -> None:
    rig = Rig()
    rig.type("一")
    rig.type("一二")
    assert rig.steps.count() == 1
    rig.steps.seal()
    rig.type("一二三")
    assert rig.steps.count() == 2
    rig.steps.undo()
    assert rig.goal() == "一二"


def test_typing_taken_back_by_hand_leaves_no_step(qapp: QApplication) -> None:
    rig = Rig()
    rig.document = put(FORM, GOAL, "一")
    rig.type("一二")
    rig.type("一")
    assert rig.steps.count() == 0
    assert rig.steps.is_clean()


def test_a_new_step_forgets_those_that_were_undone(qapp: QApplication) -> None:
    rig = Rig()
    rig.type("一")
    rig.steps.undo()
    rig.type("二")
    assert rig.steps.count() == 1
    assert not rig.steps.can_redo()


def test_the_saved_value_stays_a_value_to_come_back_to(qapp: QApplication) -> None:
    rig = Rig()
    rig.type("一")
    rig.steps.set_clean()
    rig.type("一二")
    assert rig.steps.count() == 2
    assert not rig.steps.is_clean()
    rig.steps.undo()
    assert rig.steps.is_clean()
    rig.steps.undo()
    rig.type("三")
    rig.steps.undo()
    assert not rig.steps.is_clean()


def test_nothing_can_be_undone_at_the_start(qapp: QApplication) -> None:
    rig = Rig()
    rig.steps.undo()
    rig.steps.redo()
    assert rig.document is FORM
    assert (rig.steps.undo_text(), rig.steps.redo_text()) == ("", "")


def test_a_session_with_steps_can_be_swept_away(qapp: QApplication) -> None:
    document = open_document(resources() / "examples" / "annex-3-project.evform")
    gone = []
    for _ in range(20):
        session = Session(document, load_template(document.template))
        for text in ("一", "一二", ""):
            session.edit(GOAL, text, "填写")
            session.seal()
        session.stack.undo()
        gone.append(weakref.ref(session))
        del session
    gc.collect()
    assert all(ref() is None for ref in gone)
