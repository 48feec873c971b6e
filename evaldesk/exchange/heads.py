"""Heads of a foreign table: which rows are heads, and which column each of them names.

Heads are read from top to bottom, merged ones over all their columns: ``评价指标 / 一级指标 / 名称``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evaldesk.exchange.grid import Grid
from evaldesk.exchange.roles import Role
from evaldesk.exchange.wrapping import squeezed
from evaldesk.values.nodes import Quantity
from evaldesk.values.parser import parse

# The first pattern found in the squeezed head names the role; ``""`` are columns that a form has no place for.
HEADS: tuple[tuple[str, Role], ...] = (
    (r"评分标准|评价标准|计分|扣分|佐证|依据|^序号$|^编号$", ""),
    (r"^一级.*(权重|分值)", "level1_weight"),
    (r"^二级.*(权重|分值)", "level2_weight"),
    (r"(三级|指标).*(权重|分值)|^权重|^分值|^标准分|^满分", "weight"),
    (r"^一级(指标|目标|名称|$)", "level1_name"),
    (r"^二级(指标|目标|名称|$)", "level2_name"),
    (r"原因|偏差|改进措施|情况说明|^备注|^说明", "reason"),
    (r"得分|自评分|评分|自评得", "self_score"),
    (r"符号|比较|关系|运算符", "comparator"),
    (r"计量单位|度量单位|^单位$", "unit"),
    (r"完成值|实现值|实际值|实际完成|完成情况|完成数|实绩|达成值|全年完成", "actual"),
    (r"预期值|目标值|指标值|计划值|预期目标|年度目标|目标数|计划数|预期指标", "target"),
    (r"^三级(指标|目标|名称|$)|指标名称|指标内容|绩效指标|具体指标|^指标$|^名称$", "name"),
)
_COMPILED = tuple((re.compile(pattern), role) for pattern, role in HEADS)
# Heads that stand over several columns and say nothing about one of them.
OVER = re.compile(r"^(评价|绩效|自评)?指标$|^绩效指标$|^指标评分表$")
WEIGHT_BELOW = re.compile(r"^(权重|分值)[(（]?%?[)）]?$")
LONGEST_HEAD = 16
HEAD_ROWS = 4


def role_of_head(label: str) -> Role:
    """Return the role that a head names; a head of several lines is given from top to bottom with ``/`` between."""
    lines = [line for line in label.split("/") if line and not OVER.match(line)] or label.split("/")
    joined = "".join(lines)
    return next((role for pattern, role in _COMPILED if pattern.search(joined)), "")


def head_rows(grid: Grid) -> list[int]:
    """Return the rows that are heads, those repeated after a page break too."""
    return [at for at in range(len(grid.rows)) if _is_head(grid, at)]


def _is_head(grid: Grid, row: int) -> bool:
    own = [squeezed(cell.text) for at, cell in enumerate(grid.rows[row]) if cell.text.strip() and grid.is_own(row, at)]
    named = [text for text in own if _names_a_column(text)]
    return len(named) >= 2 and len(named) * 2 >= len(own) and not any(_is_number(text) for text in own)


def _is_number(text: str) -> bool:
    # A row with a weight or a score in it is an indicator, whatever its name says.
    return isinstance(parse(text), Quantity)


def _names_a_column(text: str) -> bool:
    if len(text) > LONGEST_HEAD and not text.startswith("参考佐证材料"):
        return False
    if OVER.match(text) or WEIGHT_BELOW.match(text):
        return True
    return any(pattern.search(text) for pattern, _ in _COMPILED)


def first_block(heads: Sequence[int]) -> list[int]:
    """Return the rows of the first head; later ones repeat it after a page break."""
    block = [heads[0]]
    for row in heads[1:]:
        if row != block[-1] + 1 or len(block) == HEAD_ROWS:
            break
        block.append(row)
    return block


def head_label(grid: Grid, block: Sequence[int], column: int) -> str:
    lines: list[tuple[tuple[int, int], str]] = []
    for row in block:
        cell = grid.rows[row][column]
        if cell.origin not in [origin for origin, _ in lines]:
            lines.append((cell.origin, squeezed(cell.text)))
    return "/".join(text for _, text in lines if text)
