"""Older versions of the format, brought up to the current one: one function a version, from each to the next.

To add one: raise ``VERSION`` in ``model/document.py``, write ``from_<old>`` here at the end of ``UPGRADES``, and put
one file as the old program wrote it into ``tests/data/documents/version-<old>.evform``. A function gets the content as
parsed, may find anything in it, keeps every key it does not know, and leaves what has a wrong type where it is:
``mending`` comes after it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from evaldesk.model.document import VERSION

Content = dict[str, Any]


def from_0(content: Content) -> tuple[Content, str]:
    """Gather the rows of the first drafts, which named their level 1 and level 2 in each row, into a tree.

    Neighbours of the same names share a branch, so that the order of the paper stays.
    """
    rows = content.get("indicators")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return content, ""
    tree = []
    for name, branch in _neighbours(rows, "level1"):
        weight = _weight(branch, "level1_weight")
        groups = [_group(inner, group, weight) for inner, group in _neighbours(branch, "level2")]
        tree.append({"name": name, "weight": weight, "children": groups})
    return {**content, "indicators": tree}, "指标由平铺的行整理成了一级、二级、三级"


UPGRADES: tuple[Callable[[Content], tuple[Content, str]], ...] = (from_0,)

assert len(UPGRADES) == VERSION, "one function for every version before the current one"


def upgrade(content: Content, version: int) -> tuple[Content, str]:
    """Return the content in the current version, and one sentence on what was done, ``""`` for a current file."""
    if version == VERSION:
        return content, ""
    done = []
    for step in UPGRADES[version:]:
        content, what = step(content)
        done += [what] if what else []
    what = f"：{'；'.join(done)}" if done else ""
    sentence = f"文件由较早的版本保存（文件版本 {version}），已按现在的格式打开{what}。保存时原文件会另留一份备份。"
    return {**content, "version": VERSION}, sentence


def _group(name: Any, rows: list[Content], level1_weight: Any) -> Content:
    weight = _weight(rows, "level2_weight")
    moved = {"level1_weight": ("", level1_weight), "level2_weight": ("", weight)}
    leaves = [
        {
            key: item
            for key, item in row.items()
            if key not in {"level1", "level2"} and not (key in moved and item in moved[key])
        }
        for row in rows
    ]
    return {"name": name, "weight": weight, "children": leaves}


def _neighbours(rows: list[Content], key: str) -> list[tuple[Any, list[Content]]]:
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row.get(key, ""))]


def _weight(rows: list[Content], key: str) -> Any:
    # A branch's weight stood in its first row, as in a merged cell; another one in a later row stays there.
    return next((row[key] for row in rows if row.get(key)), "")
