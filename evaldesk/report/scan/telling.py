"""The words for what a check of paper found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaldesk.model.digest import readable
from evaldesk.report.codes.page_code import PageCode, form_tag
from evaldesk.report.scan.pages import Seen
from evaldesk.report.scan.printing import Printing
from evaldesk.report.scan.result import ScanDifference, Verdict

_LISTED = 60  # cells that a note names: more than a seal covers


def sentence_of(
    verdict: Verdict, code: PageCode | None, now: Printing, seen: Sequence[Seen], differences: Sequence[ScanDifference]
) -> str:
    """Return the answer in one sentence, with what to do next where something is to be done."""
    if code is None:
        if any(page.foreign for page in seen):
            return "扫描件上的二维码不是本程序印的，无法核对。请检查是否选对了扫描件。"
        return (
            "扫描件上没有读到页脚的二维码，无法核对。请用 200 dpi 以上重新扫描整页，页脚要完整清楚；"
            "没有二维码的旧打印件请人工核对。"
        )
    revision, own = code.revision, now.document.revision
    known = f"第 {revision} 稿，校验码 {readable(code.digest)}"
    count = len(differences)
    match verdict:
        case "same":
            return f"一致：纸质件与文件相同（{known}）。"
        case "altered":
            return f"不一致：二维码与文件相符（{known}），但纸面上有 {count} 处与文件不同，可能在打印后被改动过。"
        case "other" if code.form == form_tag(now.document.id):
            return f"纸质件（{known}）是同一张表用另一种模板打印的，无法与这个文件核对。请打开当时的文件。"
        case "other":
            return f"纸质件（{known}）不是这张表打印的，请检查是否选错了文件或扫描件。"
        case "changed":
            codes = f"纸质件校验码 {readable(code.digest)}，文件现为 {readable(now.tag)}，同为第 {own} 稿"
            told = f"不一致：文件在打印之后改动过（{codes}）"
        case _:
            told = f"不一致：纸质件是第 {revision} 稿{_when(code, now)}，文件现为第 {own} 稿"
    if not count:
        return f"{told}，未能找出是哪里不同。请把数据页一同扫描，或打开当时的文件。"
    return f"{told}，有 {count} 处不同。"


def notes_of(now: Printing, seen: Sequence[Seen], differences: Sequence[ScanDifference], told: bool) -> Iterator[str]:
    """Yield what a person should know besides: what was not compared, and why."""
    if not any(page.code for page in seen):
        return
    if numbers := [page.number for page in seen if page.code is None]:
        yield f"扫描件第 {_list(numbers)} 页没有读到二维码，未核对。"
    ours = [page for page in seen if page.code and not page.foreign]
    if ours and (numbers := [page.number for page in seen if page.code and page.foreign]):
        yield f"扫描件第 {_list(numbers)} 页是另一张表的，未核对。"
    tags = {page.code.digest for page in ours if page.code}
    if len(tags) > 1:
        yield "扫描件里混有不同时候打印的页，请用同一次打印的整份表。"
    if any(page.code and page.code.digest == now.tag and page.code.revision != now.document.revision for page in ours):
        revision = next(page.code.revision for page in ours if page.code and page.code.digest == now.tag)
        yield f"内容相同，但纸质件印的是第 {revision} 稿，文件现为第 {now.document.revision} 稿。"
    shown = {page.code.page for page in ours if page.code}
    if ours and len(tags) == 1 and (missing := sorted(set(range(1, len(now.pages.sheets) + 1)) - shown)):
        yield f"没有扫描表格第 {_list(missing)} 页，这几页未核对。"
    if numbers := [page.number for page in ours if not page.compared and not page.data]:
        yield f"扫描件第 {_list(numbers)} 页是附页，未逐格核对。"
    if numbers := [page.number for page in ours if page.moved]:
        yield f"扫描件第 {_list(numbers)} 页的版面与文件不同（增减过行、改过较长的文字或页面设置），未能逐格核对。"
    if any(page.data for page in ours) and not told:
        yield "数据页没有扫全或没有读清，未能用上。请用 200 dpi 以上重新扫描数据页。"
    if any(page.bilevel and page.marks for page in ours):
        yield "扫描件只有黑白两色，细笔画可能丢失；如所列各处看来相同，请改用灰度或彩色重新扫描后再核对。"
    covered = [mark.box for page in ours for mark in page.marks if mark.kind == "covered"]
    if covered:
        names = dict.fromkeys(now.name(box.where) if box.where else " ".join(box.text.split()) for box in covered)
        more = "等" if len(names) > _LISTED else ""
        yield f"被印章遮住、请人工核对的有 {len(covered)} 格：{'；'.join(list(names)[:_LISTED])}{more}。"


def _when(code: PageCode, now: Printing) -> str:
    """Return when a revision was printed or handed in, as far as the file's own history tells."""
    words = {"printed": "打印", "handed-in": "上报"}
    for event in reversed(now.document.history):
        if event.digest.startswith(code.digest) and event.event in words:
            return f"（{event.at[:10]} {words[event.event]}）"
    return f"（校验码 {readable(code.digest)}）"


def _list(numbers: Sequence[int]) -> str:
    """Return numbers as a person lists them, runs of them shortened."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)
