"""Folds: how one finding of many places is said in one line, from the words in ``resources/folds.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache

from evaldesk.model.finding import Finding
from evaldesk.paths import resources


@cache
def fold_words() -> Mapping[str, str]:
    """Return the line of each code, with ``{n}`` for the number."""
    words: dict[str, str] = json.loads((resources() / "folds.json").read_text("utf-8"))
    del words["about"]
    return words


def folded(findings: Sequence[Finding]) -> str:
    """Return findings of one code as one line: ``14 项指标的预期值没有写符号``."""
    first = findings[0]
    words = fold_words().get(first.code)
    return words.format(n=len(findings)) if words else f"{len(findings)} 处：{first.why.rstrip('。')}"
