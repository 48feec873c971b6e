"""Printing: CUPS and the printer into a PDF file get the PDF itself, vectors and all; others get pages as pictures.

Windows hands a program nothing but a surface to draw on. Its own way of printing a PDF (the shell's verb ``printto``)
starts whichever reader is installed, or none, without pages, copies or an end that one could wait for; PDFium could
draw on such a surface, but Qt does not hand it out. So there the pages go as pictures, as fine as the printer draws
them, from 300 up to 600 dots an inch: more is not seen, and takes four times the memory. The pages are black and grey.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintEngine, QPrinter, QPrinterInfo

from evaldesk.errors import GivenUp, Unwritable
from evaldesk.files.store import write_bytes
from evaldesk.report.excerpt import excerpt
from evaldesk.report.paper import SHEETS
from evaldesk.report.pixels import page_count, page_image
from evaldesk.report.setup import setup_of
from evaldesk.ui import dialogs
from evaldesk.ui.naming import default_name
from evaldesk.ui.saving import record_print
from evaldesk.ui.waiting import Advance, followed

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

DPI = 300
FINEST = 600
POINTS = 72
CUPS_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)  # Qt's own key, which has no name in its headers
PATIENCE = 60  # seconds for the print service to take a file
SILENT = "打印机没有响应，没有打印。请检查打印机后再试，或者先导出 PDF。"
SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


def print_form(window: Window) -> None:
    """Ask for the printer and print the form there.

    :raises Unwritable: when the printer does not take it.
    """
    session = window.session
    assert session is not None  # the command is off without a form
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(default_name(session.document, session.template, ""))
    sheet = setup_of(session.document).sheet
    printer.setPageLayout(page_layout(sheet))
    printer.setFullPage(True)
    pdf = followed(window, "正在排版……", window.printout.order().pdf)
    if not dialogs.ask_printer(window, printer, page_count(pdf)):
        return
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        write_bytes(excerpt(pdf, chosen_pages(printer, page_count(pdf))), Path(printer.outputFileName()))
    elif spooled(printer):
        _send(window, lambda _: spool(pdf, printer, sheet))
    else:
        _send(window, partial(print_pages, pdf, printer))
    record_print(window)
    window.tell_news("已送到打印机。")


def _send(window: Window, work: Callable[[Advance], None]) -> None:
    """Let the printer have the pages beside the window's thread, as Qt allows with printers."""
    try:
        followed(window, "正在送到打印机……", work)
    except GivenUp as stopped:
        raise GivenUp("已停止。已经送出的页面可能还会打印出来。") from stopped


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Return the pages chosen, from 1; all of them where nothing was chosen that is there."""
    ranges = printer.pageRanges()
    return [page for page in range(1, count + 1) if ranges.contains(page)] or [*range(1, count + 1)]


def page_layout(sheet: str = "A4") -> QPageLayout:
    """Return the sheet lying, with nothing kept free: the page has its own margins."""
    width, height = SHEETS[sheet]
    size = QPageSize(QSizeF(height, width), QPageSize.Unit.Millimeter, sheet)
    return QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF())


def spooled(printer: QPrinter) -> bool:
    """Tell whether the chosen printer is one of CUPS, which takes a PDF as it is."""
    real = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat and not printer.outputFileName()
    return real and bool(printer.printerName()) and shutil.which("lp") is not None


def spool(pdf: bytes, printer: QPrinter, sheet: str) -> None:
    """Hand the PDF to CUPS, with the pages, copies and sides that were chosen.

    :raises Unwritable: when CUPS does not take it.
    """
    try:
        done = subprocess.run(
            spool_command(printer, sheet), input=pdf, capture_output=True, timeout=PATIENCE, check=False, shell=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unwritable(SILENT, str(error)) from error
    if done.returncode:
        raise Unwritable(SILENT, done.stderr.decode(errors="replace"))


def spool_command(printer: QPrinter, sheet: str) -> list[str]:
    """Return the words that tell CUPS what was chosen in the dialog for a form that lies on ``sheet``."""
    info = QPrinterInfo(printer)
    paper = media(sheet, printer.pageLayout().pageSize(), info.defaultPageSize(), info.supportedPageSizes())
    words = ["lp", "-d", printer.printerName(), "-t", printer.docName(), "-n", str(printer.copyCount())]
    words += ["-o", f"media={paper}", "-o", f"collate={str(printer.collateCopies()).lower()}"]
    if (sides := SIDES.get(printer.duplex())) is not None:
        words += ["-o", f"sides={sides}"]
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        words += ["-o", "print-color-mode=monochrome"]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        words += ["-o", "outputorder=reverse"]
    if not printer.pageRanges().isEmpty():
        words += ["-P", printer.pageRanges().toString()]
    for option in _own_options(printer):
        words += ["-o", option]
    if paper != sheet:
        words += ["-o", "fit-to-page"]
    return [*words, "-"]


def media(sheet: str, chosen: QPageSize, usual: QPageSize, there: Sequence[QPageSize]) -> str:
    """Return the paper to ask a printer for: the form's, unless another was chosen or the printer does not have it.

    Qt's dialog answers with the printer's ``usual`` paper, whatever it was given: only another one was ``chosen``.
    """
    if chosen.key() in (sheet, usual.key()) and (not there or sheet in {size.key() for size in there}):
        return sheet
    return chosen.key()


def _own_options(printer: QPrinter) -> list[str]:
    """Return what was chosen of the printer's own: odd pages only, several on a sheet, a tray."""
    told = printer.printEngine().property(CUPS_OPTIONS)
    return [f"{name}={value}" for name, value in zip(told[::2], told[1::2], strict=False)] if told else []


def print_pages(pdf: bytes, printer: QPrinter, advance: Advance = lambda done, whole: None) -> None:
    """Put the chosen pages on the printer as pictures; ``advance`` is told how many are there, and of how many.

    :raises Unwritable: when the printer does not take them.
    """
    printer.setResolution(min(max(printer.resolution(), DPI), FINEST))
    pages = chosen_pages(printer, page_count(pdf))
    # A driver that cannot repeat pages gets them again.
    times = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    painter = QPainter()
    if not painter.begin(printer):
        raise Unwritable(SILENT)
    try:
        for number, page in enumerate(pages * times):
            advance(number, len(pages) * times)
            if number and not printer.newPage():
                raise Unwritable(f"打印到第 {page} 页时打印机没有响应。请检查打印机后再试。")
            paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
            made = page_image(pdf, page - 1, printer.resolution() / POINTS, grey=True)
            picture = QImage(made.pixels, made.width, made.height, made.stride, QImage.Format.Format_Grayscale8)
            painter.drawImage(QRect(0, 0, paper.width(), paper.height()), picture)
    finally:
        painter.end()
