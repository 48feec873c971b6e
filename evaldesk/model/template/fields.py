"""Field, the kinds of field that an official form has: text, paragraph, year, amount, choice, phone, e-mail.

To add one: a model here in the ``Field`` union, an editor in ``ui/fields.py``, a block in ``report/blocks.py``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Meta

from evaldesk.model.template.described import Described


class FieldBase(Described):
    """Hold what every field has: its key in the file, its printed label, and the help that an officer reads."""

    key: str
    label: str
    required: bool = False
    help: str = ""
    good: str = ""
    bad: str = ""
    source: str = ""


class TextField(FieldBase):
    """Describe one line of text."""

    kind: Literal["text"]


class ParagraphField(FieldBase):
    """Describe a long text; ``heading`` is printed before it, ``note`` at its right."""

    kind: Literal["paragraph"]
    heading: str = ""
    note: str = ""


class YearField(FieldBase):
    """Describe a year of four digits."""

    kind: Literal["year"]


class AmountField(FieldBase):
    """Describe an amount of money in ``unit``."""

    kind: Literal["amount"]
    unit: str = "万元"


class ChoiceField(FieldBase):
    """Describe a text with usual answers; other answers are kept too."""

    kind: Literal["choice"]
    choices: tuple[str, ...]


class PhoneField(FieldBase):
    """Describe a telephone number."""

    kind: Literal["phone"]


class EmailField(FieldBase):
    """Describe an e-mail address."""

    kind: Literal["email"]


Field = Annotated[
    TextField | ParagraphField | YearField | AmountField | ChoiceField | PhoneField | EmailField,
    Meta(discriminator="kind"),
]
