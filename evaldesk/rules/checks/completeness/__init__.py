"""Completeness: what must be there is there, whole, and no filler."""

from evaldesk.rules.checks.completeness.branches import (
    branches_are_those_of_the_template,
    every_branch_has_indicators,
    fixed_indicators_are_there,
)
from evaldesk.rules.checks.completeness.contacts import (
    email_is_an_address,
    email_is_given,
    phone_has_an_area_code,
    phone_is_a_number,
)
from evaldesk.rules.checks.completeness.fields import (
    amounts_are_numbers,
    choices_are_those_of_the_form,
    required_fields_are_filled,
    the_year_is_a_year,
    units_stand_on_the_form,
)
from evaldesk.rules.checks.completeness.names import the_project_name_is_whole
from evaldesk.rules.checks.completeness.prompts import prompts_are_replaced, texts_say_something
from evaldesk.rules.checks.completeness.rows import (
    actuals_are_filled,
    judged_rows_say_what_was_judged,
    row_prompts_are_replaced,
    rows_have_names,
    targets_are_filled,
    values_say_something,
)
from evaldesk.rules.checks.completeness.spelling import (
    brackets_come_in_pairs,
    documents_stand_in_title_marks,
    no_stray_spaces,
    punctuation_stands_once,
    row_brackets_come_in_pairs,
)
from evaldesk.rules.checks.completeness.usage import (
    one_amount_has_one_unit,
    terms_are_the_official_ones,
    things_happen_at_a_date,
)

__all__ = [
    "actuals_are_filled",
    "amounts_are_numbers",
    "brackets_come_in_pairs",
    "branches_are_those_of_the_template",
    "choices_are_those_of_the_form",
    "documents_stand_in_title_marks",
    "email_is_an_address",
    "email_is_given",
    "every_branch_has_indicators",
    "fixed_indicators_are_there",
    "judged_rows_say_what_was_judged",
    "no_stray_spaces",
    "one_amount_has_one_unit",
    "phone_has_an_area_code",
    "phone_is_a_number",
    "prompts_are_replaced",
    "punctuation_stands_once",
    "required_fields_are_filled",
    "row_brackets_come_in_pairs",
    "row_prompts_are_replaced",
    "rows_have_names",
    "targets_are_filled",
    "terms_are_the_official_ones",
    "texts_say_something",
    "the_project_name_is_whole",
    "the_year_is_a_year",
    "things_happen_at_a_date",
    "units_stand_on_the_form",
    "values_say_something",
]
