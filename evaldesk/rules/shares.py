"""Weights down the tree: what each node of a branch is worth, exactly, and the figure that is shown for it.

Typed weights are taken out first and the rows without one share what is left. In an equally split branch a typed
weight that is the share as rounded counts as that share, so 38 rows of ``1.05`` are 40 and not 39.90.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Level1, Level2
from evaldesk.rules.figures import apportion, cents, exact_sum, figure, from_cents, is_rounding_of, points, shown
from evaldesk.rules.sameness import places_changed

NOTHING = Fraction(0)
Steps = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Share:
    """Hold the weight of one node: exact points, the figure to show, whether it was typed, and what words its trail.

    Nobody writes to it. The trail is worded when someone asks: a form has hundreds of weights and shows the words of
    one.
    """

    exact: Fraction
    text: str
    typed: bool
    say: Callable[[], Steps]

    @property
    def steps(self) -> Steps:
        """Return how the weight came about, step by step."""
        return self.say()


@dataclass(frozen=True, slots=True, eq=False)
class BranchShares:
    """Hold the shares of a level-1 node, its level-2 nodes and, for each of these, of its indicators."""

    own: Share
    groups: tuple[Share, ...]
    rows: tuple[tuple[Share, ...], ...]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Hold how points were split over rows: the exact weights, and how ``count`` rows share them.

    Rows that share hold ``share`` itself as their weight. The rows of a group may share with those of its sister
    groups, so ``count`` is the whole pool's.
    """

    exact: tuple[Fraction, ...]
    share: Fraction
    count: int


def share_branch(branch: Indicator, spec: Level1 | None, plain: bool) -> BranchShares:
    """Return the shares of a level-1 branch under its template's rule; ``plain`` figures need not add up."""
    prescribed = _prescribed(spec)
    typed = [tuple([row.weight for row in group.children]) for group in branch.children]
    texts = [
        _row_weights(group, own, prescribed) if prescribed else own
        for group, own in zip(branch.children, typed, strict=True)
    ]
    group_texts = [_group_weight(group, spec) for group in branch.children]
    own = _own_share(branch, spec)
    totals, pools = _pools(own.exact, group_texts, texts, spec is None or spec.share == "equal")
    groups = _group_shares(branch, own, group_texts, pools, totals, plain)
    rows = []
    for at, group in enumerate(branch.children):
        parent, over = (branch, own) if totals[at] is None else (group, groups[at])
        rows.append(
            _row_shares(typed[at], texts[at], pools[at], groups[at], partial(_row_steps, parent.name, over), plain)
        )
    return BranchShares(own, groups, tuple(rows))


def same_weights(old: Indicator, new: Indicator, spec: Level1 | None) -> bool:
    """Tell whether the shares of a branch hold for its later value: no text that they or their trails rest on differs.

    Only nodes that are other objects are looked at, so that a key in one of thousands of rows costs one look.
    """
    if not _same_node(old, new):
        return False
    prescribed = _prescribed(spec)
    for before, group in zip(old.children, new.children, strict=True):
        if before is group:
            continue
        if not _same_node(before, group):
            return False
        for at in places_changed(before.children, group.children):
            row_before, row = before.children[at], group.children[at]
            if row_before.weight != row.weight or (prescribed and row_before.name.strip() != row.name.strip()):
                return False
    return True


def _same_node(old: Indicator, new: Indicator) -> bool:
    return (old.name, old.weight, len(old.children)) == (new.name, new.weight, len(new.children))


def _prescribed(spec: Level1 | None) -> Mapping[str, str]:
    """Return the weights that the template prescribes for fixed indicators, by their names."""
    return {fixed.name: fixed.weight for group in spec.level2 for fixed in group.fixed} if spec else {}


def _own_share(branch: Indicator, spec: Level1 | None) -> Share:
    text = branch.weight.strip()
    typed = points(text)
    name = branch.name
    if typed is not None:
        return Share(typed, text, True, lambda: (f"一级指标“{name}”权重 {text}（填写）",))
    if text:
        return Share(NOTHING, text, True, lambda: (f"一级指标“{name}”的权重“{text}”不是数字，按 0 计",))
    exact = points(spec.weight) if spec else None
    if exact is None:
        return Share(NOTHING, "", False, lambda: (f"一级指标“{name}”没有填写权重，按 0 计",))
    return Share(exact, figure(exact), False, lambda: (f"一级指标“{name}”权重 {shown(exact)}（模板规定）",))


def _row_weights(group: Indicator, typed: Sequence[str], prescribed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the rows' typed weights, else those that the template prescribes for fixed indicators, else ''."""
    pairs = zip(group.children, typed, strict=True)
    return tuple([text or prescribed.get(row.name.strip(), "") for row, text in pairs])


def _group_weight(group: Indicator, spec: Level1 | None) -> str:
    if group.weight or spec is None:
        return group.weight
    prescribed: Level2 | None = next((item for item in spec.level2 if item.name == group.name.strip()), None)
    return prescribed.weight if prescribed else ""


def _pools(
    total: Fraction, group_texts: Sequence[str], texts: Sequence[Sequence[str]], equal: bool
) -> tuple[list[Fraction | None], list[_Pool]]:
    """Return how the points of a branch are split, group by group.

    The first list holds the own total of each group whose weight was typed and is not just the sum of its rows.
    """
    totals: list[Fraction | None] = [None] * len(texts)
    while True:
        pools = _split(total, totals, texts, equal)
        for at, text in enumerate(group_texts):
            typed = points(text) if text and totals[at] is None else None
            if typed is None:
                continue
            rows = exact_sum(pools[at].exact)
            if not (texts[at] and (typed == rows or (equal and is_rounding_of(text, rows)))):
                totals[at] = typed
                break
        else:
            return totals, pools


def _split(
    total: Fraction, totals: Sequence[Fraction | None], texts: Sequence[Sequence[str]], equal: bool
) -> list[_Pool]:
    """Return each group's pool: groups with a total of their own alone, all others out of what is left together."""
    left = total - sum((own for own in totals if own is not None), NOTHING)
    together = _pool(
        left, [text for own, group in zip(totals, texts, strict=True) if own is None for text in group], equal
    )
    pools: list[_Pool] = []
    start = 0
    for own, group in zip(totals, texts, strict=True):
        if own is not None:
            pools.append(_pool(own, group, equal))
            continue
        end = start + len(group)
        pools.append(_Pool(together.exact[start:end], together.share, together.count))
        start = end
    return pools


def _pool(total: Fraction, texts: Sequence[str], equal: bool) -> _Pool:
    counts = Counter(texts)
    read = {text: points(text) for text in counts}
    for sharing in _candidates(total, counts, read, equal):
        taken = sum([value * counts[text] for text, value in read.items() if value and text not in sharing], NOTHING)
        count = sum([counts[text] for text, value in read.items() if value is None or text in sharing])
        share = max((total - taken) / count, NOTHING) if count else Fraction(0)
        if all(is_rounding_of(text, share) for text in sharing):
            break
    weights = {text: share if value is None or text in sharing else value for text, value in read.items()}
    return _Pool(tuple([weights[text] for text in texts]), share, count)


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
    exact = [exact_sum(pool.exact) if total is None else total for total, pool in zip(totals, pools, strict=True)]
    texts = _figures(cents(own.exact), exact, group_texts, plain)
    shares = []
    for at, group in enumerate(branch.children):
        typed = group.weight.strip()
        count = None if totals[at] is not None else len(pools[at].exact)
        say = partial(_group_steps, own, group, exact[at], count)
        shares.append(Share(exact[at], typed or texts[at], bool(typed), say))
    return tuple(shares)


def _group_steps(above: Share, group: Indicator, exact: Fraction, count: int | None) -> Steps:
    """Return the trail of a group's weight; ``count`` says of how many rows it is the sum, if it is."""
    if count is not None:
        return (*above.steps, f"二级指标“{group.name}”权重为其 {count} 项指标之和 {shown(exact)}")
    source = "填写" if group.weight.strip() else "模板规定"
    return (*above.steps, f"二级指标“{group.name}”权重 {shown(exact)}（{source}）")


def _row_shares(
    typed: Sequence[str],
    texts: Sequence[str],
    pool: _Pool,
    above: Share,
    say: Callable[[str, str, _Pool, bool], Steps],
    plain: bool,
) -> tuple[Share, ...]:
    """Return the shares of a group's rows from the ``typed`` weights and the ``texts`` that count in their place.

    Rows of one weight and one figure hold the same share, so what rests on it is made once for all of them.
    """
    total = points(above.text) if above.text else above.exact
    figures = _figures(cents(above.exact if total is None else total), pool.exact, texts, plain)
    made: dict[tuple[str, str, str], Share] = {}
    rows = []
    for key, exact in zip(zip(typed, texts, figures, strict=True), pool.exact, strict=True):
        share = made.get(key)
        if share is None:
            own, text, figure_shown = key
            words = partial(say, own, text, pool, exact is pool.share)
            share = made[key] = Share(exact, own.strip() or figure_shown, bool(own.strip()), words)
        rows.append(share)
    return tuple(rows)


def _row_steps(parent: str, above: Share, typed: str, text: str, pool: _Pool, shared: bool) -> Steps:
    """Return the trail of a row's weight: as typed or prescribed, or its part of what ``parent`` has to share."""
    if not shared:
        source = "填写" if typed else "模板规定"
        return (*above.steps, f"权重 {shown(points(text) or NOTHING)}（{source}）")
    split = f"{shown(pool.share * pool.count)} ÷ {pool.count} = {shown(pool.share)}"
    step = f"“{parent}”由 {pool.count} 项平均分配：{split}"
    return (*above.steps, f"{step}（填写的 {typed.strip()} 即此数的约数）" if points(typed) is not None else step)


def _figures(total: int, exact: Sequence[Fraction], texts: Sequence[str], plain: bool) -> list[str]:
    """Return figures for ``exact``; those not typed are apportioned so that all add up to ``total`` hundredths."""
    parts: Sequence[int] | None = None
    if not plain:
        counts = Counter(texts)
        read = {text: points(text) for text in counts}
        free = [at for at, text in enumerate(texts) if read[text] is None]
        left = total - sum([cents(value) * counts[text] for text, value in read.items() if value is not None])
        parts = apportion(left, [exact[at] for at in free]) if free else None
    distinct = dict(zip(map(id, exact), exact, strict=True))
    figures = {key: figure(value) for key, value in distinct.items()}
    texts_shown = [figures[id(value)] for value in exact]
    if parts is not None:
        said = {part: from_cents(part) for part in set(parts)}
        for at, part in zip(free, parts, strict=True):
            texts_shown[at] = said[part]
    return texts_shown
