"""Signs: spaces that stray, punctuation set twice, brackets without a partner, titles without their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evaldesk.model.finding import Fix, Level
from evaldesk.model.template.fields import ParagraphField, TextField
from evaldesk.rules.case import Case, Found, Row, at_field, check
from evaldesk.rules.checks.sources import PUNCTUATION, WRITING
from evaldesk.rules.checks.wording import label, named, paragraphs
from evaldesk.rules.wordlists import word_lists
from evaldesk.values.deferred import deferred

_STRAY = deferred(
    r"(?<=[^\s]) +(?=[，。；：、！？）》”】])"  # before a sign
    r"|(?<=[，。；：、！？（《“【]) +(?=[^\s])"  # after a sign
    r"|(?<=[一-鿿]) +(?=[（《“【])"
    r"|(?<=[）》”】]) +(?=[一-鿿])"
    r"|(?<=[一-鿿]) +(?=[0-9][0-9.,]*[^0-9.,\s，。；：、！？）])"  # before a number that nothing sets off behind
)
_SPACES = deferred(" +")
_TWICE = deferred(r"，，+|。。+|；；+|、、+|：：+|，。|。，|；。|。；|，；|、，|，、|、。")
_PAIRS = (("（(", "）)"), ("《", "》"), ("“", "”"), ("【", "】"), ("「", "」"))
_BRACKET = deferred(f"[{re.escape(''.join(sign for pair in _PAIRS for sign in pair))}]")
_ENUMERATOR = deferred(r"(?:^|(?<=[\s，。；：、,;:\n]))[0-9一二三四五六七八九十a-zA-Z]{1,3}\Z")  # before its bracket
_LONGEST_MARK = 3
_LISTED = deferred(r"[。；;\n]")


@check("completeness.spaces", Level.HINT, source=WRITING, pace="slow")
def no_stray_spaces(case: Case) -> Iterator[Found]:
    """标点前后和数字前不要有多余的空格。

    空格多半是复制或换行时带进来的，印出来断在行中间。点“去掉多余空格”即可。
    """
    for item in case.template.fields:
        text = case.text(item.key)
        found = _stray(text)
        if found:
            ends = [0, *[end for _, end in found]], [*[start for start, _ in found], len(text)]
            mended = "".join(text[begin:end] for begin, end in zip(*ends, strict=True))
            message = f"“{item.label}”中有 {len(found)} 处多余的空格。"
            fix = Fix("去掉多余空格", ((at_field(item.key), mended),))
            yield Found(at_field(item.key), message, (str(len(found)),), found[0], fix=fix)


@lru_cache(maxsize=256)
def _stray(text: str) -> tuple[tuple[int, int], ...]:
    """Return the places of the spaces that stray; looking at the spaces alone makes long texts cheap."""
    runs = (_STRAY.match(text, run.start()) for run in _SPACES.finditer(text))
    return tuple(stray.span() for stray in runs if stray)


@check("completeness.punctuation", Level.HINT, source=PUNCTUATION, pace="slow")
def punctuation_stands_once(case: Case) -> Iterator[Found]:
    """标点不要重复或叠用。

    “，，”“，。”是改动时留下的。请删去多余的一个。
    """
    for item in paragraphs(case.template):
        text = case.text(item.key)
        match = _TWICE.search(text)
        if match:
            around = text[max(match.start() - 6, 0) : match.end() + 6]
            message = f"“{item.label}”中标点叠用：{named(around)}。"
            yield Found(at_field(item.key), message, span=match.span())


@lru_cache(maxsize=1 << 10)
def unpaired(text: str) -> tuple[int, str] | None:
    """Return the place of the first bracket or quotation mark without a partner, and the sign, or None."""
    signs = [(match.start(), match[0]) for match in _BRACKET.finditer(text)]
    for opening, closing in _PAIRS if signs else ():
        open_at: list[int] = []
        for at, sign in signs:
            if sign in opening:
                open_at.append(at)
            elif sign in closing and not (sign in "）)" and _ENUMERATOR.search(text, max(at - _LONGEST_MARK, 0), at)):
                if not open_at:
                    return at, sign
                open_at.pop()
        if open_at:
            return open_at[0], text[open_at[0]]
    return None


@check("completeness.brackets", Level.HINT, source=PUNCTUATION, pace="slow", prose=True, errs=True)
def brackets_come_in_pairs(case: Case) -> Iterator[Found]:
    """括号、引号、书名号要成对。

    短栏目里只有一半的，多半是名称被截断了，须补全；长文字里的请顺手改正。
    """
    for item in case.template.fields:
        text = case.text(item.key)
        if not isinstance(item, TextField | ParagraphField) or not (odd := unpaired(text)):
            continue
        at, sign = odd
        short = isinstance(item, TextField)
        message = f"“{item.label}”中的“{sign}”没有配对{'，名称可能被截断' if short else ''}。"
        level = Level.ERROR if short else Level.HINT
        yield Found(at_field(item.key), message, span=(at, at + 1), level=level)


@check("completeness.row-brackets", Level.ERROR, source=PUNCTUATION, pace="cell", prose=True, facts=("name.signs",))
def row_brackets_come_in_pairs(row: Row) -> Iterator[Found]:
    """指标名称里的括号、引号要成对。

    只有一半的，多半是名称被截断了，与年初批复的指标对不上。请补全。
    """
    name = row.result.node.name
    if not name.isalnum() and (odd := unpaired(name)):
        at, sign = odd
        message = f"指标名称{named(name)}中的“{sign}”没有配对，名称可能被截断。"
        yield Found(row.where("name"), message, span=(at, at + 1))


@check("completeness.title-marks", Level.HINT, source=PUNCTUATION, pace="slow", prose=True)
def documents_stand_in_title_marks(case: Case) -> Iterator[Found]:
    """文件名称要加书名号。

    依据文件写全称并加“《》”，一眼可见是哪一份。点按钮即可补上。
    """
    keys = {item.key for item in case.template.fields}
    endings = "|".join(word_lists().title_endings)
    title = re.compile(rf"[^《》，。；：、,;:\s“”（）()]{{4,40}}(?:{endings})")
    for key in word_lists().title_fields:
        text = case.text(key) if key in keys else ""
        start = 0
        for piece in [*_LISTED.split(text)]:
            bare = piece.strip()
            at = text.find(bare, start)
            start = at + len(bare)
            if bare and title.fullmatch(bare):
                mended = f"{text[:at]}《{bare}》{text[at + len(bare) :]}"
                message = f"“{label(case.template, key)}”中的{named(bare)}是文件名称，应加书名号。"
                fix = Fix("加上书名号", ((at_field(key), mended),))
                yield Found(at_field(key), message, span=(at, at + len(bare)), fix=fix)
