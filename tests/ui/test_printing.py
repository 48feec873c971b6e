"""Printing: the sheet, the pages chosen, what CUPS is told, and pages as pictures where nothing better is to be had."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evaldesk.errors import Unwritable
from evaldesk.report.paper import PageSetup
from evaldesk.report.pixels import Picture, page_count, page_image
from evaldesk.report.read_back import read_back
from evaldesk.ui import dialogs
from evaldesk.ui.printing import DPI, media, page_layout, print_pages, spool, spool_command
from evaldesk.ui.window import Window


def to_file(path: Path, sheet: str = "A4") -> QPrinter:
    """Return a printer into a PDF file, as the print dialog offers it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageLayout(page_layout(sheet))
    printer.setFullPage(True)
    return printer


@pytest.mark.parametrize(("sheet", "size"), [("A4", (297, 210)), ("A3", (420, 297))])
def test_the_sheet_lies_and_keeps_nothing_free(sheet: str, size: tuple[int, int]) -> None:
    layout = page_layout(sheet)
    room = layout.fullRect(QPageLayout.Unit.Millimeter)
    assert (round(room.width()), round(room.height())) == size
    assert layout.paintRect() == layout.fullRect()


def test_the_printer_is_offered_the_sheet_of_the_form(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[tuple[int, int]] = []

    def choose(_: QWidget, printer: QPrinter, pages: int) -> bool:
        room = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
        offered.append((round(room.width()), round(room.height())))
        return False

    monkeypatch.setattr(dialogs, "ask_printer", choose)
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    monkeypatch.setattr(dialogs, "ask_page", lambda *_: PageSetup(sheet="A3"))
    window.menus.actions["print"].trigger()
    window.menus.actions["page-setup"].trigger()
    window.menus.actions["print"].trigger()
    assert offered == [(297, 210), (420, 297)]


@pytest.mark.parametrize(("chosen", "pages"), [("", 7), ("2-3", 2), ("7", 1), ("1-2,5", 3), ("99", 7)])
def test_a_print_into_a_file_keeps_the_vectors_of_the_chosen_pages(
    chosen: str, pages: int, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "纸.pdf"

    def choose(_: QWidget, printer: QPrinter, pages: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setPageRanges(QPageRanges.fromString(chosen))
        return True

    monkeypatch.setattr(dialogs, "ask_printer", choose)
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    window.menus.actions["print"].trigger()
    found = read_back(target.read_bytes())
    assert len(found) == pages
    assert all(page.runs and not page.foreign for page in found)


def test_pages_as_pictures_cover_the_sheet_at_300_dots_an_inch_or_more(window: Window, tmp_path: Path) -> None:
    pdf = window.printout.order().pdf()
    target = tmp_path / "图.pdf"
    printer = to_file(target)
    printer.setFromTo(2, 2)
    print_pages(pdf, printer)
    assert printer.resolution() >= DPI
    printed = target.read_bytes()
    assert page_count(printed) == 1
    assert not read_back(printed)[0].runs
    ours, theirs = (ink(page_image(made, page, 1.0)) for made, page in ((pdf, 1), (printed, 0)))
    assert all(abs(one - other) <= 1 for one, other in zip(ours, theirs, strict=True))


def test_a_printer_that_cannot_repeat_gets_every_copy(window: Window, tmp_path: Path) -> None:
    target = tmp_path / "图.pdf"
    printer = to_file(target)
    printer.setFromTo(1, 2)
    printer.setCopyCount(2)
    print_pages(window.printout.order().pdf(), printer)
    assert page_count(target.read_bytes()) == (2 if printer.supportsMultipleCopies() else 4)


def test_the_print_dialog_offers_the_pages_that_there_are(window: Window, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QPrintDialog)
        seen.append((box.minPage(), box.maxPage()))
        assert box.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        box.reject()

    QTimer.singleShot(100, look)
    assert not dialogs.ask_printer(window, QPrinter(QPrinter.PrinterMode.HighResolution), 7)
    assert seen == [(1, 7)]


def ink(picture: Picture) -> tuple[int, int, int, int]:
    """Return the edges of what is printed: left, top, right, bottom in pixels."""
    width, height, stride, pixels = picture
    rows = [pixels[row * stride : row * stride + 4 * width : 4] for row in range(height)]
    dark = [(x, y) for y, row in enumerate(rows) for x, shade in enumerate(row) if shade < 128]
    xs, ys = zip(*dark, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def test_cups_is_told_all_that_was_chosen() -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout("A3"))
    printer.setDocName("表-2023")
    printer.setCopyCount(3)
    printer.setCollateCopies(True)
    printer.setPageRanges(QPageRanges.fromString("2-4,7"))
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    words = spool_command(printer, "A3")
    assert words[0] == "lp"
    assert words[-1] == "-"
    pairs = list(zip(words[1:-1:2], words[2:-1:2], strict=True))
    for pair in (
        ("-t", "表-2023"),
        ("-n", "3"),
        ("-o", "media=A3"),
        ("-o", "sides=one-sided"),
        ("-o", "collate=true"),
        ("-o", "outputorder=reverse"),
        ("-P", "2-4,7"),
    ):
        assert pair in pairs


A4, A3, LETTER = (
    QPageSize(size) for size in (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A3, QPageSize.PageSizeId.Letter)
)


@pytest.mark.parametrize(
    ("sheet", "chosen", "there", "asked"),
    [
        ("A4", LETTER, [A4, LETTER], "A4"),  # the printer's usual paper: nobody has chosen it
        ("A3", A4, [A3, A4, LETTER], "A4"),  # chosen in the dialog
        ("A4", A4, [A4, LETTER], "A4"),
        ("A3", LETTER, [A4, LETTER], "Letter"),  # the printer has no A3
        ("A3", LETTER, [], "A3"),  # the printer does not say what it has
    ],
)
def test_the_printer_is_asked_for_the_paper_of_the_form(
    sheet: str, chosen: QPageSize, there: list[QPageSize], asked: str
) -> None:
    assert media(sheet, chosen, LETTER, there) == asked


def test_a_print_service_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unwritable, match="打印机没有响应"):
        spool(b"%PDF-1.7", QPrinter(QPrinter.PrinterMode.HighResolution), "A4")


def test_a_draft_is_asked_about_and_may_be_looked_at_first(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_printer", lambda *_: pytest.fail("printed"))
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "list")
    window.menus.actions["print"].trigger()
    assert window.checkup.list.hasFocus() or not window.checkup.isHidden()
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "cancel")
    window.menus.actions["print"].trigger()


def test_the_folder_of_an_export_is_remembered(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proposed: list[Path] = []

    def ask(_: QWidget, proposal: str) -> Path:
        proposed.append(Path(proposal))
        return tmp_path / "出"

    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    monkeypatch.setattr(dialogs, "ask_export", ask)
    window.menus.actions["pdf"].trigger()
    window.menus.actions["pdf"].trigger()
    assert proposed[1].parent == tmp_path
