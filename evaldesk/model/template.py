"""Template, the description of one official form as data: its sections and fields, weights, rules, texts and paper.

A bureau that changes a rule changes a JSON file. A template file lies in ``resources/templates/<id>@<edition>.json``;
unknown keys are mistakes here, so that a slip in a hand-edited file is told with its place. To add a field kind: one
model here in the ``Field`` union, an editor in ``ui/fields.py``, a block in ``report/blocks.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Meta


class Described(BaseModel):
    """Hold a frozen piece of a template; a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __copy__(self) -> Self:
        """Return a copy without what was looked up once: an altered copy may say otherwise."""
        copied = super().__copy__()
        for key in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[key]
        return copied


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


Width = Annotated[Decimal, Meta(gt=0, le=10_000)]


class GridCell(Described):
    """Place a printed text, a field or a computed figure on a section's grid, spanning ``cols`` × ``rows``.

    ``computed`` names a figure of the evaluation, such as ``execution_rate``, or ``score:`` and ``weight:`` with the
    name of a fixed indicator.
    """

    text: str = ""
    field: str = ""
    computed: str = ""
    cols: int = Meta(default=1, ge=1)
    rows: int = Meta(default=1, ge=1)
    align: Literal["left", "center", "right"] = "center"


class FieldsSection(Described):
    """Describe fields that print as a grid of cells beside a vertical label.

    ``columns`` holds the relative widths of the grid's columns; each grid row fills them, with cells that reach down
    from earlier rows counted in. Fields that the grid leaves out (the reporting unit) print elsewhere.
    """

    kind: Literal["fields"]
    key: str
    tab: str
    label: str
    fields: tuple[Field, ...]
    columns: tuple[Width, ...]
    grid: tuple[tuple[GridCell, ...], ...]

    @model_validator(mode="after")
    def _grid_is_full(self) -> FieldsSection:
        known = {field.key for field in self.fields}
        hanging = [0] * len(self.columns)
        for number, row in enumerate(self.grid, 1):
            at = 0
            for cell in row:
                if cell.field and cell.field not in known:
                    raise ValueError(f"栏目“{self.key}”的 grid 第 {number} 行用了没有定义的字段“{cell.field}”")
                while at < len(hanging) and hanging[at]:
                    at += 1
                if at + cell.cols > len(hanging) or any(hanging[at : at + cell.cols]):
                    raise ValueError(f"栏目“{self.key}”的 grid 第 {number} 行超出了 columns 的列数")
                hanging[at : at + cell.cols] = [cell.rows] * cell.cols
                at += cell.cols
            if not all(hanging):
                raise ValueError(f"栏目“{self.key}”的 grid 第 {number} 行没有占满各列")
            hanging = [left - 1 for left in hanging]
        if any(hanging):
            raise ValueError(f"栏目“{self.key}”的 grid 最后一行还在跨行的单元格里")
        return self


class TextsSection(Described):
    """Describe long texts that print over the full width under their headings."""

    kind: Literal["texts"]
    key: str
    tab: str
    label: str
    fields: tuple[ParagraphField, ...]


class Guidance(Described):
    """Hold the printed 评分标准 and 参考佐证材料 of a group of indicators."""

    criterion: str = ""
    evidence: str = ""


# The names of ``rules.methods.METHODS``, and the rate of funds spent: a test holds them together.
Method = Literal[
    "proportional", "proportional_with_pass_mark", "bands", "yes_no", "graded", "judged", "execution_rate"
]  # fmt: skip


class FixedIndicator(Described):
    """Describe an indicator that every form of this template has, such as 资金支出率 12."""

    name: str
    weight: str
    method: Method
    guidance: str = ""


class Level2(Described):
    """Describe an allowed second-level name; ``weight`` only where the template prescribes it."""

    name: str
    weight: str = ""
    fixed: tuple[FixedIndicator, ...] = ()


class Level1(Described):
    """Describe a first-level branch: its weight, how its indicators share it and by which method they score.

    ``share`` is ``equal`` (equal split over all its indicators) or ``typed``; ``share_note`` is what the official form
    prints instead of weights. ``method`` names a function of ``rules.methods``; ``guidance`` a key of the section's. A
    branch that is not ``printed`` counts and is edited like any other, and stands elsewhere on the paper.
    """

    name: str
    weight: str
    share: Literal["equal", "typed"]
    share_note: str = ""
    method: Method = "proportional"
    guidance: str = ""
    printed: bool = True
    level2: tuple[Level2, ...] = ()


ColumnKey = Literal[
    "level1_name",
    "level1_weight",
    "level2_name",
    "level2_weight",
    "name",
    "weight",
    "target",
    "actual",
    "self_score",
    "reason",
    "criterion",
    "evidence",
]


class Column(Described):
    """Describe one printed column: its head, the merged heads above it (outermost first), its width in mm at A4.

    What follows is the help that an officer reads in its cells.
    """

    key: ColumnKey
    label: str
    groups: tuple[str, ...] = ()
    width: Width
    help: str = ""
    good: str = ""
    bad: str = ""
    source: str = ""


class IndicatorsSection(Described):
    """Describe the indicator table: columns, branches, guidance texts and the 合计 row."""

    kind: Literal["indicators"]
    key: str
    tab: str
    label: str
    columns: tuple[Column, ...]
    level1: tuple[Level1, ...]
    guidance: dict[str, Guidance]
    total_label: str = "合计："

    def branch(self, name: str) -> Level1 | None:
        """Return the level-1 branch of this name, None for one that the officer invented."""
        return self._branches.get(name.strip())

    def fixed(self, level1: str, name: str) -> FixedIndicator | None:
        """Return the fixed indicator of this name in the branch ``level1``, None for an ordinary one."""
        known = self._fixed.get(level1.strip())
        return known.get(name.strip()) if known else None

    def has_fixed(self, level1: str) -> bool:
        """Tell whether the template prescribes indicators in the branch ``level1``."""
        return bool(self._fixed.get(level1.strip()))

    def guidance_key(self, level1: str, name: str) -> str:
        """Return the key of the guidance printed for an indicator, ``""`` for none."""
        fixed = self.fixed(level1, name)
        branch = self.branch(level1)
        return (fixed.guidance if fixed else "") or (branch.guidance if branch else "")

    # Every row of every form asks for these, so each is looked for once a template.
    @cached_property
    def _branches(self) -> Mapping[str, Level1]:
        return {branch.name: branch for branch in reversed(self.level1)}

    @cached_property
    def _fixed(self) -> Mapping[str, Mapping[str, FixedIndicator]]:
        return {
            name: {item.name: item for group in reversed(branch.level2) for item in reversed(group.fixed)}
            for name, branch in self._branches.items()
        }

    @model_validator(mode="after")
    def _guidance_exists(self) -> IndicatorsSection:
        for branch in self.level1:
            fixed = [item.guidance for group in branch.level2 for item in group.fixed]
            for key in (branch.guidance, *fixed):
                if key and key not in self.guidance:
                    raise ValueError(f"一级指标“{branch.name}”引用的 guidance “{key}”不存在")
        return self


Section = Annotated[FieldsSection | IndicatorsSection | TextsSection, Meta(discriminator="kind")]


class Sum(Described):
    """State that the amount in ``total`` is the sum of those in ``parts``."""

    total: str
    parts: tuple[str, ...]


class Funding(Described):
    """Name the fields that hold the money, and the base of the rate; fields of one list are added up.

    ``rate_label`` and ``base_label`` are the official form's words for the rate and its base.
    """

    planned: tuple[str, ...]
    allocated: tuple[str, ...] = ()
    spent: tuple[str, ...]
    base: Literal["planned", "allocated"] = "planned"
    rate_label: str = "支出率"
    base_label: str = ""
    sums: tuple[Sum, ...] = ()


class Band(Described):
    """Describe one step of a qualitative scale: completion from ``low`` (included) to ``high``."""

    low: Decimal
    high: Decimal
    label: str
    meaning: str = ""


class Grade(Described):
    """Describe a grade of the total: reached from ``low`` points on."""

    name: str
    low: Decimal


class Thresholds(Described):
    """Hold the numbers that checks and methods need, as fractions of 1 (``over_target`` 1.3 is 130 %)."""

    over_target: Decimal = Decimal("1.3")
    about_tolerance: Decimal = Decimal("0.10")
    low_execution: Decimal = Decimal("0.80")
    full_execution: Decimal = Decimal("0.95")  # from here on the money left over needs no word
    words_points: Decimal = Decimal("10")  # more points than this must not rest on a word that repeats the target
    copied_rows: int = 10  # so many rows, and such a part of all, may repeat their target unasked
    copied_share: Decimal = Decimal("0.4")
    yearly_change: Decimal = Decimal("0.3")  # by more than this part of last year's figure it is pointed at
    yearly_jump: Decimal = Decimal("1")  # from this part of it on a word is asked for
    copied_text: int = 40  # so many characters of the goal may stand in the result word for word
    pass_mark: Decimal | None = None
    bands: tuple[Band, ...] = (
        Band(low=Decimal("0.8"), high=Decimal("1"), label="80%（含）-100%", meaning="全部或基本达成预期指标"),
        Band(low=Decimal("0.6"), high=Decimal("0.8"), label="60%（含）-80%", meaning="部分达成预期指标并具有一定效果"),
        Band(low=Decimal("0"), high=Decimal("0.6"), label="0-60%", meaning="未达成预期指标且效果较差"),
    )


class HeadPiece(Described):
    """Place a printed text or a field on the centred line below the title, or on the line above the table."""

    text: str = ""
    field: str = ""


class Signature(Described):
    """Describe the block that is signed and sealed by hand: the people's labels, the seal's and the date's."""

    people: tuple[str, ...]
    seal: str
    date: str


DEFAULT_GRADES = (
    Grade(name="优", low=Decimal(90)),
    Grade(name="良", low=Decimal(80)),
    Grade(name="中", low=Decimal(60)),
    Grade(name="差", low=Decimal(0)),
)


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
    def units(self) -> Mapping[str, str]:
        """Return the units of the amount fields by their keys."""
        return {field.key: field.unit for field in self.amounts}

    def field(self, key: str) -> Field:
        """Return the field ``key``.

        :raises KeyError: when the template has none.
        """
        return self._by_key[key]

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
