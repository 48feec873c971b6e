"""The data sheet on paper: its codes as a grid, each with its number, as many pages as they need."""

from __future__ import annotations

from evaldesk.model.digest import readable
from evaldesk.model.document import Document
from evaldesk.report.codes.data_codes import cut
from evaldesk.report.codes.form_data import data_of, packed_data
from evaldesk.report.codes.symbol import MODULE, modules
from evaldesk.report.heading import bare
from evaldesk.report.page import MM, PAD_X, Box, Code, Page
from evaldesk.report.paper import Look
from evaldesk.report.table import cell
from evaldesk.rules.evaluation import Evaluation

TITLE = "数据页"
MOST = 12
"""Pages: a form that needs more is better held against its own PDF than scanned code by code."""

_GAP = 6 * MM  # between two codes: wider than the quiet edge of both
_CAPTION = 14.0
_TOLD = "以下二维码载有本表全部预期值、实现值和得分，共 {} 个（校验码 {}）。核对纸质件时请将本页与表格一同扫描。"
_TOO_MUCH = "本表数据较多（需 {} 页二维码，最多 {} 页），未印数据页。请用附有数据的 PDF 或 .evform 文件核对。"


def data_pages(document: Document, evaluation: Evaluation, digest: str, look: Look) -> list[Page]:
    """Return the pages of the data sheet without their feet; of a form with too much data, a page that says so."""
    data = packed_data(data_of(document, evaluation))
    codes = cut(data, digest)
    edge = len(modules(codes[0])) * MODULE
    top, first = _above(_TOLD.format(len(codes), readable(digest)), look)
    across = max(1, int((look.right - look.left + _GAP) / (edge + _GAP)))
    down = max(1, int((look.bottom - top + _GAP - _CAPTION) / (edge + _CAPTION + _GAP)))
    count = -(-len(codes) // (across * down))
    if count > MOST:
        return [Page(tuple(_above(_TOO_MUCH.format(count, MOST), look)[1]), ())]
    step = (look.right - look.left - edge) / (across - 1) if across > 1 and len(codes) >= across else edge + _GAP
    pages = []
    for start in range(0, len(codes), across * down):
        boxes, drawn = list(first), []
        for at, data in enumerate(codes[start : start + across * down]):
            x, y = look.left + at % across * step, top + at // across * (edge + _CAPTION + _GAP)
            drawn.append(Code(x, y, data))
            said = cell(x - PAD_X, x + edge + PAD_X, f"{start + at + 1} / {len(codes)}", look.footer)
            boxes.append(bare(said, y + edge))
        pages.append(Page(tuple(boxes), (), tuple(drawn)))
    return pages


def _above(told: str, look: Look) -> tuple[float, list[Box]]:
    """Return where the codes may begin, and the title with a line below it."""
    y = look.top
    boxes = []
    for text, style in ((TITLE, look.annex_title), (told, look.headline)):
        made = cell(look.left - PAD_X, look.right + PAD_X, text, style)
        boxes.append(bare(made, y))
        y += made.height
    return y + 2 * MM, boxes
