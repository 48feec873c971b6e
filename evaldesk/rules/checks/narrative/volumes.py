"""How much work was handled: a text and the one row that counts it, far apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, Row, check
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import Mention, is_count
from evaldesk.values import Quantity

_ROW = re.compile(
    r"(?:服务|业务|审批|政务)?(?:事项|业务|办件)(?:受理|办理|办结)?(?:总)?(?:次数|件数|宗数|数量|总量|量)$"
)
_TEXT = re.compile(
    r"(?:受理|办理|办结)(?:各类|各项)?(?:服务|审批|政务)?(?:业务|事项|办件)(?:总?量|总?数)?(?:共|达|达到|约|为|合计)*$"
)
_CHANNEL = re.compile(r"热线|平台|系统|网站|窗口|小程序|自助机|公众号|一体机")
_FAR = 10  # units of another counting, such as visits for matters, are seldom ten times apart and the same


@check("narrative.volume", Level.HINT, "正文与指标评分表一致（自评表填报要求）", pace="slow", prose=True)
def volumes_are_near_each_other(case: Case) -> Iterator[Found]:
    """正文里的受理量、办理量，要与指标评分表里同一业务的次数相称。

    正文的数是表中实现值的十倍以上，或不到十分之一，多半是两个口径（如宗数与事项数、全市与本单位），看的人分不清。
    请核对，或写明各是什么口径。
    """
    rows = [(row, number) for row in case.rows if (number := _handled(row)) is not None]
    if len(rows) != 1:  # with several rows nobody can tell which of them the text means
        return
    ((row, number),) = rows
    mentions = [(passage, mention) for passage in of_kind(case, "result") for mention in passage.reading.mentions]
    told = [(passage, mention) for passage, mention in mentions if is_count(mention.unit)]
    if any(mention.value == number for _, mention in told):
        return
    for passage, mention in told:
        if _is_volume(passage, mention, row) and not number / _FAR < mention.value < number * _FAR:
            name, actual = row.result.node.name.strip(), row.result.node.actual.strip()
            yield Found(
                where=passage.where,
                message=f"正文说“{passage.quote(mention)}”，而指标“{name}”的实现值是“{actual}”，相差十倍以上，请核对或写明口径。",
                numbers=(mention.text, actual),
                span=(mention.start, mention.end),
                about=(row.where("actual"),),
            )
            return


def _handled(row: Row) -> Fraction | None:
    """Return how much a row of all matters counts; None for other rows, as those of one kind (跨境通办事项数量)."""
    outcome = row.result.outcome
    if outcome is None or not _ROW.fullmatch(row.result.node.name.strip()):
        return None
    actual = outcome.actual
    if not isinstance(actual, Quantity) or (actual.unit and not is_count(actual.unit)):
        return None
    return actual.number or None  # from nothing, everything is far


def _is_volume(passage: Passage, mention: Mention, row: Row) -> bool:
    if mention.chinese or not _TEXT.search(mention.label):
        return False
    channels = _CHANNEL.findall(passage.reading.before(mention)[-40:])
    return all(channel in row.result.node.name for channel in channels)
