"""How amounts are written: in one unit, to the fen, not below zero, and alike."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Fix, Level
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.funding.money import amount_keys, in_other_unit, sums
from evaldesk.rules.checks.sources import FORM, WRITING
from evaldesk.rules.checks.wording import label, money, unit_of
from evaldesk.rules.funding import YUAN

THOUSAND = 1000
FEN = {unit: int(yuan * 100) for unit, yuan in YUAN.items()}


@check("funding.unit", Level.ERROR, source=FORM, pace="fields")
def amounts_are_in_one_unit(case: Case) -> Iterator[Found]:
    """各栏金额用同一个单位。

    两个本应相近的金额相差约一万倍，多半是一格以元计、其余以万元计。请换算成表上印的单位。
    """
    odd = in_other_unit(case)
    if odd is None:
        return
    key, factor = odd
    value, unit = case.amount(key) or Fraction(0), unit_of(case.template, key)
    other = next(total for keys, total in sums(case) if key not in keys)
    mended = money(value / factor)
    fix = Fix(f"换算为{unit}：{mended}", ((at_field(key), mended),)) if "…" not in mended else None
    times = f"{money(value / other if factor > 1 else other / value).rstrip('…')[:8]}"
    yield Found(
        at_field(key),
        f"“{label(case.template, key)}”{money(value)} {unit}与其他金额（如 {money(other)} {unit}）相差约 {times} 倍，"
        f"像是单位写错了，换算后是 {mended} {unit}。",
        (money(value), money(other), mended),
        level=Level.ERROR if factor > 1 else Level.EXPLAIN,
        about=tuple(at_field(item) for keys, _ in sums(case) for item in keys),
        fix=fix,
    )


@check("funding.negative", Level.ERROR, source=FORM, pace="fields")
def amounts_are_not_negative(case: Case) -> Iterator[Found]:
    """金额不会小于 0。

    冲减、收回的钱请并入净额填写。请核对这一格。
    """
    for key in amount_keys(case):
        value = case.amount(key)
        if value is not None and value.numerator < 0:
            yield Found(at_field(key), f"“{label(case.template, key)}”填的是 {money(value)}，金额不会小于 0。")


@check("funding.decimals", Level.HINT, source=FORM, pace="fields")
def amounts_end_at_the_fen(case: Case) -> Iterator[Found]:
    """金额最小到分。

    以万元计的数超过六位小数就小于一分钱，多半是计算器带出来的尾数。请按实际金额填写。
    """
    for key in amount_keys(case):
        value, unit = case.amount(key), unit_of(case.template, key)
        if value is not None and (value.numerator * FEN.get(unit, 100)) % value.denominator:
            message = f"“{label(case.template, key)}”的{case.text(key).strip()} {unit}小到了一分钱以下，请核对。"
            yield Found(at_field(key), message, (case.text(key).strip(),))


@check("funding.format", Level.HINT, source=WRITING, pace="fields")
def amounts_are_written_alike(case: Case) -> Iterator[Found]:
    """同一张表里，金额的写法要一致。

    有的带千分位逗号，有的不带，看着像两套数。点按钮即可去掉逗号。
    """
    large = [key for key in amount_keys(case) if (case.amount(key) or 0) >= THOUSAND]
    with_comma = [key for key in large if "," in case.text(key) or "，" in case.text(key)]
    plain = [key for key in large if key not in with_comma]
    if not with_comma or not plain:
        return
    edits = tuple((at_field(key), case.text(key).replace(",", "").replace("，", "")) for key in with_comma)
    message = f"金额写法不一致：{case.text(with_comma[0]).strip()} 带千分位逗号，{case.text(plain[0]).strip()} 不带。"
    yield Found(at_field(with_comma[0]), message, fix=Fix("去掉千分位逗号", edits), about=(at_field(plain[0]),))
