"""What stays out of the program folder, and why: one table.

Whoever adds a dependency adds nothing here; whoever drops more says why. ``pe.py`` proves after each build that no
library that stays needs one that went, and ``try.py`` that everything still works.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from installer.packing import folder
from installer.packing.folder import Dropped

# Of PySide6 only this stays, since it is 199 MB of which a form needs 40.
QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport")
QT_KEPT = (
    "PySide6/*.py",
    *(f"PySide6/{name}.pyd" for name in QT_MODULES),
    "PySide6/pyside6.abi3.dll",
    *(f"PySide6/Qt6{name}.dll" for name in ("Core", "Gui", "Widgets", "PrintSupport", "Svg")),
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/plugins/platforms/qoffscreen.dll",
    "PySide6/plugins/styles/*.dll",
    "PySide6/plugins/imageformats/qsvg.dll",
    "PySide6/plugins/imageformats/qjpeg.dll",
    "PySide6/plugins/imageformats/qico.dll",
    "PySide6/plugins/imageformats/qgif.dll",
    "PySide6/plugins/imageformats/qwebp.dll",
    "PySide6/plugins/imageformats/qtiff.dll",
    "PySide6/plugins/iconengines/qsvgicon.dll",
    "PySide6/translations/qtbase_zh_CN.qm",
)


DROPPED = (
    Dropped(("lib/PySide6/qml/*", "lib/PySide6/Qt6Q*", "lib/PySide6/Qt6Labs*", "lib/PySide6/*qml*"), "no QML"),
    Dropped(("lib/PySide6/opengl32sw.dll", "lib/PySide6/Qt6OpenGL*"), "20 MB of software OpenGL; widgets use none"),
    Dropped(("lib/PySide6/translations/*",), "only Chinese is shown"),
    Dropped(("lib/PySide6/plugins/tls/*", "lib/PySide6/plugins/network*", "lib/PySide6/Qt6Network.dll"), "no network"),
    Dropped(("lib/PySide6/*",), "not in QT_KEPT: tools, headers, modules that nothing imports"),
    Dropped(
        ("lib/*/msvcp140*.dll", "lib/*/vcruntime140*.dll", "lib/*/concrt140.dll", "lib/*/vc*140.dll"),
        "Microsoft's C++ runtime lies once beside the program, where every library finds it",
    ),
    Dropped(("python.exe", "pythonw.exe"), "the launcher starts Python"),
    Dropped(("python.cat",), "the catalogue of signatures serves the build only"),
    Dropped(("_ssl.pyd", "libssl-3.dll", "libcrypto-3.dll", "_hashlib.pyd"), "no network; hashlib has its own code"),
    Dropped(("_asyncio.pyd", "_overlapped.pyd"), "no network"),
    Dropped(("_sqlite3.pyd", "sqlite3.dll", "_msi.pyd", "winsound.pyd"), "no database, no installer, no sound"),
    Dropped(("lib/PIL/_avif*", "lib/PIL/_imagingtk*", "lib/PIL/_imagingcms*"), "no AVIF, no Tk, no colour transforms"),
    Dropped(("lib/pypdfium2_cli/*",), "a command line of its own"),
    Dropped(("lib/*.dist-info/*",), "licences stand in one file, versions in the bill of materials"),
    Dropped(("*.pyi", "*.lib", "*.h", "*.pyx", "*.c", "*/py.typed"), "for compilers and type checkers"),
)


def why_dropped(path: str) -> str:
    """Return why a file stays out; nothing for one that stays. ``path`` is its place, with slashes."""
    if any(fnmatchcase(path, f"lib/{kept}") for kept in QT_KEPT):
        return ""
    return folder.why_dropped(path, DROPPED)
