"""What stays out of the package, and why: one table, of places below /opt/evaldesk.

``libraries.py`` proves after each build that nothing that stays needs what went, and ``try.py`` that all still works.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from installer.linux.parts import PYTHON
from installer.packing import folder
from installer.packing.folder import Dropped

STDLIB = f"lib/python{PYTHON}"
# Of PySide6 only this stays, since it is 279 MB of which a form needs 80; half of that is ICU.
QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport")
QT_KEPT = (
    *(f"PySide6/{name}.py" for name in ("__init__", "_config", "_git_pyside_version")),
    *(f"PySide6/{name}.abi3.so" for name in QT_MODULES),
    "PySide6/libpyside6.abi3.so.*",
    *(f"PySide6/Qt/lib/libQt6{name}.so.6" for name in ("Core", "Gui", "Widgets", "PrintSupport", "Svg", "DBus")),
    *(f"PySide6/Qt/lib/libQt6{name}.so.6" for name in ("XcbQpa", "OpenGL")),
    "PySide6/Qt/lib/libicu*.so.*",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforminputcontexts/libcompose*.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibus*.so",
    "PySide6/Qt/plugins/platforminputcontexts/libfcitx*.so",
    "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
    *(f"PySide6/Qt/plugins/imageformats/libq{name}.so" for name in ("svg", "jpeg", "ico", "gif", "webp", "tiff")),
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
    "PySide6/Qt/translations/qtbase_zh_CN.qm",
)

DROPPED = (
    Dropped(("packages/PySide6/Qt/qml/*", "packages/PySide6/*Qml*", "packages/PySide6/*Quick*"), "no QML"),
    Dropped(("packages/PySide6/*[Ww]ayland*",), "windows open by X11, which every desktop there has"),
    Dropped(("packages/PySide6/Qt/translations/*",), "only Chinese is shown"),
    Dropped(("packages/PySide6/Qt/plugins/tls/*", "packages/PySide6/*Network*", "packages/PySide6/*network*"),
            "no network"),
    Dropped(("packages/PySide6/*",), "not in QT_KEPT: tools, headers, modules that nothing imports"),
    Dropped(("packages/PIL/_avif*", "packages/pillow.libs/libavif*", "packages/PIL/_imagingtk*",
             "packages/PIL/_imagingcms*", "packages/pillow.libs/liblcms2*"), "no AVIF, no Tk, no colour transforms"),
    Dropped(("packages/pypdfium2_cli/*",), "a command line of its own"),
    Dropped(("packages/*.dist-info/*",), "licences stand in one file, versions in the bill of materials"),
    Dropped(("packages/*.pyi", "packages/*.h", "packages/*.pyx", "packages/*.c", "packages/*/py.typed"),
            "for compilers and type checkers"),
    Dropped((f"{STDLIB}/config-*", f"{STDLIB}/_sysconfigdata*", "include/*", "lib/pkgconfig/*", "share/*"),
            "for compilers; it tells of the build's folders"),
    Dropped(("bin/python3", "bin/*-config", "bin/pydoc*", "bin/idle*", "bin/pip*"), "the launcher starts Python"),
    Dropped((f"{STDLIB}/idlelib/*", f"{STDLIB}/tkinter/*", f"{STDLIB}/turtle*", f"{STDLIB}/curses/*",
             f"{STDLIB}/_pyrepl/*", f"{STDLIB}/pydoc_data/*"), "no Tk, no terminal"),
    Dropped((f"{STDLIB}/test/*", f"{STDLIB}/*/test/*", f"{STDLIB}/lib-dynload/_test*",
             f"{STDLIB}/lib-dynload/xxlimited*"),
            "tests of Python itself"),
    Dropped((f"{STDLIB}/ensurepip/*", f"{STDLIB}/venv/*", f"{STDLIB}/site-packages/*"), "nothing is added later"),
    Dropped((f"{STDLIB}/asyncio/*", f"{STDLIB}/sqlite3/*", f"{STDLIB}/dbm/*", f"{STDLIB}/wsgiref/*",
             f"{STDLIB}/xmlrpc/*"),
            "no network, no database"),
)  # fmt: skip


def why_dropped(path: str) -> str:
    """Return why a file stays out; nothing for one that stays. ``path`` is its place below /opt/evaldesk."""
    if any(fnmatchcase(path, f"packages/{kept}") for kept in QT_KEPT):
        return ""
    return folder.why_dropped(path, DROPPED)
