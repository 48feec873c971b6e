"""Texts that only look filled: leftover prompts of a draft, and words that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from evaldesk.model.finding import Level
from evaldesk.model.template.fields import ParagraphField, TextField
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.sources import FORM
from evaldesk.rules.checks.wording import named, says_nothing
from evaldesk.rules.wordlists import word_lists


@lru_cache(maxsize=1 << 14)
def prompt_in(text: str) -> tuple[int, int] | None:
    """Return the place of the first leftover prompt of a draft (``(100字以内)``, ``××``) in a text."""
    if not _any_prompt().search(text):
        return None
    found = (pattern.search(text) for pattern in word_lists().placeholder_patterns)
    return min((match.span() for match in found if match), default=None)


@cache
def _any_prompt() -> re.Pattern[str]:
    """Return all the patterns as one: nearly every text holds none, and that is told by one search."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in word_lists().placeholder_patterns))


@check("completeness.prompt", Level.ERROR, source=FORM, pace="fields", prose=True)
def prompts_are_replaced(case: Case) -> Iterator[Found]:
    """范本里的提示语和空位要换成实际内容。

    “（100字以内）”“××”“请填写”是写法提示或待填的空位，留在表上说明这一处没有写完。请填上实际内容，或删去提示语。
    """
    for item in case.template.fields:
        text = case.text(item.key)
        span = prompt_in(text) if text else None
        if span:
            message = f"“{item.label}”中还留着待填的{named(text[slice(*span)])}，请换成实际内容。"
            yield Found(at_field(item.key), message, span=span)


@check("completeness.filler", Level.EXPLAIN, source=FORM, pace="fields")
def texts_say_something(case: Case) -> Iterator[Found]:
    """必填的文字栏要写实际内容，不能只写“无”“暂无”“详见附件”。

    这些栏目是评价的依据。确实没有可写的，请用一句话说明为什么没有。
    """
    allowed = word_lists().none_is_an_answer
    for item in case.template.required:
        text = case.text(item.key)
        due = isinstance(item, ParagraphField | TextField) and item.key not in allowed
        if due and text.strip() and says_nothing(text):
            message = f"“{item.label}”只写了{named(text)}，没有实际内容；确实没有的，请用一句话说明。"
            yield Found(at_field(item.key), message)
