"""The indicators: each has a name, a target and an actual, and these say something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Found, Row, check
from evaldesk.rules.checks.completeness.prompts import prompt_in
from evaldesk.rules.checks.sources import FORM, TARGETS
from evaldesk.rules.checks.wording import named

# `苗木成活率(≥**%)`: the printed name of an indicator may leave its number to the value beside it.
_PRINTED_HOLE = re.compile(r"[（(][^（）()]*[*＊×xX_]+[^（）()]*[)）]")


def _empty(row: Row) -> bool:
    node = row.result.node
    return not (node.name.strip() or node.target.strip() or node.actual.strip())


def _is_scored_by_values(row: Row) -> bool:
    return row.result.method not in ("execution_rate", "judged")


@check("completeness.row-name", Level.ERROR, source=FORM, pace="cell", facts=("name.missing",))
def rows_have_names(row: Row) -> Iterator[Found]:
    """每一行指标都要有名称。

    没有名称的行照样分走权重，却不知道评的是什么。请填写三级指标名称；多余的空行请删去。
    """
    if not row.result.node.name.strip():
        what = "这一行是空的，请填写或删去" if _empty(row) else "这一行没有指标名称"
        weight = row.result.weight_text
        yield Found(row.where("name"), f"“{row.group.node.name}”中{what}；它占着 {weight} 分的权重。", (weight,))


@check("completeness.target", Level.ERROR, source=TARGETS, pace="cell", facts=("target.missing",))
def targets_are_filled(row: Row) -> Iterator[Found]:
    """每项指标都要有预期值。

    没有预期值就无法判断完成程度，也不能得分。请填写年初批复的指标值。
    """
    node = row.result.node
    if not node.target.strip() and not _empty(row) and _is_scored_by_values(row):
        yield Found(row.where("target"), f"{named(node.name)}没有填写预期值，无法判断完成程度。")


@check("completeness.actual", Level.ERROR, source=TARGETS, pace="cell", facts=("actual.missing",))
def actuals_are_filled(row: Row) -> Iterator[Found]:
    """每项指标都要有实现值。

    没有实现值就没有得分的依据。请填写年末的实际结果；没有完成的也照实填写。
    """
    node = row.result.node
    if not node.actual.strip() and not _empty(row) and _is_scored_by_values(row):
        aim = f"预期值是{named(node.target)}，" if node.target.strip() else ""
        yield Found(row.where("actual"), f"{named(node.name)}{aim}没有填写实现值。")


@check(
    "completeness.nothing-said", Level.EXPLAIN, source=TARGETS, pace="cell", asks=("target.nothing", "actual.nothing")
)
def values_say_something(row: Row) -> Iterator[Found]:
    """预期值、实现值写“/”或“无”的，要说明为什么没有。

    两格有一格不说内容，就无从比较，这一行的权重也无法评出分数。请补上实际数值，或删去不适用的指标，或说明原因。
    """
    outcome, node = row.result.outcome, row.result.node
    if outcome is None or not _is_scored_by_values(row):
        return
    for attribute, side, text in (("target", "预期值", node.target), ("actual", "实现值", node.actual)):
        if f"{attribute}.nothing" in outcome.ask:
            yield Found(
                row.where(attribute),
                f"{named(node.name)}的{side}写的是{named(text)}，没有内容可比；这一行占 {row.result.weight_text} 分。",
                (row.result.weight_text,),
                about=(row.where("target"), row.where("actual")),
            )


@check("completeness.judged", Level.HINT, source=FORM, pace="cell", facts=("judged",))
def judged_rows_say_what_was_judged(row: Row) -> Iterator[Found]:
    """由人评定的指标，最好写明评定的依据。

    预期值、实现值和佐证材料都空着，别人看不出分数从何而来；扣了分而没有依据的，需要说明。
    """
    node, result = row.result.node, row.result
    if result.method != "judged" or node.target.strip() or node.actual.strip() or node.evidence:
        return
    lost = result.weight - result.score - result.open
    score = f"自评 {result.score_text} 分（满分 {result.weight_text}）" if result.score_typed else "还没有评分"
    yield Found(
        row.where("target"),
        f"{named(node.name)}{score}，预期值和实现值都空着，也没有佐证材料，看不出评定的依据。",
        (result.score_text, result.weight_text),
        level=Level.EXPLAIN if result.score_typed and lost > 0 else Level.HINT,
        about=(row.where("actual"), row.where("self_score")),
    )


@check("completeness.row-prompt", Level.ERROR, source=FORM, pace="cell", facts=("prompt",))
def row_prompts_are_replaced(row: Row) -> Iterator[Found]:
    """指标表里待填的空位要换成实际内容。

    “××”“请填写”是范本里的空位，留在表上说明这一格没有写完。请填上实际内容。
    """
    node = row.result.node
    for attribute in ("name", "target", "actual", "reason"):
        text = str(getattr(node, attribute))
        if len(text) < 2 or prompt_in(text) is None:
            continue
        shown = _PRINTED_HOLE.sub(lambda hole: "·" * len(hole[0]), text) if attribute == "name" else text
        span = prompt_in(shown)
        if span:
            message = f"{named(node.name)}这一行还留着待填的{named(text[slice(*span)])}，请换成实际内容。"
            yield Found(row.where(attribute), message, span=span)
