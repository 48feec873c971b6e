"""The score of one row: a number, within its weight, and no more than its values earn."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Fix, Level
from evaldesk.rules.case import Found, Row, check
from evaldesk.rules.checks.sources import CRITERION, FORM
from evaldesk.rules.checks.wording import gives_reason, named
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import figure, is_rounding_of, percent, points
from evaldesk.values import Blank, NotApplicable

TENTH = Fraction(1, 10)


def is_as_suggested(result: NodeResult) -> bool:
    """Tell whether a typed score is the suggestion as one rounds it, to two decimals or to one."""
    text = result.node.self_score
    typed = points(text)
    if typed is None or is_rounding_of(text, result.suggested):
        return True
    return (typed / TENTH).denominator == 1 and typed.denominator != 1 and abs(typed - result.suggested) <= TENTH / 2


@check("scores.number", Level.ERROR, source=FORM, pace="row", facts=("score.typed",))
def scores_are_numbers(row: Row) -> Iterator[Found]:
    """自评分数写一个数。

    “满分”“全部得分”不能相加。请写数字；清空则按建议分计。
    """
    text = row.result.node.self_score.strip()
    if text and points(text) is None:
        yield Found(row.where("self_score"), f"{named(row.result.node.name)}的自评分数{named(text)}不是数字。")


@check("scores.above-weight", Level.ERROR, source=CRITERION, pace="row", facts=("score.typed",))
def scores_stay_within_the_weight(row: Row) -> Iterator[Found]:
    """自评分数不超过权重，也不小于 0。

    超额完成也最多得满分，不加分。请改为不超过权重的数。
    """
    result = row.result
    if not result.score_typed:
        return
    typed = points(result.node.self_score)
    most = points(result.weight_text)
    if typed is None or is_rounding_of(result.node.self_score, result.weight):
        return
    top = result.weight if most is None else max(most, result.weight)
    name, text = named(result.node.name), result.node.self_score.strip()
    if typed > top:
        off = figure(typed - top)
        fix = Fix(f"改为 {result.weight_text}", ((row.where("self_score"), result.weight_text),))
        message = f"{name}自评 {text} 分，超过权重 {result.weight_text} 分，多 {off} 分。"
        yield Found(
            row.where("self_score"), message, (text, result.weight_text, off), fix=fix, about=(row.where("weight"),)
        )
    elif typed < 0:
        yield Found(row.where("self_score"), f"{name}自评 {text} 分，分数不会小于 0。", (text, "0"))


@check("scores.open", Level.ERROR, source=CRITERION, pace="row", facts=("open",))
def every_row_is_judged(row: Row) -> Iterator[Found]:
    """需要由人判断的指标，要判断并评分。

    文字类指标或由人评定的指标，程序不能代为评分；空着就按 0 分计。请选择完成程度，或填写自评分数。
    """
    result, node = row.result, row.result.node
    if not result.open or result.method == "execution_rate":
        return
    outcome = result.outcome
    if result.method != "judged" and outcome is not None:
        silent = isinstance(outcome.target, Blank | NotApplicable) or isinstance(outcome.actual, Blank | NotApplicable)
        if silent:
            return
    damaged = outcome is not None and any(code.endswith(("damaged", "impossible-rate")) for code in outcome.ask)
    cause = row.where("actual") if damaged or (outcome is not None and "type.differs" in outcome.ask) else ""
    message = f"{named(node.name)}要由人判断完成程度，还没有评分，{result.weight_text} 分暂按 0 计。"
    about = (row.where("completion"), row.where("target"), row.where("actual"))
    yield Found(row.where("self_score"), message, (result.weight_text,), about=about, cause=cause)


@check("scores.execution", Level.EXPLAIN, source=CRITERION, pace="row", facts=("score.typed",))
def execution_scores_follow_the_rate(row: Row) -> Iterator[Found]:
    """资金支出率的得分 = 支出 ÷ 预算 × 权重，评得更高的要说明理由。

    评分标准允许因工作进度、垫资、支付手续等情况适当调整，但要在原因栏写明。没有理由的，按公式计算的数填写。
    """
    result, money = row.result, row.result.execution
    if result.method != "execution_rate" or money is None or money.rate is None or not result.score_typed:
        return
    if result.score <= result.suggested or is_as_suggested(result) or gives_reason(result.node.reason):
        return
    text, suggested = result.node.self_score.strip(), figure(result.suggested)
    off = figure(result.score - result.suggested)
    message = (
        f"{named(result.node.name)}自评 {text} 分，"
        f"按支出率 {money.rate_text}（÷ {money.base_label}）计算是 {suggested} 分，多 {off} 分而没有说明理由"
    )
    if money.spent is not None and money.planned and money.allocated and money.planned != money.allocated:
        other = money.allocated if money.base == "planned" else money.planned
        what = "实际分配下达" if money.base == "planned" else "预算计划安排"
        rate = money.spent / other
        message += f"；若除以{what}是 {percent(rate)}、{figure(min(rate, Fraction(1)) * result.weight)} 分"
    fix = Fix(f"改为 {suggested}", ((row.where("self_score"), suggested),))
    numbers = (text, suggested, money.rate_text)
    yield Found(row.where("self_score"), f"{message}。", numbers, fix=fix, about=(row.where("reason"),))


@check("scores.above-suggestion", Level.EXPLAIN, source=CRITERION, pace="row", facts=("score.typed",))
def scores_do_not_exceed_the_suggestion(row: Row) -> Iterator[Found]:
    """自评分数高于按实现值算出的分数，要说明理由。

    没有完成预期值的，按完成比例得分。评得更高的，请在原因栏写明，或改为建议分。
    """
    result = row.result
    if not result.score_typed or result.method == "execution_rate" or result.outcome is None or result.by_person:
        return
    if result.score <= result.suggested or is_as_suggested(result) or gives_reason(result.node.reason):
        return
    text, suggested, node = result.node.self_score.strip(), figure(result.suggested), result.node
    off = figure(result.score - result.suggested)
    message = (
        f"{named(node.name)}预期值{named(node.target)}、实现值{named(node.actual)}，完成 {result.completion_text}，"
        f"应得 {suggested} 分，自评 {text} 分，多 {off} 分而没有说明理由。"
    )
    fix = Fix(f"改为 {suggested}", ((row.where("self_score"), suggested),))
    about = (row.where("target"), row.where("actual"), row.where("reason"))
    yield Found(row.where("self_score"), message, (suggested, text, off), fix=fix, about=about)


@check("scores.completion", Level.ERROR, source=CRITERION, pace="row", facts=("completion.typed",))
def completions_are_fractions(row: Row) -> Iterator[Found]:
    """完成比例写 0 到 100% 的百分数。

    “85%”“85”都可以；不超过 1 的数会按比例理解（0.9 即 90%），请确认。
    """
    text, name = row.result.node.completion.strip(), named(row.result.node.name)
    if not text:
        return
    value = points(text)
    where = row.where("completion")
    if value is None or value < 0 or value > 100:
        yield Found(where, f"{name}的完成比例{named(text)}不是 0 到 100% 之间的数。", (text,))
    elif 0 < value <= 1 and "%" not in text and "％" not in text:
        fix = Fix(f"改为 {percent(value)}", ((where, percent(value)),))
        message = f"{name}的完成比例“{text}”按 {percent(value)} 计，请确认不是 {text}%。"
        yield Found(where, message, (text, percent(value)), level=Level.HINT, fix=fix)


@check("scores.format", Level.HINT, source=FORM, pace="row", facts=("score.typed",))
def scores_are_written_like_weights(row: Row) -> Iterator[Found]:
    """权重和分数的小数写法要一致。

    权重写 12.00、得分写 12，同一个数两种写法。点按钮统一。
    """
    node = row.result.node
    weight, score = node.weight.strip(), node.self_score.strip()
    if weight == score or not weight or not score or "." not in weight + score:
        return
    if points(weight) == points(score) is not None:
        short = min(weight, score, key=len) if "." not in min(weight, score, key=len) else max(weight, score, key=len)
        edits = ((row.where("weight"), short), (row.where("self_score"), short))
        message = f"{named(node.name)}的权重写 {weight}、得分写 {score}，是同一个数，写法请一致。"
        yield Found(row.where("self_score"), message, (weight, score), fix=Fix(f"都写 {short}", edits))
