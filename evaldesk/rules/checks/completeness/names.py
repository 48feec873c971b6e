"""Names: the project's own name is whole, and the same as in its basis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evaldesk.model.finding import Fix, Level
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.sources import FORM
from evaldesk.rules.checks.wording import named, paragraphs, unquoted
from evaldesk.rules.wordlists import word_lists

SHORTEST = 5
_ONE_EDIT = 1


@check("completeness.name-cut", Level.ERROR, source=FORM, pace="slow", prose=True)
def the_project_name_is_whole(case: Case) -> Iterator[Found]:
    """项目名称要写全，与依据文件和正文里的写法一致。

    名称末尾缺字，或与正文差一个字，就与预算批复对不上。请照批复逐字写全。
    """
    name = case.text("project_name").strip()
    bare = unquoted(name)
    if len(bare) < SHORTEST:
        return
    for item in paragraphs(case.template):
        text = _bare(case.text(item.key))
        where, about = at_field("project_name"), (at_field(item.key),)
        if rest := _missing_end(bare, text):
            fix = Fix(f"改为 {name}{rest}", ((where, name + rest),))
            message = f"项目名称{named(name)}末尾像是少了“{rest}”：“{item.label}”里写的是“{bare}{rest}”。"
            yield Found(where, message, fix=fix, about=about)
            return
        if other := _nearly(bare, text):
            message = f"项目名称是{named(name)}，“{item.label}”里写的是{named(other)}，请核对哪一个与批复一致。"
            yield Found(where, message, level=Level.EXPLAIN, about=about)
            return


@lru_cache(maxsize=256)
def _bare(text: str) -> str:
    return unquoted(text)


def _missing_end(name: str, text: str) -> str:
    """Return what the name lacks at its end: the rest of a word that it breaks off and the text writes out."""
    if name not in text:
        return ""
    for ending in word_lists().name_endings:
        for size in range(len(ending) - 1, 0, -1):
            rest = ending[size:]
            if name.endswith(ending[:size]) and name + rest in text and text.count(name) == text.count(name + rest):
                return rest
    return ""


def _nearly(name: str, text: str) -> str:
    """Return a name in the text that differs from this one by one character inside, or by two that changed places."""
    if name in text or len(name) < 2 * SHORTEST:
        return ""
    head, tail = re.escape(name[:4]), re.escape(name[-4:])
    inner = len(name) - 8
    for match in re.finditer(f"(?={head}(.{{{max(inner - 1, 0)},{inner + 1}}}?){tail})", text):
        middle = match[1]
        if _is_slip(name[4:-4], middle):
            return name[:4] + middle + name[-4:]
    return ""


def _is_slip(first: str, second: str) -> bool:
    if abs(len(first) - len(second)) == _ONE_EDIT:
        short, long = sorted((first, second), key=len)
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    differing = sum(a != b for a, b in zip(first, second, strict=False))
    return len(first) == len(second) and (differing == _ONE_EDIT or sorted(first) == sorted(second))
