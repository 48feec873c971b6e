"""What stays out of the program folder: each with a reason, and nothing that the program imports."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from installer.interpreter import ROOT
from installer.packing import folder
from installer.windows import trim
from tests.installer.imported import SOURCES, imported


def test_every_module_of_qt_that_the_program_imports_stays() -> None:
    used = {name.split(".")[1] for name in imported() if name.startswith("PySide6.Qt")}
    assert used
    assert used <= set(trim.QT_MODULES), "add it to QT_MODULES, and its library to QT_KEPT"


@pytest.mark.parametrize(
    ("library", "module"),
    [("_ssl.pyd", "ssl"), ("_sqlite3.pyd", "sqlite3"), ("_asyncio.pyd", "asyncio"), ("winsound.pyd", "winsound")],
)
def test_nothing_imports_a_module_whose_library_went(library: str, module: str) -> None:
    assert trim.why_dropped(library)
    assert module not in {name.split(".")[0] for name in imported()}
    assert module == "winsound" or module in sys.stdlib_module_names


def test_a_picture_module_that_went_is_not_used() -> None:
    assert trim.why_dropped("lib/PIL/_imagingcms.cp311-win_amd64.pyd")
    assert not imported() & {"PIL.ImageCms", "PIL.ImageTk"}


@pytest.mark.parametrize(
    "path",
    [
        "python311.dll",
        "python311.zip",
        "vcruntime140.dll",
        "msvcp140.dll",
        "libffi-8.dll",
        "unicodedata.pyd",
        "_ctypes.pyd",
        "_decimal.pyd",
        "pyexpat.pyd",
        "lib/PySide6/__init__.py",
        "lib/PySide6/QtCore.pyd",
        "lib/PySide6/Qt6Core.dll",
        "lib/PySide6/plugins/platforms/qwindows.dll",
        "lib/PySide6/plugins/imageformats/qsvg.dll",
        "lib/PySide6/translations/qtbase_zh_CN.qm",
        "lib/shiboken6/Shiboken.pyd",
        "lib/pydantic_core/_pydantic_core.cp311-win_amd64.pyd",
        "lib/pypdfium2_raw/pdfium.dll",
        "lib/zxingcpp/zxingcpp.cp311-win_amd64.pyd",
        "lib/PIL/_imaging.cp311-win_amd64.pyd",
        "lib/openpyxl/__init__.py",
        "lib/evaldesk/resources/fonts/NotoSerifSC-Regular.ttf",
    ],
)
def test_what_the_program_needs_stays(path: str) -> None:
    assert trim.why_dropped(path) == ""


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("lib/PySide6/qml/QtQuick/qmldir", "no QML"),
        ("lib/PySide6/Qt6Network.dll", "no network"),
        ("lib/PySide6/QtNetwork.pyd", "not in QT_KEPT"),
        ("lib/PySide6/opengl32sw.dll", "OpenGL"),
        ("lib/PySide6/translations/qtbase_de.qm", "only Chinese"),
        ("lib/shiboken6/msvcp140.dll", "once beside the program"),
        ("libcrypto-3.dll", "no network"),
        ("lib/pydantic-2.14.3.dist-info/METADATA", "licences"),
    ],
)
def test_what_goes_says_why(path: str, why: str) -> None:
    assert why in trim.why_dropped(path)


def test_every_row_has_a_reason_and_none_hides_another() -> None:
    assert all(row.why and row.patterns for row in trim.DROPPED)
    patterns = [pattern for row in trim.DROPPED for pattern in row.patterns]
    assert len(patterns) == len(set(patterns))


def test_the_sums_account_for_every_file() -> None:
    table = list(folder.sums([("python.exe", 10), ("pythonw.exe", 5), ("python311.dll", 7)], trim.why_dropped))
    assert ("the launcher starts Python", 2, 15) in table
    assert table[-1] == ("", 1, 7)


def test_our_own_sources_stay() -> None:
    own = [f"lib/evaldesk/{path.relative_to(ROOT / 'evaldesk').as_posix()}" for path in SOURCES]
    resources = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    own += [f"lib/evaldesk/resources/{Path(path).relative_to(ROOT / 'resources').as_posix()}" for path in resources]
    assert not [path for path in own if trim.why_dropped(path)]
