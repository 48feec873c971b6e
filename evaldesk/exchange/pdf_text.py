"""The text of a PDF as it lies on its pages, line by line, by PDFium; a scan has none."""

from __future__ import annotations

from typing import Any

import pypdfium2

from evaldesk.errors import Unreadable

MOST_PAGES = 300


def pdf_text(raw: bytes, name: str) -> str:
    """Return the text of all pages.

    :raises Unreadable: when it is no PDF, locked, damaged, far longer than any form, or holds pictures only.
    """
    try:
        pdf: Any = pypdfium2.PdfDocument(raw)
    except (pypdfium2.PdfiumError, ValueError) as error:
        said = f"“{name}”不是正常的 PDF，或者加了密码，读不出来。请用阅读器打开它检查一下。"
        raise Unreadable(said, repr(error)) from error
    try:
        if len(pdf) > MOST_PAGES:
            raise Unreadable(f"“{name}”有 {len(pdf)} 页，不像一份自评表，没有导入。")
        text = "\n".join(_page_text(pdf, at) for at in range(len(pdf)))
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"“{name}”已损坏，读不出里面的文字。请换一份完好的再试。", repr(error)) from error
    finally:
        pdf.close()
    if not text.strip():
        raise Unreadable(f"“{name}”里只有图片，没有文字。扫描件不能导入；请找当初的 Excel 文件或电子版 PDF。")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _page_text(pdf: Any, at: int) -> str:
    page = pdf[at]
    text = page.get_textpage()
    words = str(text.get_text_bounded())
    text.close()
    page.close()
    return words
