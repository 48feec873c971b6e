"""How to reach the officer: telephone and e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evaldesk.model.finding import Level
from evaldesk.model.template.fields import EmailField, PhoneField
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.sources import FORM
from evaldesk.rules.checks.wording import named
from evaldesk.rules.wordlists import word_lists
from evaldesk.values.clean import clean

_BETWEEN = re.compile(r"[,;、，；/]|\s{2,}|(?<=[0-9]{7}) (?=[01])")
_COUNTRY = re.compile(r"^(?:\+|00)86-?")
_EMAIL = re.compile(r"[A-Za-z0-9._%+*-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


@lru_cache(maxsize=64)
def _numbers(text: str) -> tuple[str, ...]:
    """Return the telephone numbers of a cell, without spaces and country code; several checks ask for them."""
    cleaned = [clean(piece).replace(" ", "") for piece in _BETWEEN.split(text)]
    return tuple([_COUNTRY.sub("", number) for number in cleaned if number])


@check("completeness.phone", Level.ERROR, source=FORM, pace="fields")
def phone_is_a_number(case: Case) -> Iterator[Found]:
    """联系电话要是打得通的号码。

    固定电话写区号加七八位号码，手机写十一位。位数不对或夹着文字的，审核人联系不上。请核对后重填。
    """
    lists = word_lists()
    for item in case.template.fields_of(PhoneField):
        text = case.text(item.key)
        if not text.strip():
            continue
        for number in _numbers(text):
            known = any(pattern.fullmatch(number) for pattern in lists.phone_patterns)
            if not known and not lists.local_phone_pattern.fullmatch(number):
                digits = sum(sign.isdigit() for sign in number)
                message = f"“{item.label}”中的{named(number)}不像电话号码（有 {digits} 位数字），请核对。"
                yield Found(at_field(item.key), message, (number,))


@check("completeness.area-code", Level.HINT, source=FORM, pace="fields")
def phone_has_an_area_code(case: Case) -> Iterator[Found]:
    """固定电话请写区号。

    只有七八位的号码外地打不通，省级财政部门审核时联系不上。请写成“区号-号码”。
    """
    lists = word_lists()
    for item in case.template.fields_of(PhoneField):
        for number in _numbers(case.text(item.key)):
            if lists.local_phone_pattern.fullmatch(number) and not any(
                pattern.fullmatch(number) for pattern in lists.phone_patterns
            ):
                message = f"“{item.label}”{named(number)}没有区号，请写成“区号-{number}”。"
                yield Found(at_field(item.key), message, (number,))


@check("completeness.email", Level.ERROR, source=FORM, pace="fields")
def email_is_an_address(case: Case) -> Iterator[Found]:
    """联系邮箱要是完整的邮箱地址。

    地址里要有一个“@”，后面是完整的域名，例如 liming@example.cn。不完整的地址邮件寄不到。
    """
    for item in case.template.fields_of(EmailField):
        text = case.text(item.key).strip()
        if text and text not in ("/", "无"):
            wrong = [piece for piece in re.split(r"[,;、，；\s]+", text) if piece and not _EMAIL.fullmatch(piece)]
            if wrong:
                yield Found(at_field(item.key), f"“{item.label}”中的{named(wrong[0])}不是完整的邮箱地址，请核对。")


@check("completeness.email-empty", Level.HINT, source=FORM, pace="fields")
def email_is_given(case: Case) -> Iterator[Found]:
    """联系邮箱可以不填，但建议填写。

    退回修改时用邮箱联系最快，也留有记录。电话又没有区号的，外地审核人就联系不上了：请至少补全一样，或说明怎样联系。
    """
    for item in case.template.fields_of(EmailField):
        if item.required or case.text(item.key).strip() not in ("", "/", "无"):
            continue
        local = next(_local_phones(case), None)
        if local is None:
            yield Found(at_field(item.key), f"“{item.label}”没有填写，建议填上，便于退回修改时联系。")
            continue
        key, number = local
        message = f"“{item.label}”没有填写，电话{named(number)}又没有区号，外地审核人联系不上，请补全或说明。"
        yield Found(at_field(item.key), message, (number,), level=Level.EXPLAIN, about=(at_field(key),))


def _local_phones(case: Case) -> Iterator[tuple[str, str]]:
    """Yield (field, number) of telephone numbers, where none of them can be called from elsewhere."""
    lists = word_lists()
    keys = [item.key for item in case.template.fields_of(PhoneField)]
    numbers = [(key, number) for key in keys for number in _numbers(case.text(key))]
    if not any(pattern.fullmatch(number) for _, number in numbers for pattern in lists.phone_patterns):
        yield from ((key, number) for key, number in numbers if lists.local_phone_pattern.fullmatch(number))
