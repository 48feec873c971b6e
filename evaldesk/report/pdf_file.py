"""The file itself: reportlab numbers the objects and knows the pages; here they are written down for keeping.

What reportlab does not do: an end of line before every ``endstream`` as archives ask, and many small objects in
compressed bundles.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, islice
from typing import Any

from reportlab.pdfbase import pdfdoc

from evaldesk.report.pdf_font import FAST

_HEADER = b"%PDF-1.7\n%\xe4\xbd\xa0\xe5\xa5\xbd\n"  # bytes beyond ASCII tell mailers that this is no text
_PLACE = struct.Struct(">BIH")  # its kind, where it lies or in which bundle, and its place there
_BUNDLE = 2000  # objects: a reader unpacks the whole bundle for one of them


class Raw(pdfdoc.PDFObject):  # type: ignore[misc] # reportlab has no types
    """Hold an object as it is written; with ``data`` it is a stream, and the text lists its entries."""

    __RefOnly__ = 1

    def __init__(self, text: str, data: bytes | None = None) -> None:
        self.text = text
        self._data = data

    def format(self, _document: Any) -> bytes:
        """Return the bytes; reportlab calls this by its name."""
        if self._data is None:
            return self.text.encode("ascii")
        return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (self.text.encode("ascii"), len(self._data), self._data)


def begun() -> Any:
    """Return a document of reportlab's in Chinese, without pages yet."""
    document = pdfdoc.PDFDocument(invariant=1, lang="zh-CN")
    document.Catalog.Outlines = None  # ours are put in as they are
    entry(document.Catalog, "ViewerPreferences", "<</DisplayDocTitle true>>")
    entry(document.Catalog, "PageLabels", "<</Nums[0<</S/D/St 1>>]>>")
    return document


def add(document: Any, text: str, data: bytes | None = None) -> str:
    """Put an object into reportlab's document and return its reference."""
    return reference(document, Raw(text, data))


def entry(owner: Any, key: str, text: str) -> None:
    """Give the catalog or a page of reportlab's an entry, also one of those that it would not write."""
    setattr(owner, key, text)
    owner.__NoDefault__ = [*owner.__NoDefault__, key]
    owner.__Refs__ = [name for name in owner.__Refs__ if name != key]


def reference(document: Any, thing: Any) -> str:
    """Return the reference of an object, which is put into the document at the first time."""
    return str(document.Reference(thing).format(document).decode("ascii"))


def written(document: Any, info: str, tree: Callable[[int, int], Iterable[str]]) -> bytes:
    """Return the file.

    ``tree`` gives the bodies of the structure's objects: the root, which has the first number that it is told, then
    all others, numbered from the second.
    """
    document.Reference(document.Catalog)
    told = add(document, info)
    root = Raw("")
    document.Catalog.StructTreeRoot = document.Reference(root, "StructTreeRoot")
    file = _File()
    number = 0
    while (number := number + 1) in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        if thing is not root:  # it is written last, when the numbers of its parts are known
            file.put(number, pdfdoc.format(thing, document, toplevel=1))
    place, _ = document.idToObjectNumberAndVersion["StructTreeRoot"]
    bodies = iter(tree(place, number))
    file.put(place, next(bodies).encode("ascii"))
    file.bundle(number, bodies)
    return file.finished(reference(document, document.Catalog), told)


class _File:
    """A file while it is written: its bytes so far, and the list of where each object lies."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._length = len(_HEADER)
        self._places = {0: _PLACE.pack(0, 0, 65535)}

    def put(self, number: int, body: bytes) -> None:
        self._places[number] = _PLACE.pack(1, self._length, 0)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body.rstrip(b"\n")))

    def bundle(self, first: int, bodies: Iterator[str]) -> None:
        """Write the bodies, numbered from ``first``, in compressed streams that are numbered after them."""
        packed: list[tuple[int, str, bytes]] = []
        number = first
        while pack := list(islice(bodies, _BUNDLE)):
            places = accumulate((len(body) + 1 for body in pack), initial=0)
            head = " ".join(map("%d %d".__mod__, zip(range(number, number + len(pack)), places, strict=False))) + "\n"
            data = zlib.compress((head + "\n".join(pack)).encode("ascii"), FAST)
            packed.append((len(pack), f"/Type/ObjStm/N {len(pack)}/First {len(head)}/Filter/FlateDecode", data))
            number += len(pack)
        places_within = [at.to_bytes(2, "big") for at in range(_BUNDLE)]
        for holder, (count, entries, data) in enumerate(packed, number):
            start = b"\2" + holder.to_bytes(4, "big")
            # The places of a whole bundle stand under its first number: they follow each other in any case.
            self._places[first] = start + start.join(places_within[:count])
            first += count
            self.put(holder, Raw(entries, data).format(None))

    def finished(self, catalog: str, info: str) -> bytes:
        """Return the bytes with the list of all places at their end; the file's name is made of its content."""
        start = self._length
        own = _PLACE.pack(1, start, 0)
        table = b"".join(place for _, place in sorted(self._places.items())) + own
        number = len(table) // _PLACE.size - 1
        name = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest()
        entries = f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {catalog}/Info {info}/ID[<{name}><{name}>]"
        self.put(number, Raw(f"{entries}/Filter/FlateDecode", zlib.compress(table, FAST)).format(None))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _write(self, data: bytes) -> None:
        self._parts.append(data)
        self._length += len(data)
