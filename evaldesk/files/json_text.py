"""JSON as we read and write it: every numeral keeps its digits, every key its place, and nothing is read twice."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from typing import Any

# Our own forms have ten levels. Python's parser stops near a thousand, and what it reads must be written again.
DEEPEST = 100
_NESTING = (dict, list)
LONGEST_INTEGER = 400  # digits; Python itself refuses 4,300, since taking longer ones apart takes quadratic time


class Numeral(float):
    """Hold a number as it was written: ``1.10`` stays ``1.10``, ``1e999`` and fifty decimals survive."""

    text: str

    def __new__(cls, text: str) -> Numeral:
        """Read a number of a JSON text."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override] # a text makes it, no integer
        """Copy and pickle by the text."""
        return (self.text,)


class Flawed(ValueError):
    """The text is JSON that says two things at once, or no number; the words are for people."""


def parse(text: str) -> Any:
    """Return the value of a JSON text.

    :raises Flawed: for a key that stands twice in one object, for NaN and the infinities, for more than 100 levels.
    :raises json.JSONDecodeError: for what is no JSON.
    """
    try:
        value = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=Numeral, parse_int=_integer
        )
    except RecursionError as error:
        raise Flawed("结构嵌套过深") from error
    if _too_deep(value):
        raise Flawed("结构嵌套过深")
    return value


def write(value: Any, margin: str, node: Callable[[Any, str], str | None]) -> str:
    """Return a value as text, two spaces a level; ``node`` writes what is no plain value, None for what is.

    :raises ValueError: for a number that JSON does not have.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if (written := node(value, margin)) is not None:
        return written
    if value is None or value is True or value is False:
        return "null" if value is None else "true" if value else "false"
    if isinstance(value, Numeral):
        return value.text
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"JSON has no {value}")
        return float.__repr__(value)
    deeper = margin + "  "
    if isinstance(value, tuple | list):
        return write_lines([write(item, deeper, node) for item in value], margin, "[]")
    if isinstance(value, Mapping):
        items = value.items()
        return write_lines(
            [f"{encode_basestring(str(key))}: {write(item, deeper, node)}" for key, item in items], margin
        )
    raise TypeError(f"no JSON for {type(value).__name__}")


def write_lines(lines: list[str], margin: str, brackets: str = "{}") -> str:
    """Return written members in their brackets, each on a line of its own."""
    if not lines:
        return brackets
    deeper = f"\n{margin}  "
    return f"{brackets[0]}{deeper}{f',{deeper}'.join(lines)}\n{margin}{brackets[1]}"


def _integer(text: str) -> int | Numeral:
    return Numeral(text) if len(text) > LONGEST_INTEGER or text == "-0" else int(text)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        times = Counter(key for key, _ in pairs)
        twice = next(key for key, count in times.items() if count > 1)
        raise Flawed(f"同一处出现两个“{twice}”")
    return content


def _no_constant(word: str) -> Any:
    raise Flawed(f"含有不允许的数值 {word}")


def _too_deep(value: Any) -> bool:
    # Level by level and without recursion: the value may be as deep as the parser went.
    level = [value]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below.extend([inner for inner in item.values() if isinstance(inner, _NESTING)])
            elif isinstance(item, list):
                below.extend([inner for inner in item if isinstance(inner, _NESTING)])
        if not below:
            return False
        level = below
    return True
