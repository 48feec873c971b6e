"""Duplicates: nothing is counted twice, and no two rows tell different truths."""

from evaldesk.rules.checks.duplicates.classes import indicators_stand_in_their_class
from evaldesk.rules.checks.duplicates.names import (
    alike_indicators_agree,
    one_fact_is_scored_once,
    one_indicator_stands_once,
)
from evaldesk.rules.checks.duplicates.nothing import rates_are_of_something

__all__ = [
    "alike_indicators_agree",
    "indicators_stand_in_their_class",
    "one_fact_is_scored_once",
    "one_indicator_stands_once",
    "rates_are_of_something",
]
