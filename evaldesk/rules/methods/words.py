"""Everything that is not number against number: words, yes and no, dates, parts, empty and damaged cells."""

from __future__ import annotations

from fractions import Fraction

from evaldesk.rules.lexicon import lexicon
from evaldesk.rules.methods.arithmetic import Reckoned
from evaldesk.rules.methods.direction import leaning_of
from evaldesk.rules.methods.numbers import reckon
from evaldesk.rules.methods.outcome import Case, Verdict
from evaldesk.rules.methods.ratios import reckon_ratios
from evaldesk.rules.methods.recurring import reckon_one_of_many, reckon_recurring
from evaldesk.values import (
    Blank,
    Date,
    NotApplicable,
    Parts,
    Quantity,
    Range,
    Ratio,
    Recurring,
    Unreadable,
    Value,
    Words,
    YesNo,
)
from evaldesk.values.clean import clean, plain_words

_ZERO, _ONE = Fraction(0), Fraction(1)
_NUMBERS = (Quantity, Range)


def reckon_any(case: Case) -> Reckoned:
    """Return what comparing any two values gives; the kinds decide which comparison it is."""
    target, actual = case.target, case.actual
    if isinstance(target, _NUMBERS) and isinstance(actual, _NUMBERS):
        return reckon(case, target, actual)
    if isinstance(target, Unreadable) or isinstance(actual, Unreadable):
        sides = (("target.damaged", target), ("actual.damaged", actual))
        return _end(None, "judgement", *(code for code, value in sides if isinstance(value, Unreadable)))
    if _says_none(target) and _says_none(actual) and (_unwanted(case) or _names_unwanted(target)):
        return _end(_ONE, "met")
    if (
        isinstance(target, Quantity)
        and isinstance(actual, Words | NotApplicable)
        and _says_none(actual)
        and _unwanted(case)
    ):
        return reckon(case, target, Quantity(actual.text, _ZERO, "", target.unit))  # at most two, and there were none
    if isinstance(target, Blank | NotApplicable) or isinstance(actual, Blank | NotApplicable):
        return _nothing(case, target, actual)
    if isinstance(target, Words | YesNo) and isinstance(actual, Words | YesNo):
        return _words(target, actual)
    if isinstance(target, Date) and isinstance(actual, Date):
        return _dates(target, actual)
    if isinstance(target, Recurring) and isinstance(actual, Recurring):
        return reckon_recurring(target, actual)
    if isinstance(target, Recurring) and isinstance(actual, Date):
        return reckon_one_of_many(target, actual)
    if isinstance(target, Ratio) and isinstance(actual, Ratio):
        return reckon_ratios(case, target, actual)
    if isinstance(target, Parts) or isinstance(actual, Parts):
        return _parts(case, target, actual)
    if isinstance(target, Words | YesNo) or isinstance(actual, Words | YesNo):
        return _end(None, "judgement", "type.differs")
    return _end(None, "not_comparable", "type.differs")


def band_of(actual: Value, *, graded: bool) -> int | None:
    """Return the band that the words of an actual name: official phrases always, grade words when `graded`."""
    if not isinstance(actual, Words | YesNo):
        return None
    plain = plain_words(clean(actual.text))
    found = lexicon().band_phrases.get(plain)
    return lexicon().grades.get(plain) if found is None and graded else found


def _end(completion: Fraction | None, verdict: Verdict, *ask: str) -> Reckoned:
    return Reckoned("none", "", completion, None, verdict, ask)


def _nothing(case: Case, target: Value, actual: Value) -> Reckoned:
    """A side says nothing."""
    sides = (("target.nothing", target), ("actual.nothing", actual))
    return _end(None, "not_comparable", *(code for code, value in sides if isinstance(value, NotApplicable)))


def _says_none(value: Value) -> bool:
    """Tell whether a side says that there is or should be none: `零投诉`, `未发生`, `无`, `0件`."""
    match value:
        case Quantity():
            return value.number == 0 and value.comparator in ("", "=", "≤")
        case NotApplicable():
            return clean(value.text).startswith("无")
        case Words():
            return bool(lexicon().none_of_it.fullmatch(value.plain))
    return False


def _names_unwanted(value: Value) -> bool:
    """Tell whether the wanted none is none of something unwanted: `零投诉`, `不发生`."""
    if not isinstance(value, Words):
        return False
    return bool(lexicon().lower.search(value.plain) or lexicon().none_is_wanted.search(value.plain))


def _unwanted(case: Case) -> bool:
    return leaning_of(case)[False][0] == "lower"


def _words(target: Words | YesNo, actual: Words | YesNo) -> Reckoned:
    if isinstance(target, YesNo) and isinstance(actual, YesNo):
        return _end(_ONE, "met") if target.answer == actual.answer else _end(_ZERO, "short")
    if isinstance(target, Words) and isinstance(actual, Words) and target.plain == actual.plain:
        return _end(_ONE, "met")
    return _end(None, "judgement", "words.differ")


def _dates(target: Date, actual: Date) -> Reckoned:
    """Met when not later. A span that ends in time is in time; one that only touches the deadline is asked about."""
    if not (target.year_known and actual.year_known):
        wanted_first, wanted_last = (target.first.replace(year=2000), target.last.replace(year=2000))
        first, last = (actual.first.replace(year=2000), actual.last.replace(year=2000))
    else:
        wanted_first, wanted_last, first, last = target.first, target.last, actual.first, actual.last
    ask = ("actual.bound",) if actual.comparator in ("≤", "<") else ()
    if target.comparator == "≥":
        return _end(_ONE, "met", *ask) if first >= wanted_first else _end(None, "judgement", "date.unclear")
    if actual.comparator == "≥":
        return _end(None, "judgement", "actual.bound")
    if actual.comparator == "<" == target.comparator and last == wanted_last:
        return _end(_ONE, "met", *ask)
    if target.comparator == "<":
        if last < wanted_first:
            return _end(_ONE, "met", *ask)
        return _end(_ZERO, "short", "date.late") if first > wanted_last else _end(None, "judgement", "date.unclear")
    if last <= wanted_last:
        return _end(_ONE, "met", *ask)
    if first > wanted_last and not ask:
        return _end(_ZERO, "short", "date.late")
    return _end(None, "judgement", "date.unclear", *ask)


def _parts(case: Case, target: Value, actual: Value) -> Reckoned:
    """The mean of the parts that the target names, matched by label, else by unit."""
    wanted, got = _listed(target), _listed(actual)
    if not wanted or not got:
        return _end(None, "judgement", "type.differs")
    pairs, extra = _matched(wanted, got)
    if all(other is None for _, other in pairs):
        return _end(None, "judgement", "parts.unmatched")
    results = [(part, reckon(case, part, other) if other is not None else None) for part, other in pairs]
    ask = tuple(dict.fromkeys(code for _, result in results if result for code in result.ask))
    if any(result is None for _, result in results):
        ask += ("parts.missing",)
    if extra:
        ask += ("parts.extra",)
    if any(result is not None and result.completion is None for _, result in results):
        return Reckoned("none", "", None, None, "judgement", ask)
    completions = [result.completion or _ZERO if result else _ZERO for _, result in results]
    ratios = [result.ratio if result else _ZERO for _, result in results]
    completion = sum(completions, _ZERO) / len(completions)
    known = [ratio for ratio in ratios if ratio is not None]
    ratio = sum(known, _ZERO) / len(known) if len(known) == len(ratios) else None
    first = results[0][1] or next(result for _, result in results if result)
    verdict: Verdict = "short"
    if completion == 1:
        verdict = "exceeded" if any(result and result.verdict == "exceeded" for _, result in results) else "met"
    steps = tuple(step for _, result in results if result for step in result.steps)
    if len(completions) > 1 and completion < 1:
        steps += (f"{len(completions)} 项平均",)
    return Reckoned(first.direction, first.source, completion, ratio, verdict, ask, steps)


Part = Quantity | Range


def _listed(value: Value) -> tuple[Part, ...]:
    if isinstance(value, Parts):
        return value.parts
    return (value,) if isinstance(value, Quantity | Range) and value.label else ()


def _matched(wanted: tuple[Part, ...], got: tuple[Part, ...]) -> tuple[list[tuple[Part, Part | None]], bool]:
    """Pair parts by equal label, then by a label inside the other; without labels by unit."""
    left = list(got)
    pairs: list[tuple[Part, Part | None]] = []
    for part in wanted:
        equal = [other for other in left if other.label == part.label and (part.label or other.unit == part.unit)]
        inside = [
            other
            for other in left
            if part.label and other.label and (part.label in other.label or other.label in part.label)
        ]
        chosen = next(iter(equal or (inside if len(inside) == 1 else [])), None)
        if chosen is not None:
            left.remove(chosen)
        pairs.append((part, chosen))
    alone = [at for at, (_, chosen) in enumerate(pairs) if chosen is None]
    if len(alone) == len(left) == 1:
        part, other = pairs[alone[0]][0], left[0]
        if part.unit == other.unit and not (part.label and other.label):
            pairs[alone[0]] = (part, left.pop())  # the one whose name the indicator bears
    return pairs, bool(left)
