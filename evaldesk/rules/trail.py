"""The trail: how a score came about, in sentences with the numbers put in. Made when someone asks, not at every key."""

from __future__ import annotations

from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import figure, percent, points, shown


def trail(result: NodeResult) -> tuple[str, ...]:
    """Return how the weight and the score of a node came about, step by step."""
    steps = _branch_steps(result) if result.outcome is None and not result.method else _row_steps(result)
    return (*result.share.steps, *steps)


def _branch_steps(result: NodeResult) -> tuple[str, ...]:
    typed = result.node.self_score.strip()
    if typed and not result.rows_typed:
        return (f"填写的自评分数为 {typed}，下级各项建议分数之和为 {shown(result.suggested)}",)
    step = f"得分为下级 {len(result.children)} 项之和 {shown(result.score)}"
    return (step, f"填写的自评分数 {typed} 只作核对，下级各项已有分数") if typed else (step,)


def _row_steps(result: NodeResult) -> tuple[str, ...]:
    steps = [*_reading(result)]
    if result.by_person:
        steps.append(_judged(result))
    if result.completion is not None:
        product = f"{shown(result.weight)} × {percent(result.completion)} = {shown(result.suggested)}"
        steps.append(f"建议分数 = {product}")
    typed = result.node.self_score.strip()
    if typed and points(typed) is None:
        steps.append(f"填写的自评分数“{typed}”不是数字，按建议分数计")
    elif typed and result.score != result.suggested:
        steps.append(f"填写的自评分数为 {typed}，建议分数为 {figure(result.suggested)}")
    return tuple(steps)


def _reading(result: NodeResult) -> tuple[str, ...]:
    if result.outcome is not None:
        return result.outcome.steps
    if result.execution is not None:
        return result.execution.steps
    return ("本模板没有资金栏目，请自行填写得分",)


def _judged(result: NodeResult) -> str:
    typed = result.node.completion.strip()
    if typed and points(typed) is not None:
        return f"填报人判断完成比例为 {typed}"
    if result.completion is not None:
        score = result.node.self_score.strip()
        return f"需要人工判断，按填写的自评分数 {score} 计，完成比例 {percent(result.completion)}"
    return "需要人工判断：请填写完成比例，或直接填写自评分数；在此之前按 0 分计"
