"""What stands above and below the table: annex mark, titles and headline on page 1, the signature, each page's foot."""

from __future__ import annotations

from itertools import pairwise

from evaldesk.model.document import Document, field
from evaldesk.model.template import Template
from evaldesk.report.breaking import break_text
from evaldesk.report.codes.foot import EDGE, foot_code
from evaldesk.report.codes.symbol import QUIET
from evaldesk.report.page import MM, PAD_X, Align, Box, Code, Style
from evaldesk.report.paper import Look
from evaldesk.report.table import Cell, Row, cell, row

DRAFT = "草稿"
"""What stands on every page of a form that may not be signed yet."""

_GAP = 4.0
_WRITTEN = 36.0  # room in which an empty field of the subtitle can be written by hand
_BESIDE = 7.0 * MM  # of the page's number stands left of the middle, so that code and number are centred together
_SIGNED_HEIGHTS = (46.0, 34.0, 26.0)  # room to sign, and for a seal of 42 mm over the last two


def heading(template: Template, document: Document, look: Look) -> tuple[list[Box], float]:
    """Return what page 1 begins with, and the y where the table may begin."""
    y = look.top
    boxes: list[Box] = []
    for text, style in ((template.annex, look.annex), (template.title, look.title)):
        if text:
            made = cell(look.left - PAD_X, look.right, text, style)
            boxes.append(bare(made, y))
            y += len(made.lines) * style.leading
    if template.subtitle:
        below = _subtitle(template, document, look)
        boxes += [bare(piece, y) for piece in below]
        y += max(piece.height for piece in below)
    line = _headline(template, document, look)
    if line:
        boxes += [bare(made, y + _GAP) for made in line]
        y += _GAP + max(made.height for made in line)
    return boxes, y


def _subtitle(template: Template, document: Document, look: Look) -> list[Cell]:
    """Set the pieces below the title as one centred text; a field without a text leaves room to write it by hand."""
    style = look.subtitle
    texts = [document.fields.get(piece.field, "") if piece.field else piece.text for piece in template.subtitle]
    natural = [_natural(text, style) if text else _WRITTEN for text in texts]
    total = look.right - look.left
    spare = total - sum(w for w, piece in zip(natural, template.subtitle, strict=True) if not piece.field)
    count = sum(bool(piece.field) for piece in template.subtitle)
    widths = [
        min(width, spare / count) if piece.field else width
        for width, piece in zip(natural, template.subtitle, strict=True)
    ]
    at = (look.left + look.right - sum(widths)) / 2
    made: list[Cell] = []
    for piece, text, width in zip(template.subtitle, texts, widths, strict=True):
        made.append(cell(at - PAD_X, at + width + PAD_X, text, style, field(piece.field) if piece.field else None))
        at += width
    return made


def _natural(text: str, style: Style) -> float:
    """Return the width of a text in one line."""
    lines = break_text(text, 10**7, style.weight)
    return max((line.width for line in lines), default=0) * style.size / 1000 + 0.01


def _headline(template: Template, document: Document, look: Look) -> list[Cell]:
    """Set label and field as pairs: the first pair flush left, the last piece flush right."""
    pieces = template.headline
    if not pieces:
        return []
    style = look.headline
    widths = [_natural(piece.text, style) + 2 * PAD_X for piece in pieces]
    open_pieces = [at for at, piece in enumerate(pieces) if piece.field]
    total = look.right - look.left + 2 * PAD_X
    spare = total - sum(width for at, width in enumerate(widths) if at not in open_pieces)
    for at in open_pieces:
        widths[at] = spare / len(open_pieces)
    edges = [look.left - PAD_X]
    for width in widths:
        edges.append(edges[-1] + width)
    made: list[Cell] = []
    for piece, (left, right) in zip(pieces, pairwise(edges), strict=True):
        text, where = (document.fields.get(piece.field, ""), field(piece.field)) if piece.field else (piece.text, None)
        # A label's last character and the value's first stand as close as in one text.
        shift = 2 * PAD_X if where else 0.0
        made.append(cell(left - shift, right, text, style, where))
    return made


def bare(made: Cell, y: float) -> Box:
    """Return a cell placed without a border, its text beginning at its top."""
    return Box(
        made.left,
        y,
        made.right - made.left,
        made.height,
        made.text,
        made.lines,
        made.style._replace(middle=False),
        made.where,
        framed=False,
    )


def signature_rows(template: Template, look: Look) -> list[Row]:
    """Return the block that is signed and sealed by hand: the people side by side, below them the seal and the date.

    A form that is not signed has none.
    """
    signed = template.signature
    if signed is None:
        return []
    width = (look.right - look.left) / max(3, len(signed.people))
    edges = [look.left + at * width for at in range(len(signed.people))]
    people = [
        cell(left, left + width, f"{person}：", look.signature)
        for left, person in zip(edges, signed.people, strict=True)
    ]
    last = look.right - width
    lines = (
        people,
        [cell(last, look.right, signed.seal, look.signature)],
        [cell(last, look.right, signed.date, look.signature)],
    )
    return [
        row(cells, least, keep=True)._replace(framed=False) for cells, least in zip(lines, _SIGNED_HEIGHTS, strict=True)
    ]


def footer(number: int, count: int, document: Document, digest: str, draft: int, look: Look) -> list[Box]:
    """Return the foot of one page: digest at the left, number in the middle, revision at the right.

    On a draft the number of open errors stands before the digest. With a digest, the page's code stands before the
    number, and both together in the middle.
    """
    left, right = look.left - PAD_X, look.right + PAD_X  # texts, not boxes, are flush with the table
    third = (right - left) / 3
    told = [f"{DRAFT}：还有 {draft} 处错误未改"] * bool(draft) + [f"校验码 {digest}"] * bool(digest)
    counted = f"第 {number} 页 / 共 {count} 页"
    beside = _code_left(look) + EDGE + QUIET - PAD_X
    pieces: tuple[tuple[str, Align, float, float], ...] = (
        ("　".join(told), "left", left, left + third),
        (counted, "left", beside, right - third) if digest else (counted, "center", left + third, right - third),
        (f"第 {document.revision} 稿", "right", right - third, right),
    )
    return [
        bare(cell(start, end, text, look.footer._replace(align=align)), look.foot)
        for text, align, start, end in pieces
        if text
    ]


def foot_codes(number: int, count: int, document: Document, digest: str, score: str, look: Look) -> tuple[Code, ...]:
    """Return the code of one page; without a digest there is none."""
    return (foot_code(number, count, document, digest, score, _code_left(look), look.code),) if digest else ()


def _code_left(look: Look) -> float:
    """Return where the code begins: far from the seal, and near the middle, where a sheet laid askew loses least."""
    return (look.left + look.right) / 2 - EDGE - _BESIDE
