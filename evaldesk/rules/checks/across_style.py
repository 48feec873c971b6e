"""Across forms, the gentle part: satisfaction that differs, and one unit's forms written in several ways."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from evaldesk.model.finding import Level
from evaldesk.model.template.fields import AmountField
from evaldesk.rules.case import Case, Found, Row, at_field, check
from evaldesk.rules.checks.sources import MEASURES, WRITING
from evaldesk.rules.checks.wording import named, says_nothing, states_status
from evaldesk.rules.wordlists import word_lists
from evaldesk.values import Quantity
from evaldesk.values.clean import clean

if TYPE_CHECKING:  # across lists these checks
    from evaldesk.rules.checks.across import Pair

_NONE = {"/": "/", "0": "0", "0.0": "0", "0.00": "0", "-": "—", "--": "—", "无": "无"}


@check("across.satisfaction", Level.HINT, source=MEASURES, pace="slow")
def satisfaction_fits_together(pair: Pair) -> Iterator[Found]:
    """同一单位、同一年度，一张表的满意度正好 100%，另一张表低于 100%，请写明各自调查了谁。

    服务对象往往是同一批人，结果却不同，审核人会问以哪个为准。请在名称或正文里写明调查的对象和样本。
    """
    full = [row for row, rate in pair.here.once(_satisfaction) if rate == 1]
    less = [(row, rate) for row, rate in pair.there.once(_satisfaction) if rate < 1]
    if not full or not less:
        return
    row, (other, _) = full[0], min(less, key=lambda found: found[1])
    message = (
        f"{named(row.result.node.name)}是{named(row.result.node.actual)}，"
        f"{pair.other}里的{named(other.result.node.name)}是{named(other.result.node.actual)}，请写明各自调查的对象。"
    )
    numbers = (row.result.node.actual.strip(), other.result.node.actual.strip())
    yield Found(row.where("actual"), message, numbers)


def _satisfaction(case: Case) -> list[tuple[Row, Fraction]]:
    """Return the satisfaction rows with what was reached as a share; a bound counts as the number it names."""
    found = []
    for row in case.rows:
        outcome = row.result.outcome
        if outcome is None or not word_lists().satisfaction_pattern.search(row.result.node.name):
            continue
        actual = outcome.actual
        if isinstance(actual, Quantity) and actual.unit in ("", "%"):
            share = actual.number / 100 if not actual.unit and actual.number > 1 else actual.number
            found.append((row, share))
    return found


@check("across.style", Level.HINT, source=WRITING, pace="slow")
def forms_of_a_unit_are_written_alike(pair: Pair) -> Iterator[Found]:
    """同一单位的几张表，写法要一致：没有的金额写“/”还是“0”，金额留几位小数，达标的原因栏写什么。

    一起上报的表写法各异，看着像出自不同单位。请商定一种写法。
    """
    for here, there, where in _habits(pair.here, pair.there):
        yield Found(where, f"本表{here}，{pair.other}{there}，请统一写法。", (here, there))


def _habits(here: Case, there: Case) -> Iterator[tuple[str, str, str]]:
    """Yield (how this form does it, how the other does it, a place of this form)."""
    none, other_none = here.once(_none_signs), there.once(_none_signs)
    if none and other_none and not set(none) & set(other_none):
        sign, other = next(iter(none)), next(iter(other_none))
        yield f"没有的金额写{named(sign)}", f"写{named(other)}", at_field(none[sign])
    places, other_places = here.once(_decimals), there.once(_decimals)
    if places and other_places and places[0] != other_places[0]:
        yield f"金额留 {places[0]} 位小数", f"留 {other_places[0]} 位", at_field(places[1])
    reason, other_reason = here.once(_usual_reason), there.once(_usual_reason)
    if reason and other_reason and reason[0] != other_reason[0]:
        yield f"达标的原因栏写{named(reason[0])}", f"写{named(other_reason[0])}", reason[1]
    tier, other_tier = here.text("tier").strip(), there.text("tier").strip()
    if tier and other_tier and tier != other_tier and (tier in other_tier or other_tier in tier):
        yield f"项目级次写{named(tier)}", f"写{named(other_tier)}", at_field("tier")


def _none_signs(case: Case) -> dict[str, str]:
    """Return the signs for no money that the form uses, each with a field."""
    typed = ((item.key, clean(case.text(item.key))) for item in case.template.fields if isinstance(item, AmountField))
    return {_NONE[text]: key for key, text in typed if text in _NONE}


def _decimals(case: Case) -> tuple[int, str] | None:
    """Return the most decimals that an amount is typed with, and its field; None for a form without amounts."""
    texts = [(item.key, case.text(item.key).strip()) for item in case.template.fields if isinstance(item, AmountField)]
    places = [(len(text.partition(".")[2]), key) for key, text in texts if case.amount(key) and "." in text]
    return max(places, default=None)


def _usual_reason(case: Case) -> tuple[str, str] | None:
    """Return what most rows that give no reason say in that column, and one such place."""
    said: dict[str, list[str]] = {}
    for row in case.rows:
        reason = row.result.node.reason.strip()
        if reason and (says_nothing(reason) or states_status(reason)):
            said.setdefault(reason, []).append(row.where("reason"))
    if not said:
        return None
    usual = max(said, key=lambda reason: len(said[reason]))
    return usual, said[usual][0]
