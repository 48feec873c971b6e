"""How values are written: with a sign that says the direction, with a unit, and in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.model.finding import Fix, Level
from evaldesk.rules.case import Found, Row, check
from evaldesk.rules.checks.sources import TARGETS, UNITS, WRITING
from evaldesk.rules.checks.targets.asked import SIDES, asks, both, sides, told
from evaldesk.rules.checks.wording import named
from evaldesk.rules.wordlists import word_lists
from evaldesk.values import Quantity, parse

_WIDE = str.maketrans("＞＜＝≧≦⩾⩽﹥﹤﹦﹪％０１２３４５６７８９．", "><=≥≤≥≤><=%%0123456789.")
_TWO_SIGNS = ((">=", "≥"), ("=>", "≥"), ("<=", "≤"), ("=<", "≤"))
_IS_WIDE = re.compile(r"[＞＜＝≧≦⩾⩽﹥﹤﹦﹪％０-９．]|[<>]=|=[<>]")
SCALES = {1000: "千", 10_000: "万", 10**6: "百万", 10**8: "亿"}
_BARE = re.compile(r"[≥≤<>=约]?\s*[0-9][0-9,]*(?:\.[0-9]+)?")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]$")


def has_odd_signs(text: str) -> bool:
    """Tell whether a value is written with wide signs or figures, or with signs of two keys."""
    return (not text.isascii() or "=" in text) and _IS_WIDE.search(text) is not None


@check("targets.sign-form", Level.HINT, source=WRITING, pace="cell", facts=("signs.odd",))
def signs_are_written_in_one_way(row: Row) -> Iterator[Found]:
    """符号和数字用统一的写法：≥、≤、>、<、% 和半角数字。

    全角的“＞”“％”或两个键打出的“>=”，与别的行不一致。点按钮即可改正，意思不变。
    """
    node = row.result.node
    for attribute, side in SIDES:
        text = str(getattr(node, attribute))
        if not has_odd_signs(text):
            continue
        mended = text.translate(_WIDE)
        for typed, sign in _TWO_SIGNS:
            mended = mended.replace(typed, sign)
        if mended != text:
            fix = Fix(f"改为 {mended.strip()}", ((row.where(attribute), mended),))
            message = f"{named(node.name)}的{side}{named(text)}请写成{named(mended)}，与其他行一致。"
            yield Found(row.where(attribute), message, fix=fix)


@check("targets.sign-missing", Level.HINT, source=TARGETS, pace="cell", facts=("direction.unsaid",))
def targets_say_their_direction(row: Row) -> Iterator[Found]:
    """预期值最好带“≥”或“≤”，写明是不少于还是不超过。

    没有符号时，程序按指标名称推测越大越好还是越小越好。点按钮补上符号，就不必推测。
    """
    outcome, node = row.result.outcome, row.result.node
    if outcome is None or outcome.direction_source not in ("assumed", "name"):
        return
    target = outcome.target
    if outcome.verdict not in ("exceeded", "short") or not isinstance(target, Quantity):
        return
    if target.trend or target.number <= 0:
        return
    sign = "≥" if outcome.direction == "higher" else "≤"
    text = node.target.strip()
    fix = Fix(f"改为 {sign}{text}", ((row.where("target"), f"{sign}{text}"),)) if text[:1].isdigit() else None
    better = "越大越好" if sign == "≥" else "越小越好"
    message = f"{named(node.name)}的预期值{named(text)}没有符号，暂按{better}（{sign}）理解，请写明。"
    yield Found(row.where("target"), message, fix=fix, about=(row.where("name"), *both(row)))


@check("targets.unit-missing", Level.HINT, source=UNITS, pace="cell", facts=("unit.missing",))
def values_have_units(row: Row) -> Iterator[Found]:
    """预期值和实现值要带计量单位。

    只有数字看不出是次、是人还是百分比。单位写在指标名称的括号里也可以。点按钮即可补上。
    """
    outcome, node = row.result.outcome, row.result.node
    if outcome is None or outcome.completion is None:
        return
    target, actual = outcome.target, outcome.actual
    if not (isinstance(target, Quantity) and isinstance(actual, Quantity)) or (target.unit and actual.unit):
        return
    other = target if target.unit else actual
    unit = f"{SCALES.get(int(other.scale), '')}{other.unit}" if other.unit else _unit_by_name(node.name)
    bare = [key for key, value in (("target", target), ("actual", actual)) if not value.unit]
    edits = tuple(
        (row.where(key), f"{str(getattr(node, key)).strip()}{unit}")
        for key in bare
        if unit and _BARE.fullmatch(str(getattr(node, key)).strip()) and _fits(str(getattr(node, key)), unit)
    )
    fix = Fix(f"补全单位“{unit}”", edits) if edits and len(edits) == len(bare) else None
    which = "和".join(dict(SIDES)[key] for key in bare)
    texts = "、".join(named(str(getattr(node, key))) for key in bare)
    yield Found(row.where(bare[0]), f"{named(node.name)}的{which}{texts}没有单位。", fix=fix, about=both(row))


def _unit_by_name(name: str) -> str:
    bare = _BRACKETED.sub("", name.strip())
    return next((unit for ending, unit in word_lists().unit_by_name if bare.endswith(ending)), "")


def _fits(text: str, unit: str) -> bool:
    """Tell whether a bare number may take the unit: 0.95 under a rate may be 95 % and is not touched."""
    value = parse(text)
    return unit != "%" or not isinstance(value, Quantity) or value.number == 0 or abs(value.number) > 1


@check("targets.full-rate", Level.HINT, source=TARGETS, pace="cell", asks=("target.full-rate",))
def rates_reach_the_whole_at_most(row: Row) -> Iterator[Found]:
    """预期值不必写“≥100%”，再高也高不过 100%。

    这样的比率最多是 100%，写“100%”即可。点按钮改正。
    """
    if asks(row, "target.full-rate"):
        fix = Fix("改为 100%", ((row.where("target"), "100%"),))
        yield Found(row.where("target"), f"{sides(row)}，比率高不过 100%，预期值写“100%”即可。", fix=fix)


@check("targets.bare-rate", Level.EXPLAIN, source=UNITS, pace="cell", asks=("target.bare-rate", "actual.bare-rate"))
def rates_have_their_sign(row: Row) -> Iterator[Found]:
    """比率要写百分号。

    一格写“0.95”、一格写“95%”，看不出前者是 95% 还是 0.95%。请补上百分号，两格一致。
    """
    node = row.result.node
    for attribute, side in SIDES:
        if asks(row, f"{attribute}.bare-rate") and not told(row):
            text = str(getattr(node, attribute)).strip()
            message = f"{named(node.name)}的{side}{named(text)}没有百分号又不超过 1，请写明是比例还是百分数。"
            yield Found(row.where(attribute), message, about=both(row))
