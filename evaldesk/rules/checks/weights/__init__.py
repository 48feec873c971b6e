"""Weights: what is printed adds up at every level."""

from evaldesk.rules.checks.weights.spread import (
    equal_shares_are_equal,
    no_indicator_outweighs_all_others,
    weights_are_those_of_the_template,
)
from evaldesk.rules.checks.weights.sums import (
    group_weights_add_up,
    level1_weights_add_up,
    row_weights_add_up,
    rows_add_up_to_their_group,
    something_is_left_for_every_row,
)
from evaldesk.rules.checks.weights.total import the_total_row_is_the_sum
from evaldesk.rules.checks.weights.typed import branch_weights_are_numbers, row_weights_are_numbers

__all__ = [
    "branch_weights_are_numbers",
    "equal_shares_are_equal",
    "group_weights_add_up",
    "level1_weights_add_up",
    "no_indicator_outweighs_all_others",
    "row_weights_add_up",
    "row_weights_are_numbers",
    "rows_add_up_to_their_group",
    "something_is_left_for_every_row",
    "the_total_row_is_the_sum",
    "weights_are_those_of_the_template",
]
