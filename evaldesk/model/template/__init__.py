"""Template, the description of one official form as data: its sections and fields, weights, rules, texts and paper.

A bureau that changes a rule changes a JSON file. A template file lies in ``resources/templates/<id>@<edition>.json``;
unknown keys are mistakes here, so that a slip in a hand-edited file is told with its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field as Meta
from pydantic import model_validator

from evaldesk.model.template.described import Described
from evaldesk.model.template.fields import AmountField, Field, FieldBase, ParagraphField
from evaldesk.model.template.grid import FieldsSection, TextsSection
from evaldesk.model.template.reckoning import DEFAULT_GRADES, Funding, Grade, Thresholds
from evaldesk.model.template.table import IndicatorsSection

F = TypeVar("F", bound=FieldBase)
Section = Annotated[FieldsSection | IndicatorsSection | TextsSection, Meta(discriminator="kind")]


class HeadPiece(Described):
    """Place a printed text or a field on the centred line below the title, or on the line above the table."""

    text: str = ""
    field: str = ""


class Signature(Described):
    """Describe the block that is signed and sealed by hand: the people's labels, the seal's and the date's."""

    people: tuple[str, ...]
    seal: str
    date: str


class Template(Described):
    """Describe one official form in one edition."""

    format: Literal["evaldesk-template"]
    version: Literal[1]
    id: str
    edition: str
    region: str
    title: str
    annex: str = ""
    source: str
    subtitle: tuple[HeadPiece, ...] = ()
    headline: tuple[HeadPiece, ...] = ()
    sections: tuple[Section, ...]
    funding: Funding | None = None
    thresholds: Thresholds = Thresholds()
    grades: tuple[Grade, ...] = DEFAULT_GRADES
    figures: Literal["apportioned", "plain"] = "apportioned"
    signature: Signature | None = None

    @property
    def name(self) -> str:
        """Return ``id@edition``, the name by which a document refers to it."""
        return f"{self.id}@{self.edition}"

    @cached_property
    def indicators(self) -> IndicatorsSection:
        """Return the one section with the indicator table."""
        return next(section for section in self.sections if section.kind == "indicators")

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Return every field of every section in the order of the paper."""
        return tuple(field for section in self.sections if section.kind != "indicators" for field in section.fields)

    @cached_property
    def paragraphs(self) -> tuple[ParagraphField, ...]:
        """Return the fields that hold long texts."""
        return tuple(field for field in self.fields if isinstance(field, ParagraphField))

    @cached_property
    def amounts(self) -> tuple[AmountField, ...]:
        """Return the fields that hold amounts of money."""
        return tuple(field for field in self.fields if isinstance(field, AmountField))

    @cached_property
    def required(self) -> tuple[Field, ...]:
        """Return the fields that must be filled."""
        return tuple(field for field in self.fields if field.required)

    def fields_of(self, kind: type[F]) -> tuple[F, ...]:
        """Return the fields of one kind in the order of the paper."""
        if kind not in self._by_kind:
            self._by_kind[kind] = tuple(field for field in self.fields if isinstance(field, kind))
        found: tuple[F, ...] = self._by_kind[kind]
        return found

    def has(self, key: str) -> bool:
        """Tell whether the form has the field ``key``."""
        return key in self._by_key

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Return the units of the amount fields by their keys."""
        return {field.key: field.unit for field in self.amounts}

    def field(self, key: str) -> Field:
        """Return the field ``key``.

        :raises KeyError: when the template has none.
        """
        return self._by_key[key]

    # Each of thousands of forms asks for the few fields of a kind several times.
    @cached_property
    def _by_kind(self) -> dict[type[FieldBase], tuple[Any, ...]]:
        return {}

    @cached_property
    def _by_key(self) -> Mapping[str, Field]:
        return {field.key: field for field in self.fields}

    @model_validator(mode="after")
    def _is_whole(self) -> Template:
        if sum(section.kind == "indicators" for section in self.sections) != 1:
            raise ValueError("sections 里应恰有一个 kind 为 indicators 的栏目")
        keys = [field.key for field in self.fields]
        if doubled := {key for key in keys if keys.count(key) > 1}:
            raise ValueError(f"重复定义的字段：{'、'.join(sorted(doubled))}")
        named = [piece.field for piece in (*self.subtitle, *self.headline) if piece.field]
        if self.funding:
            named += [*self.funding.planned, *self.funding.allocated, *self.funding.spent]
            named += [key for item in self.funding.sums for key in (item.total, *item.parts)]
        if lost := [key for key in named if key not in keys]:
            raise ValueError(f"headline 或 funding 用了没有定义的字段：{'、'.join(lost)}")
        return self
