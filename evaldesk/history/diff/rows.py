"""Differences of the indicator table: texts, rows that came and went, rows that stand elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from evaldesk.history.diff.changes import Change, Kind
from evaldesk.history.diff.matching import Entry, Pairs
from evaldesk.history.diff.texts import changed, extra_changes
from evaldesk.history.labels import DIRECTIONS, attribute_label, row_label
from evaldesk.history.order import longest_rise
from evaldesk.model.indicators import TEXTS, Evidence, Indicator
from evaldesk.model.template import Template


def row_changes(
    old: Sequence[Entry], new: Sequence[Entry], pairs: Pairs, template: Template | None
) -> tuple[Change, ...]:
    """Return what differs in the table, in the order of the new one; removed rows stand where they stood."""
    reordered = _reordered(new, pairs)
    numbers = {entry: number for number, entry in enumerate(new)}
    placed: list[tuple[tuple[int, int], Iterator[Change]]] = [
        ((number, 0), _row(entry, pairs, entry in reordered, template)) for entry, number in numbers.items()
    ]
    now = {was: entry for entry, was in pairs.items()}
    above = -1
    for number, entry in enumerate(old):
        if entry in now:
            above = numbers[now[entry]]
        else:
            placed.append(((above, number + 1), iter([_removed(entry, template)])))
    return tuple(change for _, found in sorted(placed, key=lambda item: item[0]) for change in found)


def evidence_text(evidence: Sequence[Evidence]) -> str:
    """Return the documents attached to a row, one a line."""
    return "\n".join(_evidence_line(item) for item in evidence)


def shown_text(attribute: str, text: str) -> str:
    """Return a text of a row as people know it; only the direction is stored as a word of ours."""
    return DIRECTIONS.get(text, text) if attribute == "direction" else text


def _row(entry: Entry, pairs: Pairs, reordered: bool, template: Template | None) -> Iterator[Change]:
    where = f"indicators/{entry.node.id}"
    was = pairs.get(entry)
    if was is None:
        yield Change(
            Kind.ADDED, "indicators", where, row_label(entry.names), new=summary(entry.node, template, entry.depth)
        )
        return
    if (pairs.get(entry.parent) if entry.parent else None) is not was.parent:
        old, new = row_label(was.names[:-1]), row_label(entry.names[:-1])
        yield Change(Kind.MOVED, "indicators", where, row_label(entry.names), old, new)
    elif reordered:
        old, new = f"第 {was.number + 1} 项", f"第 {entry.number + 1} 项"
        yield Change(Kind.REORDERED, "indicators", where, row_label(entry.names), old, new)
    if entry.node is not was.node:
        yield from _texts(entry, was.node, template)


def _texts(entry: Entry, was: Indicator, template: Template | None) -> Iterator[Change]:
    where = f"indicators/{entry.node.id}"
    for attribute in TEXTS:
        old, new = getattr(was, attribute), getattr(entry.node, attribute)
        if old != new:
            label = row_label(entry.names, attribute_label(template, attribute))
            yield from changed(
                "indicators",
                f"{where}/{attribute}",
                label,
                shown_text(attribute, old),
                shown_text(attribute, new),
            )
    if was.evidence != entry.node.evidence:
        label = row_label(entry.names, attribute_label(template, "evidence"))
        old, new = evidence_text(was.evidence), evidence_text(entry.node.evidence)
        yield Change(Kind.CHANGED, "indicators", f"{where}/evidence", label, old, new)
    yield from extra_changes(where, row_label(entry.names), was, entry.node)


def _removed(entry: Entry, template: Template | None) -> Change:
    where = f"indicators/{entry.node.id}"
    old = summary(entry.node, template, entry.depth)
    return Change(Kind.REMOVED, "indicators", where, row_label(entry.names), old=old)


def summary(node: Indicator, template: Template | None, depth: int) -> str:
    """Return the texts of a row in one line; ``depth`` says how many levels lie above it."""
    texts = [
        f"{attribute_label(template, attribute)} {shown_text(attribute, text)}"
        for attribute in TEXTS[1:]
        if (text := getattr(node, attribute))
    ]
    if node.evidence:
        texts.append(f"{attribute_label(template, 'evidence')} {len(node.evidence)} 份")
    if node.children:
        texts.append(f"下含 {len(node.children)} 项")
    return "；".join(texts)


def _evidence_line(item: Evidence) -> str:
    page = f"第 {item.page} 页" if item.page else ""
    file = f"（{item.file}）" if item.file else ""
    mark = f"[{item.sha256[:8]}]" if item.sha256 else ""
    return " ".join(piece for piece in (f"{item.title}{file}", page, mark) if piece)


def _reordered(new: Sequence[Entry], pairs: Pairs) -> set[Entry]:
    """Return the fewest rows that must be moved among their sisters to get from the old order to the new one."""
    families: defaultdict[Entry | None, list[Entry]] = defaultdict(list)
    for entry in new:
        was = pairs.get(entry)
        if was and (pairs.get(entry.parent) if entry.parent else None) is was.parent:
            families[entry.parent].append(entry)
    moved: set[Entry] = set()
    for sisters in families.values():
        numbers = [pairs[entry].number for entry in sisters]
        kept = longest_rise(numbers)
        if len(kept) < len(numbers):
            moved.update(entry for at, entry in enumerate(sisters) if at not in kept)
    return moved
