"""Any foreign file as a form: a workbook, the PDF of an old form, or its text."""

from __future__ import annotations

from pathlib import PurePath

from evaldesk.errors import Unreadable
from evaldesk.exchange.imported import Imported

WORKBOOKS = frozenset([".xlsx", ".xlsm", ".xls", ".et"])
TEXTS = frozenset([".txt"])
PDF = b"%PDF-"


def is_foreign(name: str) -> bool:
    """Tell by its name whether a file is one to import; a PDF may be, when no form travels in it."""
    return PurePath(name).suffix.lower() in WORKBOOKS | TEXTS


def read_foreign(raw: bytes, name: str, template_name: str = "") -> Imported:
    """Return the form in a foreign file; ``template_name`` says which template it follows, else its labels do.

    :raises Unreadable: when it cannot be read, or holds no form.
    :raises TemplateProblem: when this machine lacks the template.
    """
    # The rooms of PDF and workbook cost a tenth of a second each to load, so only the one that is wanted is.
    if PDF in raw[:1024]:
        from evaldesk.exchange.old_text import read_text_form
        from evaldesk.exchange.pdf_text import pdf_text

        return read_text_form(pdf_text(raw, name), name, template_name)
    if PurePath(name).suffix.lower() in TEXTS:
        from evaldesk.exchange.old_text import read_text_form

        return read_text_form(text_of(raw, name), name, template_name)
    from evaldesk.exchange.sheet.form import read_form

    return read_form(raw, name, template_name)


def text_of(raw: bytes, name: str) -> str:
    """Return a text file's text, in UTF-8 or as Chinese Windows writes it.

    :raises Unreadable: when it is neither.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"“{name}”不是文本文件，读不出来。请检查是否选错了文件。")
