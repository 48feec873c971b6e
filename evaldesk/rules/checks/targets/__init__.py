"""Targets: target and actual speak of the same thing, and an actual says what was reached."""

from evaldesk.rules.checks.targets.kinds import (
    damaged_values_are_mended,
    rates_stay_below_the_whole,
    sides_are_not_swapped,
    sides_are_of_one_kind,
    trends_point_one_way,
    words_say_how_far,
)
from evaldesk.rules.checks.targets.parts import one_cell_holds_one_value, parts_match_parts
from evaldesk.rules.checks.targets.reached import (
    actuals_are_not_ranges,
    actuals_are_numbers_not_bounds,
    boundaries_are_decided,
    deadlines_are_kept,
    targets_are_not_far_exceeded,
    yearly_totals_do_not_stand_in_daily_rows,
    zero_targets_mean_something,
)
from evaldesk.rules.checks.targets.repeated import actuals_do_not_repeat_targets, points_do_not_rest_on_one_word
from evaldesk.rules.checks.targets.units import (
    periods_are_the_same,
    scales_are_the_same,
    units_are_the_same,
    units_are_written_alike,
)
from evaldesk.rules.checks.targets.written import (
    rates_have_their_sign,
    rates_reach_the_whole_at_most,
    signs_are_written_in_one_way,
    targets_say_their_direction,
    values_have_units,
)

__all__ = [
    "actuals_are_not_ranges",
    "actuals_are_numbers_not_bounds",
    "actuals_do_not_repeat_targets",
    "boundaries_are_decided",
    "damaged_values_are_mended",
    "deadlines_are_kept",
    "one_cell_holds_one_value",
    "parts_match_parts",
    "periods_are_the_same",
    "points_do_not_rest_on_one_word",
    "rates_have_their_sign",
    "rates_reach_the_whole_at_most",
    "rates_stay_below_the_whole",
    "scales_are_the_same",
    "sides_are_not_swapped",
    "sides_are_of_one_kind",
    "signs_are_written_in_one_way",
    "targets_are_not_far_exceeded",
    "targets_say_their_direction",
    "trends_point_one_way",
    "units_are_the_same",
    "units_are_written_alike",
    "values_have_units",
    "words_say_how_far",
    "yearly_totals_do_not_stand_in_daily_rows",
    "zero_targets_mean_something",
]
