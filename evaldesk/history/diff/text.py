"""A comparison in Chinese for people at a terminal: the sum first, then place by place, then the effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evaldesk.history.diff.changes import KIND_NAMES, Change, Diff, Effect, Kind, Piece, RowEffect, Standing

AROUND = 16  # so many characters of an unchanged stretch are shown at its ends
FEW = 3


def as_text(diff: Diff) -> str:
    """Return the whole comparison as lines."""
    if not diff.changes:
        lines = ["内容没有变动。"]
        return "\n".join([*lines, *(_effect(diff.effect) if diff.effect else [])])
    lines = [_sum(diff), ""]
    for change in diff.changes:
        lines.extend(change_lines(change))
    effect = list(_effect(diff.effect)) if diff.effect else []
    return "\n".join([*lines, *(["", *effect] if effect else [])])


def labels_of(changes: Sequence[Change], most: int = FEW) -> str:
    """Return how many changes there are and where the first of them are, for one line."""
    if not changes:
        return "内容没有变动"
    places = list(dict.fromkeys(change.label for change in changes))
    more = " 等" if len(places) > most else ""
    return f"{len(changes)} 处变动：{'、'.join(places[:most])}{more}"


def inline(pieces: Sequence[Piece]) -> str:
    """Return pieces of a long text as one text: what went and what came in brackets, the unchanged shortened."""
    shown = []
    for at, piece in enumerate(pieces):
        if piece.kind == "out":
            shown.append(f"【删：{piece.text}】")
        elif piece.kind == "in":
            shown.append(f"【增：{piece.text}】")
        else:
            shown.append(_shortened(piece.text, at > 0, at < len(pieces) - 1))
    return "".join(shown)


def change_lines(change: Change) -> Iterator[str]:
    """Yield one change as lines: its place, then old and new."""
    kind = "" if change.kind is Kind.CHANGED else f"（{KIND_NAMES[change.kind]}）"
    yield f"{change.label}{kind}"
    if change.pieces:
        yield from _indented(inline(change.pieces))
    elif change.kind in (Kind.ADDED, Kind.REMOVED):
        yield from _indented(change.new or change.old)
    else:
        yield from _indented(f"{change.old or '（空）'} → {change.new or '（空）'}")


def _sum(diff: Diff) -> str:
    named = "，".join(f"{KIND_NAMES[kind]} {count} 处" for kind, count in diff.counts.items())
    return f"共 {len(diff.changes)} 处变动：{named}。"


def _indented(text: str) -> Iterator[str]:
    for line in text.split("\n") if text else ():
        yield f"    {line}"


def _shortened(text: str, before: bool, after: bool) -> str:
    head, tail = text[:AROUND] if before else "", text[-AROUND:] if after else ""
    return text if len(text) <= 2 * AROUND + 2 else f"{head}……{tail}"


def _effect(effect: Effect) -> Iterator[str]:
    one, other = effect.before, effect.after
    if one == other and not effect.rows:
        yield "得分没有变化。"
        return
    yield f"总分 {_arrow(_score(one), _score(other))}"
    if one.suggested != other.suggested:
        yield f"建议总分 {_arrow(one.suggested, other.suggested)}"
    if one.weight != other.weight:
        yield f"权重合计 {_arrow(one.weight, other.weight)}"
    if one.rate != other.rate:
        yield f"支出率 {_arrow(one.rate, other.rate)}"
    yield from _rows(effect.rows)


def _rows(rows: Sequence[RowEffect]) -> Iterator[str]:
    """Yield each row's figures; many rows that changed alike (their shares of a branch shrank) become one line."""
    groups: Counter[str] = Counter(_figures(row) for row in rows)
    told: set[str] = set()
    for row in rows:
        figures = _figures(row)
        if groups[figures] <= FEW:
            yield f"    {row.label}：{figures}"
        elif figures not in told:
            told.add(figures)
            yield f"    {row.label} 等 {groups[figures]} 项：{figures}"


def _figures(row: RowEffect) -> str:
    pairs = (
        ("权重", row.before.weight, row.after.weight),
        ("得分", row.before.score, row.after.score),
        ("建议", row.before.suggested, row.after.suggested),
    )
    return "，".join(f"{name} {_arrow(old, new)}" for name, old, new in pairs if old != new)


def _score(standing: Standing) -> str:
    waiting = f" + 待判断 {standing.open}" if standing.open else ""
    return f"{standing.score}{waiting}（{standing.grade}）" if standing.grade else f"{standing.score}{waiting}"


def _arrow(old: str, new: str) -> str:
    return old if old == new else f"{old or '（无）'} → {new or '（无）'}"
