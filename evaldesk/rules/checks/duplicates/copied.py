"""Copied texts: a result tells what came of the goal, and does not say the goal again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.sources import MEASURES
from evaldesk.rules.checks.wording import label, named
from evaldesk.rules.wordlists import word_lists

SENTENCE = re.compile(r"[^。；;\n]+")
SPACES = re.compile(r"\s+")
NUMBERED = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}[.、．)）]\s*")
LEAST = 15


def sentences(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the sentences of a text without spaces and numbering, each with its place."""
    for match in SENTENCE.finditer(text):
        bare = NUMBERED.sub("", match[0].strip())
        start = match.start() + match[0].find(bare) if bare else match.start()
        yield SPACES.sub("", bare), (start, start + len(bare))


@check("duplicates.goal-again", Level.EXPLAIN, source=MEASURES, pace="slow", prose=True)
def results_are_not_the_goal_again(case: Case) -> Iterator[Found]:
    """写成效要写做成了什么，不能把预期目标再抄一遍。

    一字不差的目标说明不了结果。请写完成的数量、效果，并与目标逐条对照。
    """
    lists, keys = word_lists(), {item.key for item in case.template.fields}
    for goal in lists.goal_fields:
        wanted = {words for words, _ in sentences(case.text(goal)) if len(words) >= LEAST} if goal in keys else set()
        for result in lists.result_fields:
            if not wanted or result not in keys:
                continue
            copied = [(words, span) for words, span in sentences(case.text(result)) if words in wanted]
            signs = sum(len(words) for words, _ in copied)
            if signs >= case.template.thresholds.copied_text:
                message = (
                    f"“{label(case.template, result)}”中有 {len(copied)} 句（共 {signs} 字）与"
                    f"“{label(case.template, goal)}”一字不差，如{named(copied[0][0])}，请写实际结果。"
                )
                numbers = (str(len(copied)), str(signs))
                yield Found(at_field(result), message, numbers, copied[0][1], about=(at_field(goal),))
