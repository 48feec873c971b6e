"""Years in the texts: this form's figures under another year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.narrative.purse import Figure, purse, rates
from evaldesk.rules.checks.narrative.texts import Passage, of_kind, year
from evaldesk.rules.prose import Mention, Year
from evaldesk.rules.prose.roles import spoken
from evaldesk.rules.prose.rounding import agrees, digits
from evaldesk.rules.prose.words import pattern

_TELLING = 3


@check("narrative.year", Level.ERROR, "评价年度与正文一致（自评表填报要求）", pace="slow", prose=True)
def wrong_year(case: Case) -> Iterator[Found]:
    """正文中的预算、支出数就是本表的数，所写年份却不是评价年度。

    只有金额或支出率与表内数字相符、而所属年份不是评价年度时才提出；往年对比、截止日期和项目名称中的年份不提。
    """
    own = year(case)
    if own is None:
        return
    for passage in of_kind(case, "goal", "result", "problem", ""):
        seen = [
            (mention.year, mention, figure)
            for mention, what in passage.reading.once(spoken)
            if mention.year and _is_other(mention.year, own) and (figure := _own_figure(case, passage, mention, what))
        ]
        for named, group in groupby(seen, key=lambda item: item[0]):
            found = [(mention, figure) for _, mention, figure in group]
            sure = any(digits(mention) >= _TELLING for mention, _ in found) or len(found) > 1
            named_too = any(other.first <= own <= other.last for other in passage.reading.years)
            if str(named.first) not in case.text("project_name") and (sure or not named_too):
                yield _found(passage, named, own, found, Level.ERROR if sure else Level.EXPLAIN)


def _found(passage: Passage, named: Year, own: int, found: list[tuple[Mention, Figure]], level: Level) -> Found:
    quoted = "、".join(f"“{passage.quote(mention).removeprefix(f'{named.first}年')}”" for mention, _ in found)
    names = "、".join(dict.fromkeys(figure.name for _, figure in found))
    apart = abs(named.first - own)
    return Found(
        where=passage.where,
        message=f"正文把{quoted}写作{named.first}年，而评价年度是{own}年，这些数正是本表的{names}，年份相差{apart}年。",
        numbers=(str(named.first), str(own), *(mention.text for mention, _ in found)),
        span=(named.start, named.start + 4),
        level=level,
        fix=passage.fix(f"改为 {own}", named.start, named.start + 4, str(own)),
        about=(at_field("year"), *(where for _, figure in found for where in figure.about)),
    )


def _is_other(named: Year, own: int) -> bool:
    return named.first == named.last != own and not (named.dated or named.compared or named.until)


def _own_figure(case: Case, passage: Passage, mention: Mention, what: str) -> Figure | None:
    """Return the figure of the form that a number under another year equals, None for any other number."""
    if what not in ("planned", "allocated", "spent", "rate") or mention.bound:
        return None
    if pattern("past").search(passage.reading.sentence(mention)) or _named_rightly(case, passage, mention):
        return None
    held = rates(case) if what == "rate" else purse(case).figures.get(what, ())
    return next((figure for figure in held if agrees(mention, figure.value)), None)


def _named_rightly(case: Case, passage: Passage, mention: Mention) -> bool:
    """Tell whether the same number stands in the same sentence under the form's year: then two years are compared."""
    own = year(case)
    sentence = passage.reading.sentences[mention.sentence]
    return any(
        other.value == mention.value and other is not mention and other.year and other.year.first == own
        for other in sentence.mentions
    )
