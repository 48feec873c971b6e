"""Weights down the tree: what each node of a branch is worth, exactly, and the figure that is shown for it.

Typed weights are taken out first and the rows without one share what is left. In an equally split branch a typed
weight that is the share as rounded counts as that share, so 38 rows of ``1.05`` are 40 and not 39.90.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Level1, Level2
from evaldesk.rules.figures import apportion, cents, exact_sum, figure, from_cents, is_rounding_of, points, shown


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """Hold the weight of one node: exact points, the figure to show, whether it was typed, and the trail."""

    exact: Fraction
    text: str
    typed: bool
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BranchShares:
    """Hold the shares of a level-1 node, its level-2 nodes and, for each of these, of its indicators.

    ``key`` holds every text that the shares rest on: the same key gives the same shares.
    """

    key: tuple[object, ...]
    own: Share
    groups: tuple[Share, ...]
    rows: tuple[tuple[Share, ...], ...]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Hold how points were split over rows: the exact weights, which rows share, and how ``count`` rows share them.

    The rows of a group may share with those of its sister groups, so ``count`` is the whole pool's.
    """

    exact: tuple[Fraction, ...]
    shared: frozenset[int]
    share: Fraction
    count: int


def share_branch(branch: Indicator, spec: Level1 | None, plain: bool, earlier: BranchShares | None) -> BranchShares:
    """Return the shares of a level-1 branch under its template's rule; ``plain`` figures need not add up.

    ``earlier`` shares are returned again where no text that they rest on has changed.
    """
    prescribed = {fixed.name: fixed.weight for group in spec.level2 for fixed in group.fixed} if spec else {}
    texts = tuple(_row_weights(group, prescribed) for group in branch.children)
    group_texts = tuple(_group_weight(group, spec) for group in branch.children)
    key = (spec, plain, branch.name, branch.weight, group_texts, texts)
    if earlier is not None and earlier.key == key:
        return earlier
    own = _own_share(branch, spec)
    equal = spec is None or spec.share == "equal"
    totals = _fixed_groups(own.exact, group_texts, texts, equal)
    pools = _split(own.exact, totals, texts, equal)
    groups = _group_shares(branch, own, group_texts, pools, totals, plain)
    rows = tuple(
        _row_shares(branch, group, texts[at], pools[at], totals[at] is not None, groups[at], plain)
        for at, group in enumerate(branch.children)
    )
    return BranchShares(key, own, groups, rows)


def _own_share(branch: Indicator, spec: Level1 | None) -> Share:
    text = branch.weight.strip()
    typed = points(text)
    if typed is not None:
        return Share(typed, text, True, (f"一级指标“{branch.name}”权重 {text}（填写）",))
    if text:
        return Share(Fraction(0), text, True, (f"一级指标“{branch.name}”的权重“{text}”不是数字，按 0 计",))
    exact = points(spec.weight) if spec else None
    if exact is None:
        return Share(Fraction(0), "", False, (f"一级指标“{branch.name}”没有填写权重，按 0 计",))
    return Share(exact, figure(exact), False, (f"一级指标“{branch.name}”权重 {shown(exact)}（模板规定）",))


def _row_weights(group: Indicator, prescribed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the rows' typed weights, else those that the template prescribes for fixed indicators, else ''."""
    if not prescribed:
        return tuple([row.weight for row in group.children])
    return tuple(row.weight or prescribed.get(row.name.strip(), "") for row in group.children)


def _group_weight(group: Indicator, spec: Level1 | None) -> str:
    if group.weight or spec is None:
        return group.weight
    prescribed: Level2 | None = next((item for item in spec.level2 if item.name == group.name.strip()), None)
    return prescribed.weight if prescribed else ""


def _fixed_groups(
    total: Fraction, group_texts: Sequence[str], texts: Sequence[Sequence[str]], equal: bool
) -> list[Fraction | None]:
    """Return, for each level-2 group, its own total where its weight was typed and is not just the sum of its rows."""
    totals: list[Fraction | None] = [None] * len(texts)
    while True:
        pools = _split(total, totals, texts, equal)
        for at, text in enumerate(group_texts):
            typed = points(text)
            if typed is None or totals[at] is not None:
                continue
            rows = exact_sum(pools[at].exact)
            if not (texts[at] and (typed == rows or (equal and is_rounding_of(text, rows)))):
                totals[at] = typed
                break
        else:
            return totals


def _split(
    total: Fraction, totals: Sequence[Fraction | None], texts: Sequence[Sequence[str]], equal: bool
) -> list[_Pool]:
    """Return each group's pool: groups with a total of their own alone, all others out of what is left together."""
    common = [at for at, own in enumerate(totals) if own is None]
    left = total - sum((own for own in totals if own is not None), Fraction(0))
    together = _pool(left, [text for at in common for text in texts[at]], equal)
    pools: list[_Pool] = []
    start = 0
    for at, own in enumerate(totals):
        if own is not None:
            pools.append(_pool(own, texts[at], equal))
            continue
        end = start + len(texts[at])
        shared = frozenset(row - start for row in together.shared if start <= row < end)
        pools.append(_Pool(together.exact[start:end], shared, together.share, together.count))
        start = end
    return pools


def _pool(total: Fraction, texts: Sequence[str], equal: bool) -> _Pool:
    counts = Counter(texts)
    read = {text: points(text) for text in counts}
    for sharing in _candidates(total, counts, read, equal):
        taken = sum(
            (value * counts[text] for text, value in read.items() if value and text not in sharing), Fraction(0)
        )
        count = sum(counts[text] for text, value in read.items() if value is None or text in sharing)
        share = max((total - taken) / count, Fraction(0)) if count else Fraction(0)
        if all(is_rounding_of(text, share) for text in sharing):
            break
    weights = {text: share if value is None or text in sharing else value for text, value in read.items()}
    exact = tuple([weights[text] for text in texts])
    return _Pool(exact, frozenset(at for at, value in enumerate(exact) if value is share), share, count)


def _candidates(
    total: Fraction, counts: Counter[str], read: Mapping[str, Fraction | None], equal: bool
) -> list[set[str]]:
    """Return which typed texts may stand for the common share, the likeliest first; none of them at last."""
    typed = Counter({text: count for text, count in counts.items() if read[text] is not None})
    if not equal or not typed:
        return [set()]
    as_rounded = {text for text in typed if is_rounding_of(text, total / counts.total())}
    return [*([as_rounded] if as_rounded else []), {typed.most_common(1)[0][0]}, set()]


def _group_shares(
    branch: Indicator,
    own: Share,
    group_texts: Sequence[str],
    pools: Sequence[_Pool],
    totals: Sequence[Fraction | None],
    plain: bool,
) -> tuple[Share, ...]:
    exact = [exact_sum(pool.exact) if own is None else own for own, pool in zip(totals, pools, strict=True)]
    texts = _figures(cents(own.exact), exact, [points(text) for text in group_texts], plain)
    shares = []
    for at, group in enumerate(branch.children):
        typed = bool(group.weight.strip())
        count = len(pools[at].exact)
        if totals[at] is not None:
            step = f"二级指标“{group.name}”权重 {shown(exact[at])}（{'填写' if typed else '模板规定'}）"
        else:
            step = f"二级指标“{group.name}”权重为其 {count} 项指标之和 {shown(exact[at])}"
        shares.append(Share(exact[at], group.weight.strip() if typed else texts[at], typed, (*own.steps, step)))
    return tuple(shares)


def _row_shares(
    branch: Indicator, group: Indicator, texts: Sequence[str], pool: _Pool, alone: bool, above: Share, plain: bool
) -> tuple[Share, ...]:
    total = points(above.text) if above.text else above.exact
    typed_points = [points(text) for text in texts]
    figures = _figures(cents(above.exact if total is None else total), pool.exact, typed_points, plain)
    made: dict[tuple[str, str, bool], Share] = {}
    rows = []
    for at, row in enumerate(group.children):
        key = (row.weight, figures[at], at in pool.shared)
        if key not in made:
            base = above.steps if alone else above.steps[:-1]
            step = _row_step(branch if not alone else group, row, texts[at], pool, at in pool.shared)
            typed = bool(row.weight.strip())
            made[key] = Share(pool.exact[at], row.weight.strip() if typed else figures[at], typed, (*base, step))
        rows.append(made[key])
    return tuple(rows)


def _row_step(parent: Indicator, row: Indicator, text: str, pool: _Pool, shared: bool) -> str:
    if not shared:
        return f"权重 {shown(points(text) or Fraction(0))}（{'填写' if row.weight else '模板规定'}）"
    points_shared = shown(pool.share * pool.count)
    step = f"“{parent.name}”由 {pool.count} 项平均分配：{points_shared} ÷ {pool.count} = {shown(pool.share)}"
    return f"{step}（填写的 {row.weight.strip()} 即此数的约数）" if points(row.weight) is not None else step


def _figures(total: int, exact: Sequence[Fraction], typed: Sequence[Fraction | None], plain: bool) -> list[str]:
    """Return figures for ``exact``; those not typed are apportioned so that all add up to ``total`` hundredths."""
    if not plain:
        free = [at for at, value in enumerate(typed) if value is None]
        left = total - sum(cents(value) for value in typed if value is not None)
        parts = apportion(left, [exact[at] for at in free]) if free else None
        if parts is not None:
            by_place = dict(zip(free, parts, strict=True))
            return [from_cents(by_place[at]) if at in by_place else figure(value) for at, value in enumerate(exact)]
    return [figure(value) for value in exact]
