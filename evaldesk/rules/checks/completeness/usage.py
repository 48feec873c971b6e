"""Words: a slip that is sure to be one, an official term under a wrong name, one amount with its unit and without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.model.finding import Fix, Level
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.sources import MEASURES, WRITING
from evaldesk.rules.checks.wording import named, paragraphs
from evaldesk.rules.wordlists import word_lists

_DATE = r"(?:(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月份?(?:[0-9]{1,2}[日号])?)|[0-9]{1,2}月(?:份|[0-9]{1,2}[日号]))"
_WITH_DATE = re.compile(rf"与(?<=[^，。；：、\s]与)(?={_DATE})")
_CLAUSE = re.compile(r"[^，。；\n]{0,40}")
# What stands before the first digit is looked at behind it: a pattern that begins with a digit finds its places faster.
_AMOUNT = re.compile(r"(?P<number>[0-9](?<![0-9.].)[0-9,]{0,14}(?:\.[0-9]{1,6})?[万亿])(?P<yuan>元)?")


@check("completeness.at-date", Level.HINT, source=WRITING, pace="slow", prose=True)
def things_happen_at_a_date(case: Case) -> Iterator[Found]:
    """某年某月做成一件事，用“于”，不用“与”。

    “方案与 2023 年 10 月完成审批”多半是“于”打成了“与”。点按钮即可改正；确是两件事并列的，不用改。
    """
    lists = word_lists()
    for item in paragraphs(case.template):
        text = case.text(item.key)
        for match in _WITH_DATE.finditer(text) if "与" in text else ():
            clause = _CLAUSE.match(text, match.end())
            done = lists.done_at_pattern.match(text, match.end())
            if done is None or text[done.end() : done.end() + 1] == "的":
                continue
            if clause and lists.with_date_pattern.search(clause[0]):
                continue
            at = match.start()
            words = text[max(at - 4, 0) : match.end() + 10]
            fix = Fix("改为“于”", ((at_field(item.key), f"{text[:at]}于{text[at + 1 :]}"),))
            yield Found(
                at_field(item.key), f"“{item.label}”中的{named(words)}，“与”像是“于”之误。", span=(at, at + 1), fix=fix
            )


@check("completeness.amount-words", Level.HINT, source=WRITING, pace="slow", prose=True)
def one_amount_has_one_unit(case: Case) -> Iterator[Found]:
    """同一个金额，各处都写“万元”，不要有的写“万”。

    “200 万以上”与“200 万元及以上”并列，读的人会以为是两个标准，也不知道含不含 200 万元。请统一写法。
    """
    bounds = word_lists().bound_words
    for item in paragraphs(case.template):
        text = case.text(item.key)
        found = list(_AMOUNT.finditer(text)) if "万" in text or "亿" in text else []
        whole = {match["number"].replace(",", ""): match for match in reversed(found) if match["yuan"]}
        for match in found:
            other = whole.get(match["number"].replace(",", ""))
            at = match.end()
            bound = next((word for word in bounds if text.startswith(word, at)), "")
            if match["yuan"] or other is None or not bound:
                continue
            behind = next((word for word in bounds if text.startswith(word, other.end())), "")
            here, there = match[0] + bound, other[0] + behind
            fix = Fix("补上“元”", ((at_field(item.key), f"{text[:at]}元{text[at:]}"),))
            message = f"“{item.label}”中一处写{named(here)}，一处写{named(there)}，请统一写法。"
            yield Found(at_field(item.key), message, (here, there), (match.start(), at), fix=fix)


@check("completeness.term", Level.HINT, source=MEASURES, pace="slow", prose=True)
def terms_are_the_official_ones(case: Case) -> Iterator[Found]:
    """预算绩效管理的名词和常用字，按规定的写法写。

    事前做的是“评估”，事后做的才是“自评”“评价”；“账”“截至”等字也常被写错。点按钮即可改正。
    """
    for item in paragraphs(case.template):
        text = case.text(item.key)
        for wrong, right in word_lists().terms:
            match = wrong.search(text)
            if match is None:
                continue
            better = match.expand(right)
            mended = wrong.sub(right, text)
            message = f"“{item.label}”中的{named(match[0])}，规范的写法是{named(better)}。"
            fix = Fix(f"改为{named(better)}", ((at_field(item.key), mended),))
            yield Found(at_field(item.key), message, (match[0], better), match.span(), fix=fix)
