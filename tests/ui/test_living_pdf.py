"""A PDF of ours opens as its form wherever a form does; every other PDF is refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, field, put
from evaldesk.paths import resources
from evaldesk.report.attachment import NAME
from evaldesk.report.render import render
from evaldesk.rules import evaluate
from evaldesk.ui import dialogs
from evaldesk.ui.banner import banners
from evaldesk.ui.desk import Desk
from evaldesk.ui.living_pdf import KEY, OPENED
from evaldesk.ui.naming import SUFFIX
from evaldesk.ui.sheet import Sheet
from evaldesk.ui.window import Window

PATIENT = 20_000


def example() -> Document:
    return open_document(resources() / "examples" / "annex-3-project.evform")


def pdf_of(document: Document) -> bytes:
    template = load_template(document.template)
    return render(document, template, evaluate(document, template))


@pytest.fixture(scope="module")
def sound() -> bytes:
    """Return the example as a PDF of ours."""
    return pdf_of(example())


@pytest.fixture
def pdf(sound: bytes, tmp_path: Path) -> Path:
    """Return the example's PDF in a folder of its own."""
    path = tmp_path / "盖章件.pdf"
    path.write_bytes(sound)
    return path


def attached(pdf: bytes, *files: tuple[str, bytes]) -> bytes:
    """Return a PDF with more files attached to it."""
    document = pypdfium2.PdfDocument(pdf)
    for name, data in files:
        document.new_attachment(name).set_data(data)
    return saved(document)


def twice(pdf: bytes) -> bytes:
    """Return a PDF in whose list of files the form stands twice, which PDFium itself would not write."""
    other = NAME[:-1] + "n"
    made = attached(pdf, (other, b"{}"))
    wide, name = other.encode("utf-16-be"), NAME.encode("utf-16-be")
    made = made.replace(other.encode(), NAME.encode()).replace(wide, name)
    return made.replace(wide.hex().upper().encode(), name.hex().upper().encode())


def saved(document: pypdfium2.PdfDocument) -> bytes:
    made = BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def blank() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    return saved(document)


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), action, data, button, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), action, data, button, none))


def test_a_pdf_opens_as_the_form_inside_it(desk: Desk, pdf: Path, qtbot: QtBot) -> None:
    window = desk.open_path(pdf)
    session = window.session
    assert session is not None
    assert session.document.model_copy(update={"history": ()}).fields == example().fields
    assert session.document.id == example().id
    assert session.path is None
    assert window.windowTitle().startswith("盖章件（来自 PDF，尚未保存）")
    qtbot.waitUntil(lambda: window.notice.sentence.text() == OPENED, timeout=PATIENT)
    assert not banners(window)


def test_the_first_save_asks_and_leaves_the_pdf_alone(
    desk: Desk, pdf: Path, sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.open_path(pdf)
    assert window.session is not None
    proposed: list[Path] = []

    def ask(_: object, proposal: str) -> Path:
        proposed.append(Path(proposal))
        return pdf

    monkeypatch.setattr(dialogs, "ask_save", ask)
    window.session.edit(field("contact"), "某某丁", "")
    window.menus.actions["save"].trigger()
    assert proposed == [pdf.with_suffix(SUFFIX)]
    assert pdf.read_bytes() == sound
    written = pdf.with_name(pdf.name + SUFFIX)
    assert open_document(written).fields["contact"] == "某某丁"
    assert window.session.path == written


def test_a_form_that_lies_beside_the_pdf_is_not_proposed_to_be_replaced(
    desk: Desk, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf.with_suffix(SUFFIX).write_bytes(b"{}")
    proposed: list[str] = []
    monkeypatch.setattr(dialogs, "ask_save", lambda _, proposal: proposed.append(Path(proposal).name))
    desk.open_path(pdf).menus.actions["save"].trigger()
    assert proposed == [f"盖章件（来自 PDF）{SUFFIX}"]


def test_a_pdf_is_opened_once_and_remembered(desk: Desk, pdf: Path) -> None:
    window = desk.open_path(pdf)
    assert desk.open_path(pdf) is window
    assert desk.recent() == [pdf]


def test_a_pdf_opens_by_dialog_drop_and_command_line(desk: Desk, pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped, asked, begun = desk.new_window(), desk.new_window(), desk.new_window()
    for window, how in ((dropped, "drop"), (asked, "ask"), (begun, "begin")):
        if how == "drop":
            drop(window, pdf)
        elif how == "ask":
            monkeypatch.setattr(dialogs, "ask_open", lambda *_: [pdf])
            window.menus.actions["open"].trigger()
        else:
            desk.begin([pdf], window)
        assert window.session is not None, how
        window.close()


def test_a_pdf_under_another_name_is_known_by_its_first_bytes(desk: Desk, pdf: Path) -> None:
    other = pdf.rename(pdf.with_suffix(".evform"))
    window = desk.open_path(other)
    assert window.session is not None
    assert window.session.path is None


@pytest.mark.parametrize("kind", ["blank", "foreign attachment", "two forms", "cut", "no pdf", "empty form", "no form"])
def test_other_pdfs_are_refused_in_one_sentence(kind: str, sound: bytes, desk: Desk, tmp_path: Path) -> None:
    makers: dict[str, Callable[[], bytes]] = {
        "blank": blank,
        "foreign attachment": lambda: attached(blank(), ("a.exe", b"MZ")),
        "two forms": lambda: twice(sound),
        "cut": lambda: sound[: len(sound) // 3],
        "no pdf": lambda: b"hello",
        "empty form": lambda: attached(blank(), (NAME, b" ")),
        "no form": lambda: attached(blank(), (NAME, b'{"format": "other"}')),
    }
    path = tmp_path / "坏.pdf"
    path.write_bytes(makers[kind]())
    window = desk.new_window()
    drop(window, path)
    assert window.session is None
    assert window.notice.isVisible()
    said = window.notice.sentence.text()
    assert "坏.pdf" in said
    assert said.endswith("。")
    assert len(said) < 120


def test_pages_that_do_not_agree_with_the_form_are_told(desk: Desk, sound: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    document: Any = pypdfium2.PdfDocument(sound)
    page = document[0]
    cover = raw.FPDFPageObj_CreateNewRect(100, 100, 200, 50)
    raw.FPDFPageObj_SetFillColor(cover, 255, 255, 255, 255)
    raw.FPDFPath_SetDrawMode(cover, raw.FPDF_FILLMODE_ALTERNATE, False)
    raw.FPDFPage_InsertObject(page, cover)
    page.gen_content()
    path = tmp_path / "改.pdf"
    path.write_bytes(saved(document))
    window = desk.open_path(path)
    qtbot.waitUntil(lambda: any(banner.key == KEY for banner in banners(window)), timeout=PATIENT)
    (banner,) = (banner for banner in banners(window) if banner.key == KEY)
    assert "页面与所附的数据不同" in banner.sentence.text()
    banner.press("查看")
    (sheet,) = window.findChildren(Sheet)
    assert "第 1 页" in sheet.plain
    sheet.close()


def test_a_changed_form_out_of_a_pdf_prints_what_it_is_now(desk: Desk, pdf: Path) -> None:
    window = desk.open_path(pdf)
    assert window.session is not None
    window.session.edit(field("contact"), "戊", "")
    assert put(example(), field("contact"), "戊").fields == window.session.document.fields
