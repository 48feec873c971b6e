"""The years of a folded text: 2023年, 2023年度, 2021-2023年, and what is said about them.

Whether a year is a budget year, a day (2023年2月), a comparison (较2022年) or a limit (截至2023年) decides what a
number behind it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.rules.prose.nodes import Year

_YEAR = re.compile(r"(?:19|20)[0-9]{2} ?(?:年度?)?(?:[-至到](?P<last>(?:19|20)[0-9]{2})(?![0-9]))? ?年度?")
_MONTH = re.compile(r" ?[0-9]{1,2} ?月")
_COMPARED = re.compile(r"(?:较|比|与|同|和|跟|相比|对比|高于|低于|多于|少于)(?:去年|上年)?\(?$")
_COMPARED_AFTER = re.compile(r"(?:同期|相比|同比|的?基础上|全年相比|年?底?相比|减少|增加|增长|下降|提高|水平)")
_OF_A_PAPER = re.compile(
    r"(?:印发|发布|出台|制定|修订|颁布|施行|立项|批准|批复|签订|成立|开工|启动|投入使用|建成|通过)"
)
_UNTIL = re.compile(r"(?:截至|截止|截止到|截至到|至|到|累计至)$")
_UNTIL_AFTER = re.compile(r"(?:底|末|年底|年末|初)|以来|起")


def years(folded: str) -> Iterator[Year]:
    """Yield the years of a folded text from left to right; a bare 2023 without 年 is no year."""
    for match in _YEAR.finditer(folded):
        start, end = match.span()
        if "年" not in match[0] or (start and (folded[start - 1].isascii() and folded[start - 1].isalnum())):
            continue
        while folded[end - 1] == " ":
            end -= 1
        first = int(match[0][:4])
        last = int(match["last"] or first)
        before = folded[max(start - 4, 0) : start]
        compared = bool(_COMPARED.search(before) or _COMPARED_AFTER.match(folded, end))
        until = bool(_UNTIL.search(before) or _UNTIL_AFTER.match(folded, end))
        yield Year(
            start,
            end,
            first,
            max(first, last),
            bool(_MONTH.match(folded, end) or _OF_A_PAPER.match(folded, end)),
            compared,
            until,
        )
