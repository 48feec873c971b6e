"""Structure: what each text on the pages is, for readers that cannot see them: headings, tables, rows, cells.

The tree is a document of sections; a section holds its tables, a table its rows over all pages. Heads that are printed
again on a later page, the foot and the lines are no part of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

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
        self._roles = ["", "Document"]
        self._parents = [_ROOT, _ROOT]
        self._extras = ["", ""]
        self._shown: dict[int, tuple[int, int]] = {}
        self._kids: dict[int, list[int]] = {_ROOT: [_DOCUMENT], _DOCUMENT: []}
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
        limits = [
            f"{number}[{' '.join(f'{base + at} 0 R' for at in its)}]" for number, its in enumerate(self._on_pages)
        ]
        yield (
            f"<</Type/StructTreeRoot/K {base + _DOCUMENT} 0 R/ParentTreeNextKey {len(limits)}"
            f"/ParentTree<</Nums[{' '.join(limits)}]>>>>"
        )
        for at in range(1, len(self._roles)):
            parent = self._parents[at]
            head = f"<</S/{self._roles[at]}/P {base + parent if parent else root} 0 R{self._extras[at]}"
            shown = self._shown.get(at)
            if shown:
                yield f"{head}/Pg {pages[shown[0]]}/K {shown[1]}>>"
            elif at in self._kids:
                yield f"{head}/K[{' '.join(f'{base + kid} 0 R' for kid in self._kids[at])}]>>"
            else:
                yield f"{head}>>"

    def _add(self, role: str, parent: int, extra: str = "") -> int:
        at = len(self._roles)
        self._roles.append(role)
        self._parents.append(parent)
        self._extras.append(extra)
        self._kids.setdefault(parent, []).append(at)
        return at

    def _show(self, at: int, shown: list[int]) -> str:
        """Let an element hold the next piece of the page; return the operator that begins the piece."""
        self._shown[at] = len(self._on_pages) - 1, len(shown)
        shown.append(at)
        return f"/{self._roles[at]}<</MCID {len(shown) - 1}>>BDC"

    def _section(self, number: int) -> int:
        if number not in self._sections:
            title = self._titles[number] if number < len(self._titles) else ""
            self._sections[number] = self._add("Sect", _DOCUMENT, f"/T {text_string(title)}" if title else "")
        return self._sections[number]

    def _line(self, box: Box, part: Part, shown: list[int]) -> str:
        if not box.lines:
            return ""
        # Titles are the only lines in the middle of the page that are set in bold.
        role = "H1" if box.style.weight is Weight.BOLD else "P"
        return self._show(self._add(role, self._section(part.section)), shown)

    def _rows(self, boxes: Sequence[Box], part: Part, shown: list[int]) -> Iterator[str]:
        framed = [box for box in boxes if box.framed]
        tops = sorted({box.y for box in framed})
        lefts = sorted({box.x for box in framed})
        starts = {x: at for at, x in enumerate(lefts)}
        table = row = -1
        top = -1.0
        for box in boxes:
            if not box.framed:
                yield self._line(box, part, shown)
                continue
            if table < 0:
                table = self._table(part)
            if box.y != top:
                top = box.y
                row = self._add("TR", table)
                level = bisect_left(tops, top)
            columns = bisect_left(lefts, box.x + box.width - _CLOSE) - starts[box.x]
            rows = bisect_left(tops, top + box.height - _CLOSE) - level
            head = part.kind == "head" or (part.kind == "labelled" and box.where is None)
            cell = self._add("TH" if head else "TD", row, _attributes(part, head, columns, rows))
            yield self._show(cell, shown) if box.lines else ""

    def _table(self, part: Part) -> int:
        key = part.section, part.table
        if key not in self._tables:
            self._tables[key] = self._add("Table", self._section(part.section))
        return self._tables[key]


def _attributes(part: Part, head: bool, columns: int, rows: int) -> str:
    told = ""
    if head:
        told = "/Scope/Column" if part.kind == "head" else "/Scope/Row"
    if columns > 1:
        told += f"/ColSpan {columns}"
    if rows > 1:
        told += f"/RowSpan {rows}"
    return f"/A<</O/Table{told}>>" if told else ""


def text_string(text: str) -> str:
    """Return a text as a PDF's own strings are written, whatever characters it holds."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
