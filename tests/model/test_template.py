"""What a template is asked for again and again: its fields by key, by kind, and those that must be filled."""

from __future__ import annotations

import pytest

from evaldesk.files.templates import templates
from evaldesk.model.template import Template
from evaldesk.model.template.fields import AmountField, FieldBase, PhoneField

ALL = templates()


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.name)
def test_fields_of_a_kind_stand_in_the_order_of_the_paper(template: Template) -> None:
    for kind in {type(field) for field in template.fields}:
        found: tuple[FieldBase, ...] = template.fields_of(kind)
        assert found == tuple(field for field in template.fields if type(field) is kind)
    assert template.fields_of(AmountField) == template.amounts
    assert template.fields_of(PhoneField) is template.fields_of(PhoneField)


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.name)
def test_required_fields_are_those_that_say_so(template: Template) -> None:
    assert template.required
    assert {field.key for field in template.fields if not field.required}.isdisjoint(
        field.key for field in template.required
    )
    assert len(template.required) == sum(field.required for field in template.fields)


def test_a_form_has_the_fields_that_it_lists_and_no_others() -> None:
    template = ALL[0]
    assert all(template.has(field.key) for field in template.fields)
    assert not template.has("nowhere")


def test_an_altered_copy_is_looked_through_anew() -> None:
    template = ALL[0]
    phones = template.fields_of(PhoneField)
    assert phones
    copy = template.model_copy(update={"sections": tuple(item for item in template.sections if item.kind != "fields")})
    assert not copy.fields_of(PhoneField)
    assert template.fields_of(PhoneField) is phones
