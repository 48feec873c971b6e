"""Outcome, what comparing a target with an actual value gives, and Case, what a method looks at."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from evaldesk.model.template.reckoning import Thresholds
from evaldesk.rules.methods import wording
from evaldesk.values import Value

Verdict = Literal["met", "exceeded", "short", "not_comparable", "judgement"]
Direction = Literal["higher", "lower", "none"]
Source = Literal["comparator", "officer", "target", "name", "assumed", ""]
# What name and class say of the direction: for all but times, and for times.
Leaning = tuple[tuple[Direction, Source], tuple[Direction, Source]]


class Same(NamedTuple):
    """Working: one amount said in another measure, `179.71 秒 = 2.995167 分钟`."""

    before: Fraction
    before_unit: str
    after: Fraction
    after_unit: str
    before_period: str = ""
    after_period: str = ""


class Divided(NamedTuple):
    """Working: the division that gave a completion below 1."""

    upper: Fraction
    lower: Fraction
    unit: str


Working: TypeAlias = Same | Divided | str

QUESTIONS = {
    "target.damaged": "预期值像是录入或扫描有误，请核对",
    "actual.damaged": "实现值像是录入或扫描有误，请核对",
    "target.impossible-rate": "预期值超过 100%，而这样的比率到不了 100% 以上，请核对",
    "actual.impossible-rate": "实现值超过 100%，而这样的比率到不了 100% 以上，请核对",
    "target.nothing": "预期值没有内容，无从比较",
    "actual.nothing": "实现值没有内容，无从比较",
    "target.full-rate": "预期值写作不少于 100%，再高也高不过 100%，请确认",
    "target.zero": "预期值是 0，请确认这一指标本年度确实有意义",
    "zero.missed": "预期是 0，实际却发生了，请判断完成程度",
    "target.bare-rate": "预期值没写百分号，又不超过 1，请确认是比例还是百分数",
    "actual.bare-rate": "实现值没写百分号，又不超过 1，请确认是比例还是百分数",
    "actual.bound": "实现值只是一个界限，请填写实际数字",
    "actual.approximate": "实现值是约数，请填写实际数字",
    "actual.range": "实现值是一个区间，请填写实际数字",
    "actual.total": "实现值可能是全年合计，而指标按每日、每周或每月计，请核对",
    "sides.swapped": "符号写在实现值而不在预期值，两格可能填反了",
    "boundary": "实现值正好等于预期值，而预期值不含这个数，请判断",
    "about.above": "实现值高出约数较多，请确认",
    "over-target": "实现值远超预期值，请说明原因",
    "type.differs": "一边是文字，一边是数字或日期，请改成同一种写法或判断完成程度",
    "words.differ": "两边文字不同，请判断完成程度",
    "unit.differs": "两边单位不同，请核对",
    "unit.approximate": "两边时间单位只能近似换算，请核对",
    "unit.scale": "两边数量级写法不同（如万），请核对",
    "period.differs": "两边周期不同，已按一年折算，请核对",
    "trend.differs": "一边说提升，一边说下降，请核对",
    "parts.missing": "预期值列出的项目在实现值里没有全部出现",
    "parts.extra": "实现值里有预期值没有的项目",
    "parts.unmatched": "两边列出的项目对不上，请判断完成程度",
    "date.late": "完成时间晚于预期，请说明原因",
    "date.unclear": "从所写时间看不出是否按期，请写到日",
    "ratio.unclear": "两个比不相等，从名称看不出哪个更好，请判断完成程度",
    "negative": "负数不能按比例计算，请判断完成程度",
}
"""Every code that `Outcome.ask` may hold, with what it asks the officer."""


# Outcome and Case: nobody writes to them; they are not declared frozen because that would triple the cost of making
# thousands of them.
@dataclass(slots=True)
class Outcome:
    """What comes of one row.

    `completion` is 0 … 1, or None where a person must judge or a side is missing. `ratio` is actual ÷ target uncapped,
    or None where that means nothing. `ask` holds codes of QUESTIONS. `band` is the place, in the template's bands, of
    the band that the words suggest. `sentence` and `steps` are worded when asked for: a form has thousands of rows and
    shows the words of one.
    """

    target: Value
    actual: Value
    direction: Direction
    direction_source: Source
    completion: Fraction | None
    ratio: Fraction | None
    verdict: Verdict
    ask: tuple[str, ...]
    working: tuple[Working, ...]
    thresholds: Thresholds
    band: int | None = None

    @property
    def sentence(self) -> str:
        """Return the result in one Chinese sentence."""
        return wording.sentence(self)

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the trail, step by step."""
        return wording.steps(self)


class Unnamed(Exception):
    """A pair of values cannot be compared without the name that they stand under."""


@dataclass(slots=True)
class Case:
    """What a method looks at: both values as read, the officer's choice, the template's numbers, and the row's title.

    `title` is name and class, `leaning` the directions that these suggest, where someone has asked for them already.
    Few pairs need either: what is compared without them holds for every row of the same texts.
    """

    target: Value
    actual: Value
    direction: str
    thresholds: Thresholds
    title: tuple[str, str] | None = None
    leaning: Leaning | None = None

    @property
    def name(self) -> str:
        """Return the indicator's name.

        :raises Unnamed: where the values are compared without it.
        """
        return self.known_title[0]

    @property
    def known_title(self) -> tuple[str, str]:
        """Return the indicator's name and class.

        :raises Unnamed: where the values are compared without them.
        """
        if self.title is None:
            raise Unnamed
        return self.title
