"""The conflicts of a merge in Chinese for people at a terminal, and as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from evaldesk.history.merge.judge import Conflict


def as_text(conflicts: Sequence[Conflict]) -> str:
    """Return the list of conflicts, numbered, each with the three texts."""
    if not conflicts:
        return "两份内容已合并，没有冲突。"
    head = f"两份内容已合并，有 {len(conflicts)} 处双方改得不同，暂按“我的”保留，请逐处选择："
    return "\n".join([head, *(line for number, item in enumerate(conflicts, 1) for line in _lines(number, item))])


def as_json(conflicts: Sequence[Conflict]) -> list[dict[str, Any]]:
    """Return the conflicts as plain data."""
    return [asdict(conflict) for conflict in conflicts]


def _lines(number: int, conflict: Conflict) -> Iterator[str]:
    yield f"{number}. {conflict.label}"
    for name, text in (("原来", conflict.base), ("我的", conflict.mine), ("对方", conflict.theirs)):
        first, *rest = (text or "（空）").split("\n")
        yield f"    {name}：{first}"
        yield from (f"          {line}" for line in rest)
