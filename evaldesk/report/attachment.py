"""The living PDF: the form's own file travels inside the PDF and can be taken out again.

``content`` makes the bytes, ``attach`` puts them into a PDF that is being written, ``extract`` reads them back.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from evaldesk import __version__
from evaldesk.errors import Unreadable
from evaldesk.files.encode import encode
from evaldesk.model.document import Document
from evaldesk.report.annex import Annex, Table
from evaldesk.report.paper import Options
from evaldesk.report.pdf_font import FAST
from evaldesk.report.pdfium import opened
from evaldesk.report.setup import read, written
from evaldesk.report.structure import text_string

NAME = "form.evform"
_MIME = "/application#2Fjson"
_WHAT = "绩效自评表数据"
_LARGEST = 64 * 1024 * 1024  # bytes: no form is larger, and nothing larger is unpacked
_MOST = 64  # attachments that are looked through


def content(document: Document, options: Options) -> bytes:
    """Return the form's file as it is attached: with the word how it was printed, so that it can be printed again."""
    return encode(document, computed={"printed": _told(options)})


def attach(pdf: Any, form: bytes) -> None:
    """Put the form's file into a PDF that reportlab is writing, as the source of its pages."""
    from evaldesk.report.pdf_file import add, entry

    params = f"<</Size {len(form)}/CheckSum <{_checksum(form)}>>>"
    entries = f"/Type/EmbeddedFile/Subtype {_MIME}/Filter/FlateDecode/Params{params}"
    file = add(pdf, entries, zlib.compress(form, FAST))
    told = f"/F({NAME})/UF({NAME})/Desc {text_string(_WHAT)}/AFRelationship/Source/EF<</F {file}/UF {file}>>"
    specification = add(pdf, f"<</Type/Filespec{told}>>")
    entry(pdf.Catalog, "Names", f"<</EmbeddedFiles<</Names[({NAME}){specification}]>>>>")
    entry(pdf.Catalog, "AF", f"[{specification}]")


def extract(pdf: bytes, name: str = "这个 PDF") -> bytes:
    """Return the form's file out of a PDF; ``name`` is what the sentence calls the PDF.

    :raises Unreadable: when this is no PDF, a damaged one, or one without exactly one sound form in it.
    """
    import pypdfium2

    if len(pdf) > 4 * _LARGEST:
        raise Unreadable(f"{name}太大（超过 {4 * _LARGEST // 2**20} MB），不会是绩效自评表。请检查是否选错了文件。")
    if b"%PDF-" not in pdf[:1024]:
        raise Unreadable(f"{name}不是 PDF 文件，无法打开。请检查是否选错了文件。")
    try:
        with opened(pdf) as document:
            return _form(document, name)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                f"{name}有密码保护，无法读取。请用没有密码的 PDF，或 .evform 文件。", str(error)
            ) from error
        raise Unreadable(f"{name}已损坏，无法读取。请用备份，或请发来文件的人重新导出一份。", str(error)) from error
    except MemoryError as error:
        raise Unreadable(f"{name}里的附件大得不合理，没有打开。", str(error)) from error


def carries(pdf: bytes) -> bool:
    """Tell whether a PDF has a form of ours attached, or is too damaged to tell: ``extract`` says what is wrong."""
    import pypdfium2

    try:
        with opened(pdf) as document:
            places = range(min(document.count_attachments(), _MOST))
            return any(document.get_attachment(at).get_name() == NAME for at in places)
    except (pypdfium2.PdfiumError, MemoryError):
        return True


def printed_options(form: bytes) -> Options:
    """Return how a form taken out of a PDF had been printed; plain options where it does not say so."""
    told = _printed(form)
    digest = told.get("digest")
    draft = told.get("draft")
    setup = told.get("setup")
    return Options(
        digest=digest if isinstance(digest, str) else None,
        draft=draft if isinstance(draft, int) and not isinstance(draft, bool) and draft >= 0 else 0,
        setup=read(setup) if isinstance(setup, dict) else None,
        annexes=_annexes(told.get("annexes")),
        data_sheet=told.get("data_sheet") is True,
    )


def printed_by(form: bytes) -> str:
    """Return the version of the program that printed a form, ``""`` where it does not say so."""
    return str(_printed(form).get("program", ""))


def _form(document: Any, name: str) -> bytes:
    count = document.count_attachments()
    if count > _MOST:
        raise Unreadable(f"{name}里有 {count} 个附件，不像本程序导出的自评表，没有打开。")
    # A file attached to a page by hand is an annotation and not counted here: it never passes for the form's own.
    ours = [item for item in (document.get_attachment(at) for at in range(count)) if item.get_name() == NAME]
    if not ours:
        told = "只有其他程序的附件" if count else "没有附带表格数据"
        raise Unreadable(f"{name}{told}，不能作为表格打开。请选择由本程序导出的 PDF，或 .evform 文件。")
    if len(ours) > 1:
        raise Unreadable(f"{name}里有 {len(ours)} 份表格数据，不知道哪一份有效，没有打开。请用重新导出的 PDF。")
    (item,) = ours
    form = bytes(item.get_data())
    if not form.strip() or len(form) > _LARGEST:
        told = "大得不合理" if form.strip() else "是空的"
        raise Unreadable(f"{name}里的表格数据{told}，没有打开。请用重新导出的 PDF，或 .evform 文件。")
    return form


def is_sound(pdf: bytes) -> bool:
    """Tell whether the attached form still has the checksum that the PDF states for it.

    :raises Unreadable: as ``extract`` does.
    """
    form = extract(pdf)
    with opened(pdf) as document:
        found = (document.get_attachment(at) for at in range(document.count_attachments()))
        stated = next(
            (item.get_str_value("CheckSum") for item in found if item.get_name() == NAME and item.has_key("CheckSum")),
            "",
        )
    return str(stated).strip("<>").lower() == _checksum(form)


def _checksum(form: bytes) -> str:
    # The format asks for MD5: against slips of a disk, not against people.
    return hashlib.md5(form, usedforsecurity=False).hexdigest()


def _told(options: Options) -> dict[str, Any]:
    told: dict[str, Any] = {"program": __version__}
    if options.digest is not None:
        told["digest"] = options.digest
    if options.draft:
        told["draft"] = options.draft
    if options.setup is not None:
        told["setup"] = written(options.setup)
    if options.annexes:
        told["annexes"] = [
            {"title": annex.title, "lines": annex.lines, "tables": [table._asdict() for table in annex.tables]}
            for annex in options.annexes
        ]
    if options.data_sheet:
        told["data_sheet"] = True
    return told


def _printed(form: bytes) -> dict[str, Any]:
    try:
        told = json.loads(form)["computed"]["printed"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _annexes(told: Any) -> tuple[Annex, ...]:
    try:
        return tuple(
            Annex(
                str(annex["title"]),
                tuple(map(str, annex["lines"])),
                tuple(_table(table) for table in annex["tables"]),
            )
            for annex in told or ()
        )
    except (KeyError, TypeError, ValueError):
        return ()


def _table(told: Any) -> Table:
    heads = tuple(map(str, told["heads"]))
    widths = tuple(float(width) for width in told["widths"])
    rows = tuple(tuple(map(str, row)) for row in told["rows"])
    if not heads or len(widths) != len(heads) or min(widths) <= 0 or any(len(row) != len(heads) for row in rows):
        raise ValueError("not a table")
    return Table(str(told["caption"]), heads, widths, rows)
