"""A comparison of two forms as a page to read: the effect on the score first, then place by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from evaldesk.history.diff.changes import KIND_NAMES, Change, Diff, Effect, Kind, Piece, RowEffect
from evaldesk.ui.palette import Tones

SHOWN_ROWS = 60
AROUND = 24  # so many characters of an unchanged stretch are shown at its ends
NOTHING = "内容没有变动。"


def comparison_page(diff: Diff, on: Tones) -> str:
    """Return the whole comparison as HTML in these colours."""
    if not diff.changes:
        return f"<p>{NOTHING}</p>"
    parts = [f"<p style='color:{on.faint}'>{escape(sum_of(diff))}</p>"]
    if diff.effect:
        parts += _effect(diff.effect, on)
    parts += ["<h3>改动内容</h3>", *(change_part(change, on) for change in diff.changes)]
    return "".join(parts)


def sum_of(diff: Diff) -> str:
    """Return how many changes there are of each kind."""
    named = "，".join(f"{KIND_NAMES[kind]} {count} 处" for kind, count in diff.counts.items())
    return f"共 {len(diff.changes)} 处变动：{named}。"


def changes_part(changes: Sequence[Change], on: Tones) -> str:
    """Return changes that nobody has scored, one under the other."""
    return "".join(change_part(change, on) for change in changes) or f"<p>{NOTHING}</p>"


def change_part(change: Change, on: Tones) -> str:
    """Return one change: its place, then the old and the new text, what went struck out and what came underlined."""
    kind = (
        "" if change.kind is Kind.CHANGED else f" <span style='color:{on.faint}'>（{KIND_NAMES[change.kind]}）</span>"
    )
    if change.pieces:
        said = "".join(_piece(piece, at, len(change.pieces), on) for at, piece in enumerate(change.pieces))
    elif change.kind in (Kind.ADDED, Kind.REMOVED):
        said = _in(change.new, on) if change.kind is Kind.ADDED else _out(change.old, on)
    else:
        said = f"{_out(change.old, on)} → {_in(change.new, on)}"
    return f"<p style='line-height:140%'><b>{escape(change.label)}</b>{kind}<br>{said}</p>"


def _piece(piece: Piece, at: int, count: int, on: Tones) -> str:
    if piece.kind == "out":
        return _out(piece.text, on)
    if piece.kind == "in":
        return _in(piece.text, on)
    text = piece.text
    head, tail = text[:AROUND] if at else "", text[-AROUND:] if at < count - 1 else ""
    return _lines(text if len(text) <= 2 * AROUND + 2 else f"{head}……{tail}")


def _out(text: str, on: Tones) -> str:
    return (
        f"<s style='color:{on.error}'>{_lines(text)}</s>" if text else f"<span style='color:{on.faint}'>（空）</span>"
    )


def _in(text: str, on: Tones) -> str:
    return f"<u style='color:{on.met}'>{_lines(text)}</u>" if text else f"<span style='color:{on.faint}'>（空）</span>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _effect(effect: Effect, on: Tones) -> Iterator[str]:
    one, other = effect.before, effect.after
    if one == other and not effect.rows:
        yield f"<p style='color:{on.faint}'>得分没有变化。</p>"
        return
    yield "<h3>对得分的影响</h3>"
    pairs = (
        ("总分", one.score, other.score),
        ("等级", one.grade, other.grade),
        ("建议总分", one.suggested, other.suggested),
        ("权重合计", one.weight, other.weight),
        ("支出率", one.rate, other.rate),
    )
    told = [(name, old, new) for name, old, new in pairs if old != new] or list(pairs[:1])
    rows = "".join(f"<tr><td>{name}</td><td>{_arrow(old, new)}</td></tr>" for name, old, new in told)
    yield f"<table cellpadding='4' cellspacing='0'>{rows}</table>"
    if effect.rows:
        yield "<table cellpadding='4' cellspacing='0' width='98%'>"
        head = "".join(f"<td align='right'>{name}</td>" for name in ("权重", "得分", "建议分"))
        yield f"<tr style='color:{on.faint}'><td>指标</td>{head}</tr>"
        yield from (_row(row) for row in effect.rows[:SHOWN_ROWS])
        yield "</table>"
        if len(effect.rows) > SHOWN_ROWS:
            yield f"<p style='color:{on.faint}'>另有 {len(effect.rows) - SHOWN_ROWS} 行的数值也变了。</p>"


def _row(row: RowEffect) -> str:
    pairs = (
        (row.before.weight, row.after.weight),
        (row.before.score, row.after.score),
        (row.before.suggested, row.after.suggested),
    )
    figures = "".join(f"<td align='right'>{_arrow(old, new)}</td>" for old, new in pairs)
    return f"<tr><td>{escape(row.label)}</td>{figures}</tr>"


def _arrow(old: str, new: str) -> str:
    if old == new:
        return escape(new)
    return f"{escape(old or '（无）')} → <b>{escape(new or '（无）')}</b>"
