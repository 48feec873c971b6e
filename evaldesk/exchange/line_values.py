"""The values at the end of one line, told apart by their number, their shape and their place, with honest doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from evaldesk.exchange.roles import ROLE_NAMES, Confidence, Role
from evaldesk.values.nodes import Blank, Unreadable, Words
from evaldesk.values.parser import parse

PLAIN = re.compile(r"^\d[\d,]*(\.\d+)?$")
SIGN = re.compile(r"^[≥≤<>＞＜≧≦=＝]+$")
# A figure with at most three characters of unit: longer ones are names that begin with a figure.
FIGURE = re.compile(r"^[≥≤<>＞＜≧≦=＝约]*-?\d[\d,]*(\.\d+)?[%％‰]?[\u4e00-\u9fff]{0,3}(/[\u4e00-\u9fff]{1,2})?[%％]?$")
ANSWERS = frozenset(["是", "否", "/"])


@dataclass(frozen=True, slots=True)
class Told:
    """Hold the values of one line by attribute, how sure each is, and sentences on what was guessed."""

    texts: Mapping[str, str]
    confidence: Mapping[str, Confidence]
    guesses: tuple[tuple[str, str], ...] = field(default=())


def tokens(line: str) -> list[str]:
    """Return the pieces of a line between spaces; a sign alone is joined to the figure behind it."""
    found: list[str] = []
    for piece in line.split():
        if found and SIGN.match(found[-1]):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def is_value(token: str) -> bool:
    """Tell whether a piece of a line is a value and no part of a name."""
    return bool(FIGURE.match(token)) or token in ANSWERS


def first_value(pieces: Sequence[str]) -> int:
    """Return where the values of a line begin, its length where there are none."""
    return next((at for at, piece in enumerate(pieces) if is_value(piece)), len(pieces))


def shared_weights(rows: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the weights among the first values of rows of three: an equal share stands in many of them.

    A share may differ from the next by the last digit, so that they add up. Where the last values repeat more often,
    they are scores, and the first are no weights.
    """
    threes = [values for values in rows if len(values) == 3 and PLAIN.match(values[0])]
    firsts = Counter(values[0] for values in threes)
    most, count = max(firsts.items(), key=lambda item: item[1], default=("", 0))
    lasts = max(Counter(values[2] for values in threes).values(), default=0)
    if count < 3 or lasts >= count:
        return frozenset()
    share = Fraction(most.replace(",", ""))
    return frozenset(text for text in firsts if abs(Fraction(text.replace(",", "")) - share) <= Fraction(1, 100))


def tell_apart(values: Sequence[str], weights: frozenset[str], judged: bool) -> Told:
    """Return what the values of a row are, read from left to right: weight, target, actual, score, reason.

    ``weights`` are those seen in the table so far. ``judged`` says that the form prescribes the row and has no
    target for it: then they are weight, score and reason.
    """
    if judged:
        return _named(("weight", "self_score", "reason"), _joined_end(values, 3), "likely")
    if len(values) >= 5:
        return _five(values)
    last = values[-1]
    if len(values) == 4:
        if PLAIN.match(last):
            return _named(("weight", "target", "actual", "self_score"), values, "likely")
        roles: tuple[Role, ...] = ("target", "actual", "self_score", "reason")
        return _named(roles, values, "likely" if PLAIN.match(values[2]) else "guess")
    if len(values) == 3:
        if values[0] in weights:
            return _named(("weight", "target", "actual"), values, "likely")
        # Where other rows have a weight, this one has; so it has where only words follow a figure.
        if PLAIN.match(values[0]) and (weights or not any(map(is_value, values[1:]))):
            return _named(("weight", "target", "actual"), values, "guess")
        if PLAIN.match(last):
            return _named(("target", "actual", "self_score"), values, "guess")
        return _named(("target", "actual", "reason"), values, "guess")
    if len(values) == 2:
        return _named(("target", "actual"), values, "likely")
    return Told({}, {}, (("target", f"只读到一个值“{last}”，说不准是预期值还是实现值，没有填入"),))


def halves(pieces: Sequence[str]) -> Told:
    """Return target and actual out of pieces that a narrow column tore: nothing where no cut stands out."""
    best: tuple[float, int] = (0, 0)
    for cut in range(1, len(pieces)):
        left, right = "".join(pieces[:cut]), "".join(pieces[cut:])
        alike = _common(left, right)
        readable = sum(not isinstance(parse(text), Words | Unreadable | Blank) for text in (left, right))
        score = 100.0 * (left == right) + 10 * readable + alike
        if (left == right or (readable == 2 and alike >= 2) or alike >= 4) and score > best[0]:
            best = (score, cut)
    whole = "".join(pieces)
    if not best[1]:
        return Told({}, {}, (("target", f"“{whole}”分不清哪里是预期值、哪里是实现值，没有填入"),))
    left, right = "".join(pieces[: best[1]]), "".join(pieces[best[1] :])
    guesses = tuple(
        (role, f"折行的“{whole}”分成两半，这一半“{text}”当作{ROLE_NAMES[role]}") for role, text in _pair(left, right)
    )
    return Told({"target": left, "actual": right}, {"target": "guess", "actual": "guess"}, guesses)


def _pair(target: str, actual: str) -> list[tuple[Role, str]]:
    return [("target", target), ("actual", actual)]


def _five(values: Sequence[str]) -> Told:
    """Read a whole row; where a text holds a space, the score is the last plain figure."""
    roles: tuple[Role, ...] = ("weight", "target", "actual", "self_score", "reason")
    if PLAIN.match(values[0]) and PLAIN.match(values[3]) and (len(values) == 5 or not is_value(values[4])):
        return _named(roles, _joined_end(values, 5), "sure")
    score = max((at for at, value in enumerate(values) if at > 2 and PLAIN.match(value)), default=0)
    if not score or not PLAIN.match(values[0]):
        text = " ".join(values)
        return Told({}, {}, (("target", f"“{text}”分不清各是哪一栏，没有填入"),))
    middle = halves(values[1:score])
    ends = {"weight": values[0], "self_score": values[score], "reason": " ".join(values[score + 1 :])}
    sure: dict[str, Confidence] = {role: "likely" for role, text in ends.items() if text}
    return Told({**ends, **middle.texts}, {**sure, **middle.confidence}, middle.guesses)


def _named(roles: Sequence[Role], values: Sequence[str], confidence: Confidence) -> Told:
    texts: dict[str, str] = {role: value for role, value in zip(roles, values, strict=False) if value}
    sentences = [(role, f"“{text}”按次序当作{ROLE_NAMES[role]}") for role, text in zip(roles, values, strict=False)]
    guesses = tuple(sentences) if confidence == "guess" else ()
    return Told(texts, dict.fromkeys(texts, confidence), guesses)


def _joined_end(values: Sequence[str], count: int) -> list[str]:
    return [*values[: count - 1], " ".join(values[count - 1 :])]


def _common(left: str, right: str) -> int:
    """Return how many signs two texts begin with alike."""
    return next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), len(left))
