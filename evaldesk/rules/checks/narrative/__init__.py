"""Narrative (核数): what the long texts say, held against the fields, the indicators, and itself.

Each file holds the checks of one matter; what they share is read once (``texts``, ``purse``, ``rows``). A check asks
only about words that it knows: what cannot be told for sure is a question (explain), and what holds stays silent.
"""

from evaldesk.rules.checks.narrative.amounts import stated_amount
from evaldesk.rules.checks.narrative.balance import what_is_left
from evaldesk.rules.checks.narrative.changes import stated_change
from evaldesk.rules.checks.narrative.claims import all_indicators_met, higher_is_not_better
from evaldesk.rules.checks.narrative.copying import copied_goal, item_without_result
from evaldesk.rules.checks.narrative.counts import indicator_count
from evaldesk.rules.checks.narrative.cuts import cut_that_does_not_show, cuts_that_do_not_add_up
from evaldesk.rules.checks.narrative.future import still_to_come
from evaldesk.rules.checks.narrative.goals import goal_not_covered, unanswered_goal
from evaldesk.rules.checks.narrative.lateness import late_and_on_time
from evaldesk.rules.checks.narrative.listings import announced_items, listed_things
from evaldesk.rules.checks.narrative.naming import name_that_differs
from evaldesk.rules.checks.narrative.orders import results_follow_the_goals
from evaldesk.rules.checks.narrative.other_counts import projects_cut_to_nothing_do_not_count, reports_are_counted_alike
from evaldesk.rules.checks.narrative.parts import part_of_another_year, parts_and_whole
from evaldesk.rules.checks.narrative.periods import yearly_total
from evaldesk.rules.checks.narrative.rates import stated_rate
from evaldesk.rules.checks.narrative.ratios import stated_ratio
from evaldesk.rules.checks.narrative.row_values import stated_goal, stated_result
from evaldesk.rules.checks.narrative.satisfied import worse_satisfaction
from evaldesk.rules.checks.narrative.scoring_reasons import reason_beside_criterion
from evaldesk.rules.checks.narrative.sums import nearly_a_sum
from evaldesk.rules.checks.narrative.volumes import volumes_are_near_each_other
from evaldesk.rules.checks.narrative.wider import wider_count
from evaldesk.rules.checks.narrative.years import wrong_year

__all__ = [
    "all_indicators_met",
    "announced_items",
    "copied_goal",
    "cut_that_does_not_show",
    "cuts_that_do_not_add_up",
    "goal_not_covered",
    "higher_is_not_better",
    "indicator_count",
    "item_without_result",
    "late_and_on_time",
    "listed_things",
    "name_that_differs",
    "nearly_a_sum",
    "part_of_another_year",
    "parts_and_whole",
    "projects_cut_to_nothing_do_not_count",
    "reason_beside_criterion",
    "reports_are_counted_alike",
    "results_follow_the_goals",
    "stated_amount",
    "stated_change",
    "stated_goal",
    "stated_rate",
    "stated_ratio",
    "stated_result",
    "still_to_come",
    "unanswered_goal",
    "volumes_are_near_each_other",
    "what_is_left",
    "wider_count",
    "worse_satisfaction",
    "wrong_year",
    "yearly_total",
]
