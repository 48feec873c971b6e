"""Verify: does a living PDF still show what its own data says? Lay the data out again and compare page by page.

Texts and their places are compared, not drawings, so that it does not matter which program wrote the file anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from evaldesk import __version__
from evaldesk.files.decode import decode
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, Where
from evaldesk.model.template import Template
from evaldesk.report.attachment import extract, is_sound, printed_by, printed_options
from evaldesk.report.drawing import draw
from evaldesk.report.layout import lay_out
from evaldesk.report.own_fonts import own_font
from evaldesk.report.page import Box, Pages
from evaldesk.report.places import place_name, rows_by_id
from evaldesk.report.read_back import ReadPage, Run, read_back
from evaldesk.report.setup import setup_of
from evaldesk.rules import evaluate

_MOVED = 1.0  # points: a text further from its place was moved
_SHOWN = 60  # characters of a text in a sentence


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold one difference: its page (from 1, 0 for the file), the field's address and name, and the texts.

    ``expected`` is what the attached data says, ``found`` what the page shows.
    """

    page: int
    where: str
    label: str
    expected: str = ""
    found: str = ""
    message: str = ""

    def __str__(self) -> str:
        place = f"第 {self.page} 页“{self.label}”" if self.page else self.label
        return f"{place}：{self.message or f'数据为“{_short(self.expected)}”，页面为“{_short(self.found)}”'}"


@dataclass(frozen=True, slots=True)
class Verified:
    """Hold the answer; ``note`` says what may explain differences, such as another version of the program."""

    same: bool
    differences: tuple[Difference, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        return "一致" if self.same else "\n".join([*map(str, self.differences), *([self.note] if self.note else [])])


def verify(pdf: bytes, name: str = "这个 PDF") -> Verified:
    """Compare the visible pages of a PDF with the form attached to it; ``name`` is what sentences call the PDF.

    :raises Unreadable: when the PDF carries no form, or one that cannot be read.
    :raises TemplateProblem: when the form's template is not installed.
    """
    form = extract(pdf, name)
    document = decode(form, name)
    template = load_template(document.template)
    options = printed_options(form)
    pages = lay_out(document, template, evaluate(document, template), options)
    found = read_back(pdf)
    told = [] if is_sound(pdf) else [Difference(0, "", "附带的数据", message="与登记的校验码不符，导出后被改动过")]
    told += _Comparison(document, template, pages).differences(read_back(draw(pages)), found)
    writer = printed_by(form)
    other = f"此文件由 {writer} 版导出，本程序为 {__version__} 版，版面可能略有不同。"
    notes = [other] if writer not in ("", __version__) else []
    font = (options.setup or setup_of(document)).font
    if font and not own_font(font):
        notes.append(f"导出时用的字体“{font}”本机没有，换行可能不同。")
    return Verified(not told, tuple(told), "".join(notes) if told else "")


class _Comparison:
    """What differs between pages laid out again and pages found, in the words of the form."""

    def __init__(self, document: Document, template: Template, pages: Pages) -> None:
        self._template = template
        self._rows = rows_by_id(document)
        self._pages = pages

    def differences(self, expected: list[ReadPage], found: list[ReadPage]) -> Iterator[Difference]:
        for ours, theirs in _aligned(expected, found):
            if ours is None:
                yield Difference(theirs or 0, "", "整页", message="是多出来的一页")
            elif theirs is None:
                yield Difference(ours + 1, "", "整页", message="缺少这一页")
                yield from self._lost(ours)
            else:
                yield from self._page(ours, expected[ours], found[theirs - 1])

    def _lost(self, number: int) -> Iterator[Difference]:
        seen = dict.fromkeys(
            (box.where, box.text) for box in self._pages.sheets[number].boxes if box.where and box.text
        )
        for where, text in seen:
            yield Difference(number + 1, str(where), self._name(where), text, "", "随这一页缺少")

    def _page(self, number: int, ours: ReadPage, theirs: ReadPage) -> Iterator[Difference]:
        page = number + 1
        if abs(ours.width - theirs.width) > _MOVED or abs(ours.height - theirs.height) > _MOVED:
            yield Difference(page, "", "整页", message="纸张大小与导出时不同")
        if theirs.foreign > ours.foreign or theirs.paths > ours.paths:
            yield Difference(page, "", "整页", message="另加了图形、图片或批注，可能遮住了内容")
        changed: dict[Box | None, tuple[list[Run], list[Run]]] = {}
        moved: list[Run] = []
        matcher = SequenceMatcher(None, [run.text for run in ours.runs], [run.text for run in theirs.runs], False)
        for kind, i, i_end, j, j_end in matcher.get_opcodes():
            if kind == "equal":
                pairs = zip(ours.runs[i:i_end], theirs.runs[j:j_end], strict=True)
                moved += [run for run, other in pairs if _is_moved(run, other)]
                continue
            for run, other in zip_longest(ours.runs[i:i_end], theirs.runs[j:j_end]):
                texts = changed.setdefault(self._box(number, *_parting(run, other)), ([], []))
                texts[0].extend([run] if run else [])
                texts[1].extend([other] if other else [])
        for box, (run_ours, run_theirs) in changed.items():
            yield self._told(page, box, _joined(run_ours, box), _joined(run_theirs, box))
        if not changed:  # where a text differs, others may only have made room for it
            for box in dict.fromkeys(self._box(number, run.xs[0], run.y) for run in moved):
                told = self._told(page, box, "", "")
                yield Difference(page, told.where, told.label, told.expected, told.found, "位置被移动过")

    def _box(self, number: int, x: float, baseline: float) -> Box | None:
        return self._pages.at(number, x + 1, baseline - 2)

    def _told(self, page: int, box: Box | None, expected: str, found: str) -> Difference:
        if box is None or box.where is None:
            return Difference(page, "", _short(box.text) if box and box.text else "空白处", expected, found)
        return Difference(page, str(box.where), self._name(box.where), expected, found)

    def _name(self, where: Where | None) -> str:
        return place_name(where, self._template, self._rows) if where else ""


def _aligned(expected: list[ReadPage], found: list[ReadPage]) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of pages that belong together: expected from 0, found from 1; None where one side has none."""
    ours, theirs = ([_joined(page.runs) for page in side] for side in (expected, found))
    if len(ours) == len(theirs):
        yield from ((number, number + 1) for number in range(len(ours)))
        return
    for _, i, i_end, j, j_end in SequenceMatcher(None, ours, theirs, False).get_opcodes():
        for one, other in zip_longest(range(i, i_end), range(j, j_end)):
            yield one, None if other is None else other + 1


def _parting(run: Run | None, other: Run | None) -> tuple[float, float]:
    """Return the x and the baseline from which two runs differ."""
    if run is None or other is None:
        only = run or other
        return (only.xs[0], only.y) if only else (0.0, 0.0)
    same = next((at for at, (a, b) in enumerate(zip(run.text, other.text, strict=False)) if a != b), None)
    if same is None:
        same = min(len(run.text), len(other.text)) - 1
    return run.xs[same], run.y


def _is_moved(run: Run, other: Run) -> bool:
    return abs(run.y - other.y) > _MOVED or any(abs(a - b) > _MOVED for a, b in zip(run.xs, other.xs, strict=True))


def _joined(runs: Iterable[Run], box: Box | None = None) -> str:
    """Return the text of runs; of one that runs on through several cells, only what stands in this one."""
    if box is None:
        return "".join(run.text for run in runs)
    return "".join(
        character
        for run in runs
        for character, x in zip(run.text, run.xs, strict=True)
        if box.x - _MOVED <= x <= box.x + box.width + _MOVED
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
