"""Three trees of rows: which rows stay, where each stands, what each says, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from evaldesk.history.diff.rows import summary
from evaldesk.history.labels import attribute_label, row_label
from evaldesk.history.merge.contents import merge_contents
from evaldesk.history.merge.deletions import deleted
from evaldesk.history.merge.judge import DELETED, Judge
from evaldesk.history.merge.three_way import three_way
from evaldesk.history.merge.versions import Above, RowKey, Version, version_of
from evaldesk.history.order import collides, merge_order
from evaldesk.model.indicators import Indicator, Tree
from evaldesk.model.template import Template


@dataclass(frozen=True, slots=True)
class Trees:
    """Hold three trees laid out flat, the judge of what collides, and what the labels are made from."""

    base: Version
    mine: Version
    theirs: Version
    judge: Judge
    names: Mapping[str, tuple[str, ...]]
    template: Template | None

    def label(self, key: Above, *more: str) -> str:
        """Return the label of a row, or of something in it."""
        return row_label(self.names.get(key[1], ()) if key else (), *more)


Families = Mapping[Above, set[RowKey]]


def merge_trees(
    base: Tree,
    mine: Tree,
    theirs: Tree,
    judge: Judge,
    names: Mapping[str, tuple[str, ...]],
    template: Template | None,
) -> Tree:
    """Return the merged tree; what collides is put before the judge."""
    trees = Trees(version_of(base), version_of(mine), version_of(theirs), judge, names, template)
    gone = deleted(trees.base, trees.mine, trees.theirs, partial(_kept, trees, trees.theirs))
    gone |= deleted(trees.base, trees.theirs, trees.mine, partial(_kept, trees, trees.mine))
    families: dict[Above, set[RowKey]] = {}
    for key, above in _places(trees, gone).items():
        families.setdefault(above, set()).add(key)
    return _rows(None, trees, families)


def _kept(trees: Trees, keeping: Version, key: RowKey) -> bool:
    """Ask whether a row stays that the one side deleted and the other worked on."""
    row = keeping.rows[key]
    text = summary(row, trees.template, key[0])
    where = f"indicators/{row.id}"
    versions = (True, keeping is trees.mine, keeping is trees.theirs)
    return trees.judge.settle(where, where, trees.label(key), versions, lambda there: text if there else DELETED)


def _places(trees: Trees, gone: set[RowKey]) -> dict[RowKey, Above]:
    """Return what each row that stays stands under. Where that is gone, the place that the other side gave it."""
    placed: dict[RowKey, Above] = {}
    stays = [key for key in dict.fromkeys((*trees.mine.rows, *trees.theirs.rows)) if key not in gone]
    for key in sorted(stays, key=lambda key: key[0]):  # level by level: what stands above is placed first
        sides = [side.above[key] for side in (trees.mine, trees.theirs) if key in side.rows]
        wanted = _place(trees, key, sides)
        for above in (wanted, *sides):
            if above is None or above in placed:
                placed[key] = above
                break
    return placed


def _place(trees: Trees, key: RowKey, sides: Sequence[Above]) -> Above:
    if len(sides) == 1:
        return sides[0]
    where = f"indicators/{key[1]}"

    def settle(*versions: Above) -> Above:
        three = (versions[0], versions[1], versions[2])
        return trees.judge.settle(f"{where}/parent", where, trees.label(key, "所属指标"), three, trees.label)

    return three_way(trees.base.above.get(key, sides[0]), sides[0], sides[1], settle)


def _rows(above: Above, trees: Trees, families: Families) -> Tree:
    return tuple([_row(key, trees, families) for key in _order(above, trees, families)])


def _order(above: Above, trees: Trees, families: Families) -> list[RowKey]:
    wanted = families.get(above, set())
    sides = (trees.base, trees.mine, trees.theirs)
    base, mine, theirs = ([key for key in side.below.get(above, ()) if key in wanted] for side in sides)
    order, other = merge_order(base, mine, theirs), merge_order(base, theirs, mine)
    # Where both ways of merging end in the same order there is nothing to choose.
    if order == other or not collides(base, mine, theirs):
        return order
    where = f"indicators/{above[1]}" if above else "indicators"
    label = trees.label(above, attribute_label(None, "children"))
    return trees.judge.settle(f"{where}/children", where, label, (base, order, other), partial(_said_order, trees))


def _said_order(trees: Trees, keys: Sequence[RowKey]) -> str:
    return "、".join(trees.names[key[1]][-1] for key in keys)


def _row(key: RowKey, trees: Trees, families: Families) -> Indicator:
    mine, theirs = trees.mine.rows.get(key), trees.theirs.rows.get(key)
    row = mine or theirs or Indicator()
    if mine and theirs:
        base = trees.base.rows.get(key)
        row = merge_contents(base, mine, theirs, trees.judge, trees.label(key), trees.template)
    children = _rows(key, trees, families)
    same = len(children) == len(row.children) and all(a is b for a, b in zip(children, row.children, strict=True))
    return row if same else row.model_copy(update={"children": children})
