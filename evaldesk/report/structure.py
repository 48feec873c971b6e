"""Structure: what each text on the pages is, for readers that cannot see them: headings, tables, rows, cells.

The tree is a document of sections; a section holds its tables, a table its rows over all pages. Heads that are printed
again on a later page, the foot and the lines are no part of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from evaldesk.report.fonts import Weight
from evaldesk.report.page import Box, Page, Pages, Part

NO_PART = "/Artifact BMC"
FOOT = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"
_AGAIN = "/Artifact<</Type/Pagination/Subtype/Header>>BDC"
_CLOSE = 0.05  # points: edges no further apart are one
_ROOT, _DOCUMENT = 0, 1


class Structure:
    """Collect the elements of a file's structure page by page, and write them as the bodies of PDF objects.

    An element is known by its place in the list; the first is the root of the tree.
    """

    def __init__(self, pages: Pages) -> None:
        # Each element: what it is, its parent, and the page and the number of the piece that it holds (-1 for none).
        self._elements: list[tuple[str, int, int, int]] = [("", _ROOT, -1, -1), ("/S/Document", _ROOT, -1, -1)]
        self._kids: dict[int, list[int]] = {_DOCUMENT: []}
        self._on_pages: list[list[int]] = []
        self._titles = [mark.title for mark in pages.outline if mark.depth == 0]
        self._sections: dict[int, int] = {-1: _DOCUMENT}
        self._tables: dict[tuple[int, int], int] = {}

    def tags(self, page: Page) -> list[str]:
        """Return the operator that begins each box of the next page; ``""`` for a box without a text."""
        shown: list[int] = []
        self._on_pages.append(shown)
        found: list[str] = []
        for part in page.parts:
            boxes = page.boxes[len(found) : len(found) + part.boxes]
            if part.kind in ("foot", "again"):
                artifact = FOOT if part.kind == "foot" else _AGAIN
                found += [artifact if box.lines else "" for box in boxes]
            elif part.kind == "lines":
                found += [self._line(box, part, shown) for box in boxes]
            else:
                found += self._rows(boxes, part, shown)
        return found

    def bodies(self, root: int, first: int, pages: Sequence[str]) -> Iterator[str]:
        """Yield the object numbered ``root``, then those from ``first``; ``pages`` are the references of the pages."""
        base = first - 1
        limits = [f"{page}[{' '.join(f'{base + at} 0 R' for at in its)}]" for page, its in enumerate(self._on_pages)]
        yield (
            f"<</Type/StructTreeRoot/K {base + _DOCUMENT} 0 R/ParentTreeNextKey {len(limits)}"
            f"/ParentTree<</Nums[{' '.join(limits)}]>>>>"
        )
        for at, (what, parent, page, piece) in enumerate(self._elements):
            if page >= 0:
                yield f"<<{what}/P {base + parent} 0 R/Pg {pages[page]}/K {piece}>>"
            elif at in self._kids:
                kids = " ".join(f"{base + kid} 0 R" for kid in self._kids[at])
                yield f"<<{what}/P {base + parent if parent else root} 0 R/K[{kids}]>>"
            elif at:
                yield f"<<{what}/P {base + parent} 0 R>>"

    def _add(self, what: str, parent: int) -> int:
        """Add an element that holds others."""
        at = len(self._elements)
        self._elements.append((what, parent, -1, -1))
        self._kids[at] = []
        self._kids[parent].append(at)
        return at

    def _section(self, number: int) -> int:
        if number not in self._sections:
            title = self._titles[number] if number < len(self._titles) else ""
            self._sections[number] = self._add(f"/S/Sect/T {text_string(title)}" if title else "/S/Sect", _DOCUMENT)
        return self._sections[number]

    def _line(self, box: Box, part: Part, shown: list[int]) -> str:
        if not box.lines:
            return ""
        # Titles are the only lines in the middle of the page that are set in bold.
        role = "H1" if box.style.weight is Weight.BOLD else "P"
        parent = self._section(part.section)
        piece, at = len(shown), len(self._elements)
        self._elements.append((f"/S/{role}", parent, len(self._on_pages) - 1, piece))
        self._kids[parent].append(at)
        shown.append(at)
        return f"/{role}<</MCID {piece}>>BDC"

    def _rows(self, boxes: Sequence[Box], part: Part, shown: list[int]) -> Iterator[str]:
        framed = [box for box in boxes if box.framed]
        tops = sorted({box.y for box in framed})
        lefts = sorted({box.x for box in framed})
        starts = {x: at for at, x in enumerate(lefts)}
        levels = {y: at for at, y in enumerate(tops)}
        elements, page = self._elements, len(self._on_pages) - 1
        columns: dict[tuple[float, float], int] = {}
        table = self._table(part) if framed else _ROOT
        row = level = -1
        top = -1.0
        cells: list[int] = []
        for box in boxes:
            if not box.framed:
                yield self._line(box, part, shown)
                continue
            x, y, width, height = box[:4]
            if y != top:
                top, level = y, levels[y]
                row = self._add("/S/TR", table)
                cells = self._kids[row]
            if (x, width) not in columns:
                columns[x, width] = bisect_left(lefts, x + width - _CLOSE) - starts[x]
            rows = bisect_left(tops, y + height - _CLOSE, level) - level
            head = part.kind == "head" or (part.kind == "labelled" and box.where is None)
            cells.append(len(elements))
            role = "TH" if head else "TD"
            what = _cell(part.kind if head else "", columns[x, width], rows)
            if box.lines:
                piece = len(shown)
                shown.append(len(elements))
                elements.append((what, row, page, piece))
                yield f"/{role}<</MCID {piece}>>BDC"
            else:
                elements.append((what, row, -1, -1))
                yield ""

    def _table(self, part: Part) -> int:
        key = part.section, part.table
        if key not in self._tables:
            self._tables[key] = self._add("/S/Table", self._section(part.section))
        return self._tables[key]


@lru_cache(1 << 10)
def _cell(heads: str, columns: int, rows: int) -> str:
    """Return what a cell is and how many columns and rows it spans; ``heads`` is the part that it is a head in, if any.

    The text is made once: thousands of cells are alike.
    """
    told = ""
    if heads:
        told = "/Scope/Column" if heads == "head" else "/Scope/Row"
    if columns > 1:
        told += f"/ColSpan {columns}"
    if rows > 1:
        told += f"/RowSpan {rows}"
    return f"/S/{'TH' if heads else 'TD'}" + (f"/A<</O/Table{told}>>" if told else "")


def text_string(text: str) -> str:
    """Return a text as a PDF's own strings are written, whatever characters it holds."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
