"""Printing: the pages of the PDF go to the system's printer as pictures, so paper and PDF are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from evaldesk.errors import Unwritable
from evaldesk.history.revision import for_paper
from evaldesk.report.paper import Options
from evaldesk.report.pixels import page_count
from evaldesk.report.render import render
from evaldesk.rules.findings import open_errors
from evaldesk.ui import dialogs
from evaldesk.ui.naming import default_name
from evaldesk.ui.pages import page_picture
from evaldesk.ui.saving import record_print

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

DPI = 300
POINTS = 72


def print_form(window: Window) -> None:
    """Ask for the printer and print the form there.

    :raises Unwritable: when the printer does not take it.
    """
    session = window.session
    assert session is not None  # the command is off without a form
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setDocName(default_name(session.document, session.template, ""))
    printer.setPageLayout(page_layout())
    printer.setFullPage(True)
    if not dialogs.ask_printer(window, printer):
        return
    options = Options(draft=open_errors(session.findings))
    print_pages(render(for_paper(session.document), session.template, session.evaluation, options=options), printer)
    record_print(window)
    window.notice.say("已送到打印机。", level="news")


def page_layout() -> QPageLayout:
    """Return A4 landscape, as the form prints."""
    layout = QPageLayout()
    layout.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    layout.setOrientation(QPageLayout.Orientation.Landscape)
    return layout


def print_pages(pdf: bytes, printer: QPrinter) -> None:
    """Put the chosen pages on the printer.

    :raises Unwritable: when the printer does not take them.
    """
    last = page_count(pdf)
    chosen = range(max(printer.fromPage(), 1), min(printer.toPage() or last, last) + 1)
    painter = QPainter()
    if not painter.begin(printer):
        raise Unwritable("打印机没有响应，没有打印。请检查打印机后再试，或者先导出 PDF。")
    try:
        for number, page in enumerate(chosen):
            if number and not printer.newPage():
                raise Unwritable(f"打印到第 {page} 页时打印机没有响应。请检查打印机后再试。")
            paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
            painter.drawImage(QRect(0, 0, paper.width(), paper.height()), page_picture(pdf, page - 1, DPI / POINTS))
    finally:
        painter.end()
