"""What stays out of the package: each with a reason, and nothing that the program imports."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from installer.interpreter import ROOT
from installer.linux import trim
from installer.windows import trim as windows
from tests.installer.imported import SOURCES, imported

STDLIB = trim.STDLIB


def test_every_module_of_qt_that_the_program_imports_stays() -> None:
    used = {name.split(".")[1] for name in imported() if name.startswith("PySide6.Qt")}
    assert used
    assert used <= set(trim.QT_MODULES), "add it to QT_MODULES, and its library to QT_KEPT"
    assert set(trim.QT_MODULES) == set(windows.QT_MODULES)


@pytest.mark.parametrize("module", ["asyncio", "sqlite3", "tkinter", "curses", "dbm", "venv", "wsgiref", "xmlrpc"])
def test_nothing_imports_a_module_of_the_library_that_went(module: str) -> None:
    assert trim.why_dropped(f"{STDLIB}/{module}/__init__.py")
    assert module in sys.stdlib_module_names
    assert module not in {name.split(".")[0] for name in imported()}


@pytest.mark.parametrize(
    "path",
    [
        "bin/python3.13",
        "bin/python3.13._pth",
        f"{STDLIB}/zipfile/__init__.py",
        f"{STDLIB}/lib-dynload/_ctypes.cpython-313-x86_64-linux-gnu.so",
        f"{STDLIB}/lib-dynload/zlib.cpython-313-x86_64-linux-gnu.so",
        "packages/PySide6/__init__.py",
        "packages/PySide6/QtCore.abi3.so",
        "packages/PySide6/Qt/lib/libQt6Core.so.6",
        "packages/PySide6/Qt/lib/libicudata.so.73",
        "packages/PySide6/Qt/plugins/platforms/libqxcb.so",
        "packages/PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "packages/PySide6/Qt/plugins/platforminputcontexts/libfcitxplatforminputcontextplugin.so",
        "packages/PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "packages/PySide6/Qt/translations/qtbase_zh_CN.qm",
        "packages/shiboken6/Shiboken.abi3.so",
        "packages/pydantic_core/_pydantic_core.cpython-313-x86_64-linux-gnu.so",
        "packages/pypdfium2_raw/libpdfium.so",
        "packages/PIL/_imaging.cpython-313-x86_64-linux-gnu.so",
        "packages/pillow.libs/libjpeg-6dc8d115.so.62.4.0",
    ],
)
def test_what_the_program_needs_stays(path: str) -> None:
    assert trim.why_dropped(path) == ""


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("packages/PySide6/Qt/qml/QtQuick/qmldir", "no QML"),
        ("packages/PySide6/Qt/lib/libQt6Network.so.6", "no network"),
        ("packages/PySide6/Qt/plugins/platforms/libqwayland-egl.so", "X11"),
        ("packages/PySide6/Qt/translations/qtbase_de.qm", "only Chinese"),
        ("packages/PySide6/scripts/deploy.py", "not in QT_KEPT"),
        ("packages/PySide6/lupdate", "not in QT_KEPT"),
        ("packages/pydantic-2.14.3.dist-info/METADATA", "licences"),
        (f"{STDLIB}/config-3.13-x86_64-linux-gnu/Makefile", "compilers"),
        (f"{STDLIB}/test/support/__init__.py", "tests of Python"),
    ],
)
def test_what_goes_says_why(path: str, why: str) -> None:
    assert why in trim.why_dropped(path)


def test_every_row_has_a_reason_and_none_hides_another() -> None:
    assert all(row.why and row.patterns for row in trim.DROPPED)
    patterns = [pattern for row in trim.DROPPED for pattern in row.patterns]
    assert len(patterns) == len(set(patterns))


def test_our_own_sources_stay() -> None:
    own = [f"packages/evaldesk/{path.relative_to(ROOT / 'evaldesk').as_posix()}" for path in SOURCES]
    resources = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    own += [
        f"packages/evaldesk/resources/{Path(path).relative_to(ROOT / 'resources').as_posix()}" for path in resources
    ]
    assert not [path for path in own if trim.why_dropped(path)]
