"""Counts of indicators in the texts against the indicator table: the total and each class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import Mention, Reading
from evaldesk.rules.prose.words import pattern

_UNITS = ("个", "项", "条")
_WORD = "指标"
_LONGEST = 12
_PLAIN = ("三级", "绩效", "三级绩效", "评价", "考核", "自评", "具体", "个性", "细化", "明细")
_PARTIAL = (
    "完成",
    "达到",
    "达标",
    "未",
    "超额",
    "优于",
    "实现",
    "满分",
    "扣分",
    "偏离",
    "调整",
    "其中有",
    "核心",
    "定量",
    "定性",
    "新增",
)


class Tree(NamedTuple):
    """Hold how many indicators the table has: ``all``, without the fixed ones, and by class name without 指标."""

    all: int
    ordinary: int
    classes: dict[str, int]
    levels: dict[str, tuple[int, ...]]


@check("narrative.indicator-count", Level.ERROR, "指标个数与指标评分表一致", pace="slow", prose=True)
def indicator_count(case: Case) -> Iterator[Found]:
    """正文所写的指标个数（总数或某一类）与指标评分表的行数不一致，或者各类相加不等于总数。

    增删过指标以后，正文里的个数常忘了改。请按指标评分表改正，或写成会自动更新的 {指标总数}。
    """
    for passage in of_kind(case, "result", "problem", ""):
        if _WORD not in passage.reading.folded:
            continue
        tree = case.once(_tree)
        counts = passage.reading.once(_counts)
        spoken = [(mention, name) for mention in counts if (name := _class_of(mention, tree))]
        for _, group in groupby(spoken, key=lambda item: item[0].sentence):
            yield from _of_sentence(passage, tree, list(group))


def tree(case: Case) -> Tree:
    """Return how many indicators the table has."""
    return case.once(_tree)


def _of_sentence(passage: Passage, tree: Tree, spoken: list[tuple[Mention, str]]) -> Iterator[Found]:
    parts = [(mention, name) for mention, name in spoken if name in tree.classes]
    for mention, name in spoken:
        if name in tree.levels:
            if int(mention.value) not in tree.levels[name]:
                yield _wrong(passage, mention, f"{name}指标", tree.levels[name][0])
        elif name in tree.classes:
            if mention.value != tree.classes[name]:
                yield _wrong(passage, mention, f"{name}指标", tree.classes[name])
        else:
            behind = [(part, name) for part, name in parts if part.start > mention.start]
            yield from _total(passage, tree, mention, behind)


def _total(passage: Passage, tree: Tree, total: Mention, parts: list[tuple[Mention, str]]) -> Iterator[Found]:
    listed = sum(int(part.value) for part, _ in parts)
    named = {name for _, name in parts}
    whole = len(parts) > 1 and (listed >= tree.ordinary or named >= {name for name, n in tree.classes.items() if n})
    if whole and listed != total.value:
        right = tree.all if listed == tree.all else listed
        added = "＋".join(str(int(part.value)) for part, _ in parts)
        yield Found(
            where=passage.where,
            message=f"正文“{passage.quote(total)}”，而其后逐类所列{added}＝{listed}个，指标评分表共{tree.all}行"
            f"（另算固定指标前{tree.ordinary}行），相差{abs(listed - int(total.value))}个。",
            numbers=(total.text, f"{listed}个", f"{tree.all}个", f"{abs(listed - int(total.value))}个"),
            span=(total.start, total.end),
            fix=passage.fix(f"改为 {right}", total.start, total.end, f"{right}{total.unit}"),
        )
    elif not whole and total.value not in (tree.all, tree.ordinary):
        yield _wrong(passage, total, "三级指标", tree.all)


def _wrong(passage: Passage, mention: Mention, name: str, right: int) -> Found:
    apart = abs(right - int(mention.value))
    return Found(
        where=passage.where,
        message=f"正文“{passage.quote(mention)}”，而指标评分表中{name}有{right}个，相差{apart}个。",
        numbers=(mention.text, f"{right}个", f"{apart}个"),
        span=(mention.start, mention.end),
        fix=passage.fix(f"改为 {right}", mention.start, mention.end, f"{right}{mention.unit}"),
    )


def _counts(reading: Reading) -> list[Mention]:
    """Return the whole numbers of a text that may count indicators."""
    return [
        mention
        for mention in reading.mentions
        if mention.unit in _UNITS and not mention.bound and mention.value.denominator == 1
    ]


def _class_of(mention: Mention, tree: Tree) -> str:
    """Return which indicators a number counts: a class, a level, ``全部``, or nothing that can be told."""
    label = mention.label
    place = label.rfind(_WORD)
    if place >= 0:
        if pattern("filler").sub("", label[place + len(_WORD) :]).strip("有数设置"):
            return ""
        words = label[max(place - _LONGEST, 0) : place]
    else:
        place = mention.tail.find(_WORD)
        if not 0 <= place <= 6:
            return ""
        words, label = mention.tail[:place], label + mention.tail[:place]
    if any(word in label for word in _PARTIAL):
        return ""
    fitting = [name for name in (*tree.classes, *tree.levels) if words.endswith(name)]
    if fitting:
        return max(fitting, key=len)
    known = any(words.endswith(word) for word in _PLAIN) or not pattern("filler").sub("", words).strip("设置定有立")
    return "全部" if known and (words or pattern("totals").search(label)) else ""


def _tree(case: Case) -> Tree:
    classes: Counter[str] = Counter()
    fixed = 0
    section = case.template.indicators
    for branch in case.evaluation.branches:
        rows = sum(len(group.children) for group in branch.children)
        own = branch.node.name.strip().removesuffix(_WORD)
        groups = {group.node.name.strip().removesuffix(_WORD) for group in branch.children}
        if own not in groups:
            classes[own] += rows
        for group in branch.children:
            classes[group.node.name.strip().removesuffix(_WORD)] += len(group.children)
            fixed += sum(section.fixed(branch.node.name, row.node.name) is not None for row in group.children)
    for branch_known in section.level1:
        for known in branch_known.level2:
            classes.setdefault(known.name.removesuffix(_WORD), 0)
    total = len(case.rows)
    names = [group.node.name.strip() for branch in case.evaluation.branches for group in branch.children]
    firsts = len(case.evaluation.branches)
    levels = {"一级": (firsts, firsts - 1), "二级": (len(set(names)), len(names), len(set(names)) - 2)}
    return Tree(total, total - fixed, {name: count for name, count in classes.items() if name}, levels)
