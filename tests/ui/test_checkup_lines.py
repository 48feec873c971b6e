"""The list of the check-up as data: causes, folds, keys, and the model that tells only what differs."""

from __future__ import annotations

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evaldesk.model.finding import Finding, Level
from evaldesk.ui.checkup_lines import Line, holders, lines_of
from evaldesk.ui.checkup_model import LineModel


def finding(code: str, where: str, level: Level = Level.ERROR, cause: str = "", explained: str = "") -> Finding:
    return Finding(code, level, where, f"{code} {where}", cause=cause, explained=explained, prose=True)


def lines(findings: list[Finding], *opened: str) -> list[Line]:
    return lines_of(findings, set(opened), str)


def test_effects_stand_folded_under_their_cause() -> None:
    cause = finding("weights.rows", "indicators/a/weight")
    effect = finding("weights.group-rows", "indicators/b/weight", cause="indicators/a/weight")
    shut = lines([cause, effect])
    assert [(line.finding, line.effects) for line in shut] == [(cause, 1)]
    opened = lines([cause, effect], shut[0].key)
    assert [(line.finding, line.depth) for line in opened] == [(cause, 0), (effect, 1)]


def test_an_effect_whose_cause_is_not_there_stands_alone() -> None:
    effect = finding("weights.group-rows", "indicators/b/weight", cause="indicators/a/weight")
    assert [line.finding for line in lines([effect])] == [effect]


def test_causes_in_a_circle_lose_nothing() -> None:
    one = finding("a.b", "fields/a", cause="fields/b")
    other = finding("a.c", "fields/b", cause="fields/a")
    assert {line.finding for line in lines([one, other])} == {one, other}


def test_an_effect_of_an_effect_stands_under_the_first_cause() -> None:
    found = [
        finding("a.a", "fields/a"),
        finding("a.b", "fields/b", cause="fields/a"),
        finding("a.c", "fields/c", cause="fields/b"),
    ]
    assert [(line.finding.code, line.effects) for line in lines(found)] == [("a.a", 2)]


def test_many_of_one_code_on_rows_are_one_line() -> None:
    found = [finding("targets.sign-missing", f"indicators/{at}/target", Level.HINT) for at in range(3)]
    (line,) = lines(found)
    assert line.text == "3 项指标的预期值没有写符号"
    assert line.members == tuple(found)
    assert [each.finding for each in lines(found, line.key)[1:]] == found
    assert len(lines(found[:2])) == 2


def test_readings_of_prose_are_never_folded() -> None:
    assert len(lines([finding("narrative.sum", "fields/a") for _ in range(5)])) == 5


def test_a_line_is_settled_when_everything_in_it_was_explained() -> None:
    open_, done = finding("a.b", "fields/a"), finding("a.b", "fields/b", explained="因为")
    assert [line.settled for line in lines([open_, done])] == [False, True]


def test_the_key_stays_while_the_sentence_changes() -> None:
    before = Finding("a.b", Level.ERROR, "fields/a", "差 1")
    after = Finding("a.b", Level.ERROR, "fields/a", "差 2")
    assert lines([before])[0].key == lines([after])[0].key


def test_what_folds_a_finding_is_known() -> None:
    cause = finding("weights.rows", "indicators/a/weight")
    effect = finding("weights.group-rows", "indicators/b/weight", cause="indicators/a/weight")
    assert holders([cause, effect], effect) == {lines([cause])[0].key}


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "abc"), ("abc", ""), ("abc", "abc"), ("abcd", "acd"), ("acd", "abcd"), ("abc", "cab"), ("abcd", "xdyb")],
)
def test_the_model_becomes_any_list(before: str, after: str, qtbot: QtBot) -> None:
    model = LineModel()
    ModelTester(model)  # type: ignore[no-untyped-call]
    for letters in (before, after):
        wanted = lines([finding("n.n", f"fields/{letter}") for letter in letters])
        model.show_lines(wanted)
        assert model.lines == wanted


def test_an_unchanged_list_is_not_told(qtbot: QtBot) -> None:
    model = LineModel()
    found = [finding("n.n", f"fields/{letter}") for letter in "abc"]
    model.show_lines(lines(found))
    told: list[object] = []
    for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.modelReset):
        signal.connect(lambda *arguments: told.append(arguments))
    model.show_lines(lines(found))
    assert told == []
    other = Finding("n.n", Level.ERROR, "fields/b", "别的")
    model.show_lines(lines([found[0], other, found[2]]))
    assert len(told) == 1
