"""Sums in a field of money: what is reckoned, and what is left as it was typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.values.calculation import calculation, holds


@pytest.mark.parametrize(
    ("typed", "strip"),
    [
        ("8967.19+76.95=", "8967.19+76.95=9044.14"),
        ("8,967.19 + 76.95 =", "8,967.19 + 76.95=9044.14"),
        ("0.1+0.2=", "0.1+0.2=0.3"),
        ("1-3=", "1-3=-2"),
        ("2+3×4=", "2+3×4=14"),
        ("(2+3)*4=", "(2+3)*4=20"),
        ("（2＋３）×4＝", "（2＋３）×4=20"),
        ("10÷4=", "10÷4=2.5"),
        ("10÷3=", "10÷3≈3.333333"),
        ("20÷3=", "20÷3≈6.666667"),
        ("-1÷3=", "-1÷3≈-0.333333"),
        ("200*5%=", "200*5%=10"),
        ("100+5%=", "100+5%=100.05"),
        ("(1+2)%=", "(1+2)%=0.03"),
        ("50%=", None),
        ("2--3=", "2--3=5"),
        ("-(2+3)=", "-(2+3)=-5"),
        (".5+.5=", ".5+.5=1"),
        ("1-1=", "1-1=0"),
        ("0.0000001*1=", "0.0000001*1≈0"),
        ("123456789012345678901234567890+1=", "123456789012345678901234567890+1=123456789012345678901234567891"),
        ("8967.19+76.95", None),
        ("8967.19=", None),
        ("-5=", None),
        ("=", None),
        ("", None),
        ("1+=", None),
        ("1+2)=", None),
        ("(1+2=", None),
        ("1 2+3=", "1 2+3=15"),
        ("1,23+4=", None),
        ("5÷0=", None),
        ("1+a=", None),
        ("__import__('os')=", None),
        ("2**3=", None),
        ("9**9**9=", None),
        ("1+2==", None),
        ("1+2=3", None),
        ("1+1万=", None),
        ("(" * 150 + "1" + ")" * 40 + "+1=", None),
        ("(" * 60 + "1" + ")" * 60 + "+1=", "(" * 60 + "1" + ")" * 60 + "+1=2"),
        ("1+" * 120 + "1=", None),
    ],
)
def test_sums(typed: str, strip: str | None) -> None:
    found = calculation(typed)
    assert (found.strip if found else None) == strip


def test_a_sum_in_yuan_has_two_decimals() -> None:
    found = calculation("10/3=", places=2)
    assert found is not None
    assert (found.result, found.exact) == ("3.33", False)


money = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(st.lists(money, min_size=2, max_size=8))
def test_sums_of_money_are_exact(parts: list[Decimal]) -> None:
    found = calculation("+".join(f"{part:f}" for part in parts) + "=")
    assert found is not None
    assert found.exact
    assert Decimal(found.result) == sum(parts)


@given(st.text(alphabet="0123456789.+-*/()%,=×÷ （）＝x", max_size=60))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    found = calculation(typed)
    if found is not None:
        assert holds(found.strip, found.result)
        assert not holds(found.strip, f"1{found.result}9")


def test_a_kept_sum_holds_for_its_result_only() -> None:
    assert holds("1+2=3", "3")
    assert holds("10÷3≈3.333333", "3.333333")
    assert not holds("1+2=3", "4")
    assert not holds("1+2=3", "")
    assert not holds("", "3")
