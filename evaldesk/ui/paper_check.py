"""What a paper or a PDF shows beside the form: checked off the window's thread, told as plain values with cut-outs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from evaldesk.errors import EvaldeskError
from evaldesk.files.decode import decode
from evaldesk.files.store import read_bytes
from evaldesk.history.snapshots import listed, load
from evaldesk.model.digest import digest
from evaldesk.model.document import Document, Where, address
from evaldesk.report.attachment import extract
from evaldesk.report.codes.page_code import PageCode
from evaldesk.report.page import Pages
from evaldesk.report.scan.cells import PIXELS
from evaldesk.report.scan.check import check_scan
from evaldesk.report.scan.result import ScanDifference, ScanResult
from evaldesk.report.verify import verify
from evaldesk.ui.living_pdf import is_pdf
from evaldesk.ui.pages import sheet_picture
from evaldesk.ui.palette import MARKS
from evaldesk.ui.printout import Order

AROUND = 6.0  # points of the page around a cell that is cut out
MOST = 200  # differences with cut-outs; more of them nobody looks at
Progress = Callable[[int, int], None]


class Cancelled(Exception):
    """Leave a check that is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one difference: what is said of it, its place in the form, and what paper and file show there."""

    text: str
    where: Where | None = None
    paper: QImage | None = None
    file: QImage | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what came of one file: its name, a mark of ``MARKS``, the answer in a sentence, and what differs."""

    name: str
    mark: str
    sentence: str
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = [f"{self.name}：{MARKS[self.mark]} {self.sentence}"]
        return "\n".join([*said, *(f"  {line.text}" for line in self.lines), *self.notes])


def check(path: Path, order: Order, progress: Progress) -> Outcome:
    """Hold a scan, or a PDF with a form inside, against the form of ``order``; what cannot be read is an outcome too.

    :raises Cancelled: when ``progress`` does.
    """
    try:
        content = read_bytes(path)
        if is_pdf(path) and (outcome := _of_living(path.name, content, order.document)) is not None:
            return outcome
        known = _Known(order.document)
        found = check_scan(
            content, f"“{path.name}”", order.printed, order.template, known=known.find, progress=progress
        )
    except EvaldeskError as error:
        return Outcome(path.name, "error", error.sentence)
    mark = {"same": "met", "unknown": "explain", "other": "explain"}.get(found.verdict, "error")
    return Outcome(path.name, mark, found.sentence, _lines(found, order), found.notes)


class _Known:
    """Find an older revision among the versions that this machine keeps."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def find(self, code: PageCode) -> Document | None:
        for snapshot in listed(self._document.id):
            if snapshot.digest.startswith(code.digest):
                try:
                    return load(snapshot)
                except EvaldeskError:
                    continue  # a damaged one: the same content may be kept once more
        return None


def _of_living(name: str, pdf: bytes, document: Document) -> Outcome | None:
    """Verify a PDF that carries a form; None for one that does not."""
    try:
        form = extract(pdf)
    except EvaldeskError:
        return None
    try:
        inside = decode(form, name)
        verified = verify(pdf, f"“{name}”")
    except EvaldeskError as error:
        return Outcome(name, "error", error.sentence)
    lines = tuple(Line(str(item), _address(item.where)) for item in verified.differences)
    notes = (verified.note,) if verified.note else ()
    pages = "页面与所附数据一致" if verified.same else f"有 {len(lines)} 处页面与所附数据不同，可能在导出后被改动过"
    if inside.id != document.id:
        return Outcome(name, "explain", f"这份 PDF 是另一张表；{pages}。", lines, notes)
    if digest(inside) != digest(document):
        told = f"第 {inside.revision} 稿，现在打开的是第 {document.revision} 稿"
        return Outcome(name, "error", f"这份 PDF 所附的数据与打开的表不同（{told}）；{pages}。", lines, notes)
    return Outcome(name, "met" if verified.same else "error", f"所附数据与打开的表相同；{pages}。", lines, notes)


def _lines(found: ScanResult, order: Order) -> tuple[Line, ...]:
    laid: Pages | None = None
    papers: dict[int, QImage] = {}
    sheets: dict[int, QImage] = {}
    lines = []
    for item in found.differences[:MOST]:
        paper = file = None
        page = next((page for page in found.pages if page.number == item.page), None)
        if page is not None and page.picture and item.box is not None:
            laid = laid or _laid(order)
            if page.number not in papers:
                papers[page.number] = QImage.fromData(page.picture)
            paper = _cut(papers[page.number], item.box)
            number, box = _own(item, laid, page.shows - 1)
            if 0 <= number < len(laid.sheets):
                if number not in sheets:
                    sheets[number] = sheet_picture(laid, number, PIXELS)
                file = _cut(sheets[number], box)
        lines.append(Line(str(item), _address(item.where), paper, file))
    return tuple(lines)


def _laid(order: Order) -> Pages:
    from evaldesk.report.layout import lay_out

    return lay_out(order.printed, order.template, order.evaluation, order.options())


def _own(item: ScanDifference, laid: Pages, page: int) -> tuple[int, tuple[float, float, float, float]]:
    """Return where the form as it is now shows the place of a difference: its page (from 0) and its cell."""
    assert item.box is not None
    where = _address(item.where)
    numbers = sorted(range(len(laid.sheets)), key=lambda number: abs(number - page))
    for number in numbers if where is not None else ():
        for box in laid.sheets[number].boxes:
            if box.where == where:
                return number, (box.x, box.y, box.width, box.height)
    return page, item.box


def _cut(picture: QImage, box: tuple[float, float, float, float]) -> QImage:
    x, y, width, height = box
    edges = (x - AROUND, y - AROUND, width + 2 * AROUND, height + 2 * AROUND)
    wanted = QRect(*(round(edge * PIXELS) for edge in edges))
    return picture.copy(wanted.intersected(picture.rect()))


def _address(where: str) -> Where | None:
    try:
        return address(where) if where else None
    except ValueError:
        return None
