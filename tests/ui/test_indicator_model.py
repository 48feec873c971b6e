"""The tree as Qt asks for it: told of every row that comes, goes or moves, and of nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.files.templates import load_template
from evaldesk.model import indicators
from evaldesk.model.document import Document, cell, put, with_indicators
from evaldesk.model.indicators import Tree
from evaldesk.ui import indicator_steps as steps
from evaldesk.ui.indicator_model import IndicatorModel
from evaldesk.ui.session import Session
from tests.ui.indicator_rig import TEMPLATE, example, leaf, small

MakeModel = Callable[[Document], IndicatorModel]


@pytest.fixture
def model_of(qapp: QApplication) -> Iterator[MakeModel]:
    """Return a maker of models, each watched by Qt's own tester, which goes before its model does."""
    made: list[tuple[QAbstractItemModelTester, IndicatorModel]] = []

    def make(document: Document) -> IndicatorModel:
        session = Session(document, load_template(document.template))
        model = IndicatorModel(session, session)
        session.changed.connect(model.show)
        made.append((QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning), model))
        return model

    yield make
    for tester, model in made:
        shiboken6.delete(tester)
        shiboken6.delete(model)


def ids_of(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[object]:
    parent = parent or QModelIndex()
    assert isinstance(model, IndicatorModel)
    rows = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
    return [(model.id_of(row), ids_of(model, row)) for row in rows]


def ids_in(tree: Tree) -> list[object]:
    return [(node.id, ids_in(node.children)) for node in tree]


@pytest.fixture
def model(model_of: MakeModel) -> IndicatorModel:
    return model_of(small())


def test_the_model_shows_the_tree(model: IndicatorModel) -> None:
    assert ids_of(model) == ids_in(model.session.document.indicators)
    assert model.index_of("a", 0).data() == "指标a"
    assert model.index_of("a", 1).data() == "10.00"
    assert model.index_of("e", 1).data() == "5"
    assert model.index_of("out", 5).data() == "10.00"


def test_heads_come_from_the_template(model: IndicatorModel) -> None:
    assert model.heads == ("指标", "权重", "评价年度预期值", "评价年度实现值", "完成", "自评分数", "未达标原因分析")


def test_only_the_cells_that_take_text_are_editable(model: IndicatorModel) -> None:
    def editable(id: str) -> str:
        return "".join(
            str(column) for column in range(7) if model.flags(model.index_of(id, column)) & Qt.ItemFlag.ItemIsEditable
        )

    assert (editable("out"), editable("g1"), editable("a")) == ("0156", "0156", "0123456")


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("id", ["a", "b", "c", "d", "e", "g1", "g2", "g3", "out", "ben"])
def test_a_moved_row_keeps_its_index(model: IndicatorModel, id: str, by: int) -> None:
    kept = QPersistentModelIndex(model.index_of(id, 3))
    step = steps.move(model.session.document, id, by)
    if step is None:
        return
    model.session.apply(step.name, step.document)
    assert ids_of(model) == ids_in(model.session.document.indicators)
    assert kept.isValid()
    assert model.id_of(kept) == id
    model.session.stack.undo()
    assert ids_of(model) == ids_in(model.session.document.indicators)
    assert model.id_of(kept) == id


def test_typing_tells_of_no_rows(model: IndicatorModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.session.edit(cell("a", "actual"), "9", "x")
        model.session.edit(cell("out", "weight"), "50", "x")
    assert model.index_of("a", 3).data() == "9"


@pytest.mark.parametrize("throw", range(12))
def test_any_sequence_of_changes_and_undos(model_of: MakeModel, throw: int) -> None:
    model = model_of(small())
    session, dice = model.session, random.Random(throw)
    kept = {id: QPersistentModelIndex(model.index_of(id)) for id in ("a", "d", "g2", "ben")}
    for _ in range(60):
        ids = [node.id for _, node in indicators.walk(session.document.indicators)]
        id = dice.choice(ids) if ids else ""
        step: steps.Step | None = None
        match dice.randrange(7):
            case 0 | 1:
                step = steps.add_row(session.document, id)
            case 2:
                step = steps.duplicate(session.document, id)
            case 3 | 4:
                step = steps.move(session.document, id, dice.choice((-1, 1)))
            case 5:
                step = steps.remove(session.document, dice.sample(ids, min(len(ids), 2)))
            case _:
                session.stack.undo() if dice.random() < 0.6 else session.stack.redo()
        if step is not None:
            session.apply(step.name, step.document)
        assert ids_of(model) == ids_in(session.document.indicators)
        for id, index in kept.items():
            assert not index.isValid() or model.id_of(index) == id
    while session.stack.can_undo():
        session.stack.undo()
    assert ids_of(model) == ids_in(small().indicators)


def test_a_whole_new_form_is_shown_at_once(model_of: MakeModel, qtbot: QtBot) -> None:
    model = model_of(small())
    many = tuple(leaf(f"n{number}") for number in range(600))
    tree = indicators.change(small().indicators, "g1", {"children": many})
    with qtbot.waitSignal(model.modelReset):
        model.session.apply("导入", with_indicators(small(), tree))
    assert ids_of(model) == ids_in(tree)


def test_the_row_of_an_unchanged_result_is_made_once(model: IndicatorModel) -> None:
    before = {id: model.row(model.index_of(id).internalId()) for id in ("a", "d", "e", "g1")}
    model.session.edit(cell("a", "actual"), "1", "x")
    after = {id: model.row(model.index_of(id).internalId()) for id in before}
    assert after["a"] is not before["a"]
    assert [after[id] is before[id] for id in ("d", "e")] == [True, True]


def test_a_name_typed_through_the_model_is_a_step(model: IndicatorModel) -> None:
    before = model.session.document
    assert model.setData(model.index_of("a"), "新名")
    assert model.session.stack.undo_text() == "修改“指标a”名称"
    assert model.session.document == put(before, cell("a", "name"), "新名")


def test_the_example_has_all_its_rows(model_of: MakeModel) -> None:
    model = model_of(example())
    assert ids_of(model) == ids_in(example().indicators)
    assert model.session.template.name == TEMPLATE
