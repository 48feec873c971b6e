"""What the cells of a column are full of: the ground for guessing its role where no head names it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evaldesk.exchange.grid import Grid
from evaldesk.exchange.wrapping import squeezed
from evaldesk.model.template import Template
from evaldesk.values.nodes import Blank, NotApplicable, Quantity, Words
from evaldesk.values.parser import parse

_COMPARATOR = re.compile(r"^(≥|≤|>|<|=|＞|＜|＝|≧|≦|>=|<=|不少于|不低于|不高于|不超过|大于|小于|等于|约)$")
_LEVEL2 = re.compile(r"(指标|管理|满意度)$")


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what a column is full of, as parts of its filled cells; ``length`` is the mean length of its texts."""

    filled: int
    level1: float
    level2: float
    words: float
    values: float
    comparator: float
    unit: float
    distinct: float
    length: float
    weights: bool
    reasons: bool


REASONS = frozenset(["无", "已达标", "达标", "已完成", "/"])
UNIT = re.compile(r"^[%％‰个项次人件家份期场套台路名户亩年月天日小时分钟元万亿公里吨米平方/·]{1,6}$")


def column_facts(grid: Grid, body: Sequence[int], column: int, template: Template | None) -> Facts:
    """Return the facts of one column over the rows of the body."""
    texts = [squeezed(grid.rows[row][column].text) for row in body if grid.is_own(row, column)]
    texts = [text for text in texts if text]
    count = max(len(texts), 1)
    read = [parse(text) for text in texts]
    known = {level.name for level in template.indicators.level1} if template else set()
    known |= {"决策", "过程", "产出", "效益", "满意度", "产出指标", "效益指标", "满意度指标"}
    plain = [item for item in read if isinstance(item, Quantity) and not item.comparator and item.unit in ("", "%")]
    reasons = sum(text in REASONS for text in texts)
    return Facts(
        filled=len(texts),
        level1=sum(text in known for text in texts) / count,
        level2=sum(bool(_LEVEL2.search(text)) and len(text) <= 12 for text in texts) / count,
        words=sum(isinstance(item, Words) for item in read) / count,
        values=sum(not isinstance(item, Words | Blank | NotApplicable) for item in read) / count,
        comparator=sum(bool(_COMPARATOR.match(text)) for text in texts) / count,
        unit=sum(bool(UNIT.match(text)) for text in texts) / count,
        distinct=len(set(texts)) / count,
        length=sum(map(len, texts)) / count,
        weights=len(plain) == len(texts) > 0 and _looks_shared(texts),
        reasons=reasons * 2 > len(texts),
    )


def _looks_shared(texts: Sequence[str]) -> bool:
    """Tell whether plain numbers look like weights: one of them stands in half of the rows, or all are small."""
    most = Counter(texts).most_common(1)[0][1]
    return (most > 1 and most * 2 >= len(texts)) or all(len(text) <= 5 for text in texts)
