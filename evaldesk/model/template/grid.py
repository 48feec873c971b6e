"""The sections of fields: printed as a grid of cells, or as long texts over the full width."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field as Meta
from pydantic import model_validator

from evaldesk.model.template.described import Described
from evaldesk.model.template.fields import Field, ParagraphField

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
