"""Weights down the tree: what each node of a branch is worth, exactly, and the figure that is shown for it.

Typed weights are taken out first and the rows without one share what is left. In an equally split branch a typed
weight that is the share as rounded counts as that share, so 38 rows of ``1.05`` are 40 and not 39.90.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from evaldesk.model.indicators import Indicator
from evaldesk.model.template.table import Level1, Level2
from evaldesk.rules.figures import (
    NOTHING,
    apportion,
    cents,
    cents_of_each,
    cents_of_text,
    figure,
    from_cents,
    points,
    shown,
)
from evaldesk.rules.pools import Pool, Rows, split_points
from evaldesk.rules.sameness import places_changed, tally

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


def share_branch(branch: Indicator, spec: Level1 | None, plain: bool) -> BranchShares:
    """Return the shares of a level-1 branch under its template's rule; ``plain`` figures need not add up."""
    prescribed = _prescribed(spec)
    rows = [_read_rows(group, prescribed) for group in branch.children]
    group_texts = [_group_weight(group, spec) for group in branch.children]
    own = _own_share(branch, spec)
    totals, pools = split_points(own.exact, group_texts, rows, spec is None or spec.share == "equal")
    groups = _group_shares(branch, own, group_texts, rows, pools, totals, plain)
    shares = []
    for at, group in enumerate(branch.children):
        parent, over = (branch, own) if totals[at] is None else (group, groups[at])
        shares.append(_row_shares(rows[at], pools[at], groups[at], partial(_row_steps, parent.name, over), plain))
    return BranchShares(own, groups, tuple(shares))


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


def _read_rows(group: Indicator, prescribed: Mapping[str, str]) -> Rows:
    """Return the rows' typed weights; those that the template prescribes for fixed indicators stand in for blanks."""
    typed = texts = tuple([row.weight for row in group.children])
    if prescribed:
        pairs = zip(group.children, typed, strict=True)
        texts = tuple([text or prescribed.get(row.name.strip(), "") for row, text in pairs])
    return Rows(typed, texts, tally(texts))


def _group_weight(group: Indicator, spec: Level1 | None) -> str:
    if group.weight or spec is None:
        return group.weight
    prescribed: Level2 | None = next((item for item in spec.level2 if item.name == group.name.strip()), None)
    return prescribed.weight if prescribed else ""


def _group_shares(
    branch: Indicator,
    own: Share,
    group_texts: Sequence[str],
    rows: Sequence[Rows],
    pools: Sequence[Pool],
    totals: Sequence[Fraction | None],
    plain: bool,
) -> tuple[Share, ...]:
    exact = [pool.total(of) if total is None else total for total, pool, of in zip(totals, pools, rows, strict=True)]
    hundredths = _hundredths(cents(own.exact), exact, group_texts, tally(group_texts), plain)
    shares = []
    for at, group in enumerate(branch.children):
        typed = group.weight.strip()
        count = None if totals[at] is not None else len(rows[at].texts)
        say = partial(_group_steps, own, group, exact[at], count)
        shares.append(Share(exact[at], typed or from_cents(hundredths[at]), bool(typed), say))
    return tuple(shares)


def _group_steps(above: Share, group: Indicator, exact: Fraction, count: int | None) -> Steps:
    """Return the trail of a group's weight; ``count`` says of how many rows it is the sum, if it is."""
    if count is not None:
        return (*above.steps, f"二级指标“{group.name}”权重为其 {count} 项指标之和 {shown(exact)}")
    source = "填写" if group.weight.strip() else "模板规定"
    return (*above.steps, f"二级指标“{group.name}”权重 {shown(exact)}（{source}）")


def _row_shares(
    rows: Rows, pool: Pool, above: Share, say: Callable[[str, str, Pool], Steps], plain: bool
) -> tuple[Share, ...]:
    """Return the shares of a group's rows.

    Rows of one weight and one figure hold the same share, so what rests on it is made once for all of them.
    """
    total = points(above.text) if above.text else above.exact
    exact = [pool.weights[text] for text in rows.texts]
    hundredths = _hundredths(cents(above.exact if total is None else total), exact, rows.texts, rows.counts, plain)
    made: dict[tuple[str, str, int], Share] = {}
    shares = []
    for key in zip(rows.typed, rows.texts, hundredths, strict=True):
        share = made.get(key)
        if share is None:
            typed, text, part = key
            own = typed.strip()
            share = Share(pool.weights[text], own or from_cents(part), bool(own), partial(say, typed, text, pool))
            made[key] = share
        shares.append(share)
    return tuple(shares)


def _row_steps(parent: str, above: Share, typed: str, text: str, pool: Pool) -> Steps:
    """Return the trail of a row's weight: as typed or prescribed, or its part of what ``parent`` has to share."""
    if pool.weights[text] is not pool.share:
        source = "填写" if typed else "模板规定"
        return (*above.steps, f"权重 {shown(points(text) or NOTHING)}（{source}）")
    split = f"{shown(pool.share * pool.count)} ÷ {pool.count} = {shown(pool.share)}"
    step = f"“{parent}”由 {pool.count} 项平均分配：{split}"
    return (*above.steps, f"{step}（填写的 {typed.strip()} 即此数的约数）" if points(typed) is not None else step)


def _hundredths(
    total: int, exact: Sequence[Fraction], texts: Sequence[str], counts: Mapping[str, int], plain: bool
) -> Sequence[int]:
    """Return ``exact`` in hundredths; those not typed are apportioned so that all add up to ``total`` hundredths.

    ``counts`` says how often each of the texts stands there.
    """
    typed = {text: value for text in counts if (value := cents_of_text(text)) is not None}
    free = exact if not typed else [value for value, text in zip(exact, texts, strict=True) if text not in typed]
    parts = None
    if free and not plain:
        parts = apportion(total - sum([value * counts[text] for text, value in typed.items()]), free)
    if parts is None:
        return cents_of_each(exact)
    if not typed:
        return parts
    following = iter(parts)
    return [cents(value) if text in typed else next(following) for value, text in zip(exact, texts, strict=True)]
