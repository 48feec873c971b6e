"""What an open cell can say to the officer: how the text is read, and which answers are usual there."""

from __future__ import annotations

from decimal import Decimal

from evaldesk.model import indicators
from evaldesk.model.indicators import LEVELS
from evaldesk.model.recall import offered_actuals, offered_names, offered_reasons, offered_targets
from evaldesk.rules.figures import points
from evaldesk.ui.indicator_row import ACTUAL, COMPLETION, FIGURES, NAME, REASON, TARGET
from evaldesk.ui.session import Session
from evaldesk.values import Unreadable, describe, parse, read

Offers = tuple[tuple[str, str], ...]


def offers(session: Session, id: str, column: int, depth: int) -> Offers:
    """Return the usual answers for a cell, each with what it means; none for a cell of free words."""
    if column == COMPLETION:
        return completions(session)
    if column == NAME and depth < LEVELS - 1:
        return tuple((name, "") for name in free_names(session, id))
    return ()


def wording(session: Session, id: str, column: int, depth: int, typed: str) -> Offers:
    """Return what is remembered for a cell of free words or values, as far as it goes with what is typed there."""
    if depth < LEVELS - 1:
        return ()
    node = indicators.find(session.document.indicators, id)
    recall, previous = session.recall, session.document.previous
    if column == NAME:
        sisters = indicators.path(session.document.indicators, id)[-2].children
        taken = {row.name.strip() for row in sisters if row.id != id}
        return _plain(offered_names(recall, previous, typed, taken))
    if column == TARGET:
        return _plain(offered_targets(recall, previous, id, node.name, typed))
    if column == ACTUAL:
        return tuple((text, "单位同预期值") for text in offered_actuals(node.target, typed))
    return _plain(offered_reasons(recall, previous, id, node.name, typed)) if column == REASON else ()


def completions(session: Session) -> Offers:
    """Return the completions that the template's bands suggest: full, and each band's lower end."""
    bands = session.template.thresholds.bands
    full = (("100%", bands[0].meaning if bands else ""),)
    return full + tuple((_percent(band.low), f"{band.label} {band.meaning}".strip()) for band in bands)


def free_names(session: Session, id: str) -> list[str]:
    """Return the names that the template allows for this branch and that no sister has yet."""
    tree = session.document.indicators
    way = indicators.path(tree, id)
    section = session.template.indicators
    if len(way) == 1:
        sisters, allowed = tree, [branch.name for branch in section.level1]
    else:
        branch = section.branch(way[0].name)
        sisters, allowed = way[0].children, [group.name for group in branch.level2] if branch else []
    taken = {sister.name.strip() for sister in sisters if sister.id != id}
    return [name for name in allowed if name not in taken]


def reading(name: str, text: str, column: int) -> tuple[str, bool]:
    """Return how a cell's text is read, and whether it could not be; nothing for free words and plain figures."""
    if not text.strip():
        return "", False
    if column in (TARGET, ACTUAL):
        value = read(text, name, "target" if column == TARGET else "actual")
        said = describe(value)
        return f"{text.strip()} → {said}", isinstance(value, Unreadable)
    if column in FIGURES and points(text) is None:
        return f"“{text.strip()}”不是一个分数，按未填计", True
    if column == COMPLETION and isinstance(value := parse(text), Unreadable):
        return describe(value), True
    return "", False


def _plain(texts: list[str]) -> Offers:
    return tuple((text, "") for text in texts)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"
