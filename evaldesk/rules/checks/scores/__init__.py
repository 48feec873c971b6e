"""Scores: a score follows from its row, and what was lost has a reason."""

from evaldesk.rules.checks.scores.columns import (
    every_row_has_its_own_score,
    nothing_strays_into_the_total_row,
    scores_add_up_to_the_total,
    scores_add_up_to_their_branch,
)
from evaldesk.rules.checks.scores.goal import the_goal_is_met_when_its_indicators_are
from evaldesk.rules.checks.scores.reasons import (
    branch_reasons_are_no_statuses,
    lost_points_have_a_reason,
    reasons_are_no_statuses,
)
from evaldesk.rules.checks.scores.rows import (
    completions_are_fractions,
    every_row_is_judged,
    execution_scores_follow_the_rate,
    scores_are_numbers,
    scores_are_written_like_weights,
    scores_do_not_exceed_the_suggestion,
    scores_stay_within_the_weight,
)

__all__ = [
    "branch_reasons_are_no_statuses",
    "completions_are_fractions",
    "every_row_has_its_own_score",
    "every_row_is_judged",
    "execution_scores_follow_the_rate",
    "lost_points_have_a_reason",
    "nothing_strays_into_the_total_row",
    "reasons_are_no_statuses",
    "scores_add_up_to_the_total",
    "scores_add_up_to_their_branch",
    "scores_are_numbers",
    "scores_are_written_like_weights",
    "scores_do_not_exceed_the_suggestion",
    "scores_stay_within_the_weight",
    "the_goal_is_met_when_its_indicators_are",
]
