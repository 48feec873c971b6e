"""Folds: every line belongs to a check, and says the number."""

from __future__ import annotations

from evaldesk.model.finding import Finding, Level
from evaldesk.rules.folds import fold_words, folded
from evaldesk.rules.rulebook import rulebook


def test_every_line_belongs_to_a_check_and_says_the_number() -> None:
    codes = {entry["code"] for entry in rulebook()}
    assert set(fold_words()) <= codes
    assert all("{n}" in words for words in fold_words().values())


def test_a_code_without_a_line_is_said_by_its_help() -> None:
    findings = [Finding("no.such", Level.HINT, "fields/a", "一", why="符号要统一。")] * 3
    assert folded(findings) == "3 处：符号要统一"


def test_many_of_one_kind_are_one_line() -> None:
    findings = [Finding("targets.sign-missing", Level.HINT, "indicators/a/target", "一")] * 14
    assert folded(findings) == "14 项指标的预期值没有写符号"
