"""The input plugin for fcitx, by which people type Chinese on UOS and Kylin: Qt's own packages have that for ibus only.

One plugin speaks with fcitx 4 and, by the name that sandboxed programs use, with fcitx 5. It is compiled against the
headers of Qt 6.8, which Debian has: a plugin of an older Qt loads into a newer one, and the classes that it fills in
did not change up to 6.9. What Debian 13 compiled itself asks for a C++ library that offices do not have.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

from installer.linux.parts import COMPILER, FCITX, File, Parts, read_files
from installer.linux.runtime import GLIBC
from installer.words import SetupError, say

PLUGIN = "libfcitxplatforminputcontextplugin.so"
SOURCE = "fcitx-qt5"
QT = "6.8.2"  # of the headers
# Interface on the bus -> the name under which the source includes its code.
INTERFACES = {
    "InputContext": "inputcontextproxy",
    "InputContext1": "inputcontext1proxy",
    "InputMethod": "inputmethodproxy",
    "InputMethod1": "inputmethod1proxy",
}
WITH_SIGNALS = ("fcitxinputcontextproxy", "fcitxwatcher", "main", "qfcitxplatforminputcontext")
OPTIONS = (
    *("-target", f"x86_64-linux-gnu.{GLIBC}", "-std=c++17", "-O2", "-g0", "-fPIC", "-shared", "-w"),
    *("-fvisibility=hidden", "-fvisibility-inlines-hidden", "-fno-exceptions", "-fno-rtti", "-fno-sanitize=undefined"),
    *("-nostdinc++", "-nostdlib++", "-DQT_PLUGIN", "-DQT_NO_DEBUG", "-DQT_CORE_LIB", "-DQT_GUI_LIB", "-DQT_DBUS_LIB"),
    *("-Wl,--no-undefined", "-Wl,-s", "-Wl,-rpath,$ORIGIN/../../lib"),
)


def source() -> File:
    """Return the file with the source of the plugin."""
    return next(file for file in read_files(FCITX) if file.package == SOURCE)


def build(parts: Parts, work: Path) -> Path:
    """Compile the plugin unless ``work`` has it from the same parts; return it; its licence lies beside it.

    :raises SetupError: when something does not compile.
    """
    made = work / "fcitx"
    recipe = b"".join(path.read_bytes() for path in (Path(__file__), FCITX, COMPILER))
    key = hashlib.sha256(recipe).hexdigest()
    if (made / "recipe").is_file() and (made / "recipe").read_text() == key:
        return made / PLUGIN
    say("编译 fcitx 输入法插件……", "Compiling the input plugin for fcitx")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    system, old, written = made / "system", made / "old", made / "written"
    for file in read_files(FCITX):
        if file.name.endswith(".deb"):
            _run(["dpkg-deb", "--extract", parts.files / file.name, old if "gcc-10" in file.place else system], work)
    with tarfile.open(parts.files / source().name) as archive:
        archive.extractall(made, filter="data")
    code = next(made.glob(f"{SOURCE}-*")) / "qt5" / "platforminputcontext"
    written.mkdir()
    include = [f"-I{folder}" for folder in (*_headers(system, old), written, code)]
    _write_code(system, code, written, include, made)
    objects = [*sorted(code.glob("*.cpp")), *(written / f"{name}.cpp" for name in INTERFACES.values())]
    objects += [written / f"moc_{name}.cpp" for name in WITH_SIGNALS]
    libraries = [old / "usr/lib/x86_64-linux-gnu/libstdc++.so.6", system / "usr/lib/x86_64-linux-gnu/libxkbcommon.so.0"]
    libraries += _qt(parts, made)
    _run([parts.zig, "c++", *OPTIONS, *include, *objects, *libraries, "-o", made / PLUGIN], made)
    shutil.copyfile(code.parent.parent / "COPYING.BSD", made / "LICENSE")
    (made / "recipe").write_text(key)
    return made / PLUGIN


def _qt(parts: Parts, work: Path) -> list[Path]:
    """Take the libraries that ship out of their wheel: what they lack is told when the plugin is linked."""
    (wheel,) = (path for path in parts.wheels if path.name.startswith("pyside6_essentials-"))
    with zipfile.ZipFile(wheel) as archive:
        names = [f"PySide6/Qt/lib/libQt6{name}.so.6" for name in ("Core", "Gui", "DBus")]
        return [Path(archive.extract(name, work / "qt")) for name in names]


def _headers(system: Path, old: Path) -> list[Path]:
    """Return where headers lie; those of C++ come first, since they include those of C after them."""
    qt = system / "usr/include/x86_64-linux-gnu/qt6"
    folders = [old / "usr/include/c++/10", old / "usr/include/x86_64-linux-gnu/c++/10", system / "usr/include", qt]
    folders += [qt / f"Qt{name}" for name in ("Core", "Gui", "DBus")]
    folders += [qt / f"Qt{name}" / QT / inner for name in ("Core", "Gui") for inner in ("", f"Qt{name}")]
    return folders


def _write_code(system: Path, code: Path, written: Path, include: list[str], work: Path) -> None:
    """Let Qt's tools write the code for the bus and for signals; they run with the libraries they came with."""
    libraries = system / "usr/lib/x86_64-linux-gnu"
    loaded: list[str | Path] = [libraries / "ld-linux-x86-64.so.2", "--library-path", libraries]
    tools = system / "usr/lib/qt6"
    for interface, name in INTERFACES.items():
        described = code / f"org.fcitx.Fcitx.{interface}.xml"
        _run([*loaded, tools / "bin/qdbusxml2cpp", "-m", "-p", name, "-i", "fcitxqtdbustypes.h", described], written)
        _run([*loaded, tools / "libexec/moc", *include, f"{name}.h", "-o", f"moc_{name}.cpp"], written)
    for name in WITH_SIGNALS:
        _run([*loaded, tools / "libexec/moc", *include, code / f"{name}.h", "-o", f"moc_{name}.cpp"], written)


def _run(command: list[str | Path], folder: Path) -> None:
    environ = os.environ | {"ZIG_GLOBAL_CACHE_DIR": str(folder / "cache")}
    words = list(map(str, command))
    done = subprocess.run(words, cwd=folder, env=environ, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise SetupError(
            f"{Path(command[0]).name} 失败：\n{(done.stdout + done.stderr)[-1500:]}", f"{Path(command[0]).name} failed."
        )
