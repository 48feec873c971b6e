"""Funding: the money adds up from plan to allocation to spending, and the rate says its base."""

from evaldesk.rules.checks.funding.amounts import (
    amounts_are_in_one_unit,
    amounts_are_not_negative,
    amounts_are_written_alike,
    amounts_end_at_the_fen,
)
from evaldesk.rules.checks.funding.levels import (
    allocated_stays_within_the_plan,
    money_is_spent_where_it_was_allocated,
    parts_add_up_to_the_total,
    spent_stays_within_its_level,
    spent_stays_within_the_total,
)
from evaldesk.rules.checks.funding.rate import (
    evaluated_is_what_was_planned,
    execution_is_not_low,
    the_rate_has_one_base,
)

__all__ = [
    "allocated_stays_within_the_plan",
    "amounts_are_in_one_unit",
    "amounts_are_not_negative",
    "amounts_are_written_alike",
    "amounts_end_at_the_fen",
    "evaluated_is_what_was_planned",
    "execution_is_not_low",
    "money_is_spent_where_it_was_allocated",
    "parts_add_up_to_the_total",
    "spent_stays_within_its_level",
    "spent_stays_within_the_total",
    "the_rate_has_one_base",
]
