"""Check a scan: which revision the paper is, and what on it differs from the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evaldesk.model.document import Document, Where
from evaldesk.model.template import Template
from evaldesk.report.codes.data_codes import joined
from evaldesk.report.codes.form_data import FormData, data_of, unpacked_data
from evaldesk.report.scan.cells import CellMark, first_of
from evaldesk.report.scan.nearby import nearby
from evaldesk.report.scan.pages import Lookup, Reader, Seen
from evaldesk.report.scan.pictures import page_count, pictures
from evaldesk.report.scan.printing import Printing
from evaldesk.report.scan.result import ScanDifference, ScanPage, ScanResult, Verdict
from evaldesk.report.scan.telling import notes_of, sentence_of
from evaldesk.report.scan.values import Value, between, between_data

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages of the scan; an exception that it raises stops the check."""


def check_scan(
    scan: bytes,
    name: str,
    document: Document,
    template: Template,
    *,
    known: Lookup | None = None,
    progress: Progress | None = None,
) -> ScanResult:
    """Hold a scan (a picture or a PDF of pictures) against the form; ``name`` is what sentences call the scan.

    ``known`` finds an older revision by the code of a page; with it, what was changed since is told text by text.

    :raises Unreadable: when the scan is no picture and no PDF, or damaged. What it shows is never a reason to raise.
    """
    count = page_count(scan, name)
    reader = Reader(Printing(document, template), known)
    seen: list[Seen] = []
    for number, picture in enumerate(pictures(scan, name), 1):
        seen.append(reader.look(number, picture))
        if progress:
            progress(number, count)
    return _told(reader, seen)


def _told(reader: Reader, seen: Sequence[Seen]) -> ScanResult:
    ours = [page for page in seen if page.code and not page.foreign]
    first = next((page.code for page in ours if page.code and page.code.digest != reader.now.tag), None)
    code = first or next((page.code for page in (*ours, *seen) if page.code), None)
    printed = reader.printed(code) if code and ours else None
    data = _data(seen, code.digest) if code else None
    differences = [*_of_values(reader, printed, data, ours), *_of_ink(reader, ours)] if ours else []
    merged = _merged(differences)
    verdict = _verdict(reader, ours, seen, merged)
    return ScanResult(
        verdict=verdict,
        sentence=sentence_of(verdict, code, reader.now, seen, merged),
        revision=code.revision if code else None,
        digest=code.digest if code else "",
        score=code.score if code else None,
        pages=tuple(ScanPage(page.number, page.code.page if page.code else 0, page.picture) for page in seen),
        differences=tuple(merged),
        notes=tuple(notes_of(reader.now, seen, merged, data is not None or printed is not None)),
    )


def _verdict(
    reader: Reader, ours: Sequence[Seen], seen: Sequence[Seen], differences: Sequence[ScanDifference]
) -> Verdict:
    now = reader.now
    if not ours:
        return "other" if any(page.code for page in seen) else "unknown"
    stale = [page.code for page in ours if page.code and page.code.digest != now.tag]
    if stale:
        return "changed" if all(code.revision == now.document.revision for code in stale) else "revision"
    return "altered" if differences or any(page.moved for page in ours) else "same"


def _data(seen: Sequence[Seen], digest: str) -> FormData | None:
    packed = joined((piece for page in seen for piece in page.data), digest)
    return unpacked_data(packed) if packed else None


def _of_values(
    reader: Reader, printed: Printing | None, data: FormData | None, ours: Sequence[Seen]
) -> Iterator[ScanDifference]:
    """Yield what the texts of an older revision, or else those of the data sheet, tell."""
    now = reader.now
    values: Iterator[Value] = iter(())
    if printed and printed is not now:
        values = between(printed.document, now.document)
    elif data:
        values = between_data(data, data_of(now.document, now.evaluation), now.document)
    for value in values:
        if value.where is None:
            side = "纸质件上没有这一行" if not value.paper and value.file else "文件中没有这一行"
            yield ScanDifference(
                "", value.file or value.paper or "（未命名的指标）", value.file, value.paper, message=side
            )
            continue
        if value.rest:
            label = now.name(Where("indicators", value.where.key, "name")).rpartition(" › ")[0]
            told = "完成比例、方向或佐证材料与打印时不同"
            yield ScanDifference(str(value.where), label, message=told)
            continue
        place = _place(value.where, printed or now, ours)
        yield ScanDifference(str(value.where), now.name(value.where), value.file, value.paper, *place)


def _place(
    where: Where, printing: Printing, ours: Sequence[Seen]
) -> tuple[int, tuple[float, float, float, float] | None]:
    """Return on which page of the scan a field stands, and its cell there."""
    for page in ours:
        sheet = printing.sheet(page.code.page) if page.code and page.compared and not page.moved else None
        box = next((box for box in sheet.boxes if box.where == where), None) if sheet else None
        if box:
            return page.number, (box.x, box.y, box.width, box.height)
    return 0, None


def _of_ink(reader: Reader, ours: Sequence[Seen]) -> Iterator[ScanDifference]:
    """Yield what differs in the pictures; of a page that is laid out in another way, only where that begins."""
    for page in ours:
        assert page.code is not None
        base = reader.printed(page.code)
        marks = [mark for mark in page.marks if mark.kind != "covered"]
        if page.moved and marks:
            marks = [first_of(marks)]
        for mark in marks:
            yield _of_mark(mark, page, base or reader.now, exact=base is not None)


def _of_mark(mark: CellMark, page: Seen, printing: Printing, exact: bool) -> ScanDifference:
    box = mark.box
    label = printing.name(box.where) if box.where else " ".join(box.text.split()) or "空白格"
    left, top, right, bottom = mark.spot
    around = nearby(box, mark.spot)
    near = f"（“{around}”附近）" if around else ""
    message = f"文件为“{' '.join(box.text.split())}”，纸面上的字迹与此不同" if len(box.text) <= 40 else ""
    if mark.kind == "added":
        message = "这一格在文件中是空的，纸面上有字迹"
    elif page.moved:
        message = "从这里起版面与文件不同"
    elif not message:
        message = f"纸面上的字迹与文件不同{near}"
    return ScanDifference(
        where=str(box.where) if box.where else "",
        label=label if len(label) <= 40 else f"{label[:40]}…",
        file=box.text,
        page=page.number,
        box=(box.x, box.y, box.width, box.height),
        spot=(left, top, right - left, bottom - top),
        message=message,
    )


def _merged(differences: Sequence[ScanDifference]) -> list[ScanDifference]:
    """Return the differences in order, a field that was found twice once: with both texts and its place."""
    merged: dict[object, ScanDifference] = {}
    for number, item in enumerate(differences):
        key: object = item.where or number
        before = merged.get(key)
        if before is None:
            merged[key] = item
        elif before.spot is None and item.spot is not None:
            merged[key] = ScanDifference(
                before.where, before.label, before.file, before.paper, item.page, item.box, item.spot, before.message
            )
    return list(merged.values())
