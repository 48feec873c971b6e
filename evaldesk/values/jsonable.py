"""to_json: a value for other programs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from evaldesk.values.nodes import Date, Parts, Quantity, Range, Ratio, Recurring, Unreadable, Value, Words, YesNo

PLACES = 6


def decimal_string(number: Fraction) -> str:
    """Return the canonical decimal string: exact where it terminates, else rounded half up to six places.

    No exponent, no trailing zeros, no `-0`.
    """
    rest = number.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives) if rest == 1 else PLACES
    power = 10**places
    scaled = abs(number) * power
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)  # half up
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".") if places else digits
    return f"-{text}" if number < 0 and whole else text


def to_json(value: Value) -> dict[str, Any]:
    """Return a value as plain data with at least kind, comparator, number, unit, period, text.

    `number` is a decimal string with 万, 亿 and % resolved (`95%` is `0.95`), None where the value is no single number.
    """
    data: dict[str, Any] = {
        "kind": value.kind,
        "comparator": "",
        "number": None,
        "unit": "",
        "period": "",
        "text": value.text,
    }
    match value:
        case Quantity():
            data |= {
                "comparator": value.comparator,
                "number": decimal_string(value.number),
                "unit": value.unit,
                "period": value.period,
            }
            if value.tolerance is not None:
                data["tolerance"] = decimal_string(value.tolerance)
            data |= {key: word for key, word in (("label", value.label), ("trend", value.trend)) if word}
        case Range():
            data |= {"comparator": value.comparator, "unit": value.unit, "period": value.period}
            data |= {"low": decimal_string(value.low), "high": decimal_string(value.high)}
            data |= {"low_open": value.low_open, "high_open": value.high_open}
            data |= {"label": value.label} if value.label else {}
        case Date():
            cut = 0 if value.year_known else 5
            data |= {
                "comparator": value.comparator,
                "first": value.first.isoformat()[cut:],
                "last": value.last.isoformat()[cut:],
            }
        case Recurring():
            data |= {"comparator": value.comparator, "every": value.every}
            data |= {"first": list(value.first), "last": list(value.last)}
        case Ratio():
            data |= {"comparator": value.comparator}
            data |= {"first": decimal_string(value.first), "second": decimal_string(value.second)}
        case YesNo():
            data["answer"] = value.answer
        case Parts():
            data["parts"] = [to_json(part) for part in value.parts]
        case Words():
            data["words"] = value.plain
        case Unreadable():
            data |= {"reason": value.reason, "at": value.at}
    return data
