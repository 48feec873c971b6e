"""Try each dependency inside the trimmed program folder; run there by ``try.py``. Prints one line for each, as JSON."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path


def _qt() -> str:
    from PySide6.QtCore import QLibraryInfo, QTranslator
    from PySide6.QtGui import QImage, QImageReader
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QStyleFactory

    from evaldesk.ui.app import speak_chinese
    from evaldesk.ui.icons import app_icon

    application = QApplication.instance() or QApplication(["probe"])
    assert isinstance(application, QApplication)
    speak_chinese(application)
    assert QTranslator().load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save)
    save = buttons.button(QDialogButtonBox.StandardButton.Save).text()
    assert "保存" in save, save
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert not app_icon().pixmap(64).toImage().isNull(), "icons"
    assert not QImage.fromData(_jpeg(), "JPG").isNull(), "JPEG"  # type: ignore[arg-type] # the name of a format
    pdf = QPrinter()
    pdf.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    formats = sorted(bytes(name.data()).decode() for name in QImageReader.supportedImageFormats())
    return f"{save}; {', '.join(formats)}; {', '.join(QStyleFactory.keys())}"


def _jpeg() -> bytes:
    from PIL import Image

    into = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(into, "JPEG")
    return into.getvalue()


def _pictures() -> str:
    from PIL import Image, ImageDraw, features

    picture = Image.new("L", (64, 64), 255)
    ImageDraw.Draw(picture).line((0, 0, 64, 64))
    for kind in ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"):
        into = io.BytesIO()
        picture.save(into, kind)
        Image.open(io.BytesIO(into.getvalue())).load()
    return ", ".join(features.get_supported())


def _pdf() -> str:
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    into = io.BytesIO()
    canvas = Canvas(into)
    canvas.drawString(72, 72, "evaldesk")
    canvas.save()
    document = pypdfium2.PdfDocument(into.getvalue())
    assert "evaldesk" in document[0].get_textpage().get_text_range()
    return f"{document[0].render().to_pil().size}"


def _codes() -> str:
    import zxingcpp
    from PIL import Image

    drawn = zxingcpp.create_barcode("绩效自评", zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    height, width = drawn.shape
    (read,) = zxingcpp.read_barcodes(Image.frombytes("L", (width, height), bytes(memoryview(drawn))))  # type: ignore[arg-type]
    assert read.text == "绩效自评", read.text
    return read.text


def _excel() -> str:
    from openpyxl import Workbook, load_workbook

    into = io.BytesIO()
    book = Workbook()
    book.create_sheet("表")["A1"] = "权重"
    book.save(into)
    return str(load_workbook(io.BytesIO(into.getvalue()))["表"]["A1"].value)


def _modules() -> str:
    """Import every module of the program."""
    import importlib

    import evaldesk

    home = Path(evaldesk.__file__).parent
    names = sorted(
        ".".join(path.relative_to(home.parent).with_suffix("").parts)
        for path in home.rglob("*.py")
        if path.name not in ("__main__.py", "__init__.py")
    )
    for name in names:
        importlib.import_module(name)
    return f"{len(names)} modules"


PROBES: dict[str, Callable[[], str]] = {
    "Qt": _qt,
    "pictures": _pictures,
    "PDF": _pdf,
    "codes": _codes,
    "Excel": _excel,
    "modules": _modules,
}


def main(into: Path) -> None:
    """Run all probes; write what they said, or how they failed."""
    told = {}
    for name, probe in PROBES.items():
        try:
            told[name] = [True, probe()]
        except Exception as error:  # every failure is a line of the table
            told[name] = [False, f"{type(error).__name__}: {error}"]
    into.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
