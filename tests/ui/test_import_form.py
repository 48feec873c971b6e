"""导入 and 导出 Excel in the window: workbooks, old PDFs and texts become forms; hostile files one sentence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from evaldesk.exchange.sheet.write import workbook_bytes
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.digest import digest
from evaldesk.model.document import Document
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources
from evaldesk.report.render import render
from evaldesk.rules import evaluate
from evaldesk.ui import dialogs
from evaldesk.ui.banner import banners
from evaldesk.ui.desk import Desk
from evaldesk.ui.session import Session
from evaldesk.ui.window import Window

EXAMPLE = resources() / "examples" / "annex-3-project.evform"
TEXT = Path(__file__).parent.parent / "data" / "old_texts" / "annex-3.txt"


def example() -> Document:
    return open_document(EXAMPLE)


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def names(document: Document) -> list[str]:
    return [row.name for row in leaves(document.indicators)]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Return the example as a workbook."""
    document = example()
    template = load_template(document.template)
    path = tmp_path / "去年.xlsx"
    path.write_bytes(workbook_bytes(document, template, evaluate(document, template)))
    return path


def stripped(pdf: bytes) -> bytes:
    """Return the pages of a PDF without what is attached to it, as another program prints them."""
    source, made = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    made.import_pages(source)
    out = BytesIO()
    made.save(out)
    source.close()
    made.close()
    return out.getvalue()


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), action, data, button, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), action, data, button, none))


@pytest.mark.parametrize("how", ["menu", "open", "drop"])
def test_a_workbook_opens_as_a_form_without_a_file(
    how: str, desk: Desk, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.new_window()
    monkeypatch.setattr(dialogs, "ask_import", lambda *_: [workbook])
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: [workbook])
    if how == "drop":
        drop(window, workbook)
    else:
        window.menus.actions["import" if how == "menu" else "open"].trigger()
    session = session_of(window)
    assert digest(session.document) == digest(example())
    assert session.path is None
    assert window.windowTitle().startswith("去年（来自 Excel，尚未保存）")
    assert window.notice.sentence.text().startswith("已从“去年.xlsx”导入 73 项指标")
    assert desk.open_path(workbook) is window


def test_the_text_of_an_old_form_opens_with_the_list_of_guesses(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "旧表.txt"
    path.write_bytes(TEXT.read_bytes())
    window = desk.open_path(path)
    assert names(session_of(window).document) == names(example())
    (banner,) = (banner for banner in banners(window) if "推断" in banner.sentence.text())
    assert "有 4 处是推断的" in banner.sentence.text()


def test_an_old_pdf_without_a_form_in_it_is_read_from_its_pages(desk: Desk, tmp_path: Path) -> None:
    document = example()
    template = load_template(document.template)
    path = tmp_path / "旧表.pdf"
    path.write_bytes(stripped(render(document, template, evaluate(document, template))))
    window = desk.open_path(path)
    found = session_of(window).document
    assert names(found) == names(document)
    assert found.id != document.id
    assert {key: text for key, text in found.fields.items() if text} == {
        key: text for key, text in document.fields.items() if text
    }


def empty_workbook() -> bytes:
    made = BytesIO()
    Workbook().save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("坏.xlsx", b"PK\x03\x04rubbish"),
        ("坏.xls", b"\xd0\xcf\x11\xe0" * 200),
        ("坏.xlsx", b""),
        ("坏.txt", "只是一封信。".encode()),
        ("坏.xlsx", empty_workbook()),
    ],
)
def test_a_hostile_file_gives_one_sentence_and_changes_nothing(
    name: str, raw: bytes, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    window = desk.new_window()
    drop(window, path)
    assert window.session is None
    assert name in window.notice.sentence.text()
    assert window.notice.sentence.text().endswith("。")
    assert path.read_bytes() == raw


def test_a_form_is_exported_as_a_workbook(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_export_sheet", lambda *_: tmp_path / "表")
    window.menus.actions["export-sheet"].trigger()
    sheet = load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert any(cell.value == "跨域通办事项数量" for row in sheet.iter_rows() for cell in row)
    assert "表.xlsx" in window.notice.sentence.text()


def test_export_given_up_writes_nothing(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_export_sheet", lambda *_: None)
    window.menus.actions["export-sheet"].trigger()
    assert not list(tmp_path.glob("*.xlsx"))
