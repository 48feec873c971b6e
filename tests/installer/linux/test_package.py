"""The package for Debian: what it asks of the system, what dpkg and the desktop are told, the packing."""

from __future__ import annotations

import configparser
import hashlib
import os
import re
import shutil
import stat
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from evaldesk import __version__
from installer.interpreter import ROOT
from installer.linux import deb, elf, icons, libraries, parts, runtime, tree, xcb
from installer.words import SetupError

FILES = ROOT / "installer" / "linux" / "files"
EPOCH = 1767225600
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
needs_dpkg = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb")
needs_elf = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a program of Linux to read")


def desktop_entry() -> configparser.SectionProxy:
    """Return what the desktop entry says."""
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # keys keep their capitals
    parser.read_string((FILES / "evaldesk.desktop").read_text("utf-8"))
    return parser["Desktop Entry"]


def test_the_version_stands_in_one_place() -> None:
    written = [
        path for path in FILES.parent.rglob("*") if path.suffix in (".py", ".desktop", ".xml", "") and path.is_file()
    ]
    assert written
    assert not [path for path in written if re.search(rf"\b{re.escape(__version__)}\b", path.read_text("utf-8"))]


def test_the_desktop_entry_opens_our_files_by_our_command() -> None:
    entry = desktop_entry()
    assert entry["Type"] == "Application"
    assert entry["Exec"] == "/usr/bin/evaldesk %F", "files as paths, several at once"
    kinds = {kind.get("type") for kind in ET.parse(FILES / "evaldesk.xml").getroot()}
    assert set(entry["MimeType"].strip(";").split(";")) == kinds, "nothing of others is taken over"
    assert entry["Icon"] == "evaldesk"
    assert "绩效自评表" in entry["Name[zh_CN]"]


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
def test_the_desktop_entry_is_valid() -> None:
    told = subprocess.run(["desktop-file-validate", FILES / "evaldesk.desktop"], capture_output=True, text=True)
    assert (told.returncode, told.stdout) == (0, "")


def test_forms_and_template_packs_are_known_by_their_endings() -> None:
    known = {}
    for kind in ET.parse(FILES / "evaldesk.xml").getroot():
        (glob,), (icon,) = kind.findall(f"{MIME}glob"), kind.findall(f"{MIME}icon")
        known[glob.get("pattern")] = icon.get("name")
    assert known == {"*.evform": "evaldesk-form", "*.evtemplates": "evaldesk-form"}
    assert {Path(name).name for name in icons.KINDS} == {"evaldesk", "evaldesk-form"}


def test_the_launcher_starts_our_python_and_nothing_else(tmp_path: Path) -> None:
    stand_in = tmp_path / "python"
    stand_in.write_text('#!/bin/sh\necho "$QT_IM_MODULE|$@"\n')
    stand_in.chmod(0o755)
    launcher = tmp_path / "evaldesk"
    assert f"exec /{tree.PROGRAM} " in tree.LAUNCHER
    launcher.write_text(tree.LAUNCHER.replace(f"/{tree.PROGRAM}", str(stand_in)))
    for module, becomes in (("fcitx5", "fcitx"), ("fcitx", "fcitx"), ("ibus", "ibus"), ("", "")):
        told = subprocess.run(
            ["/bin/sh", "-e", launcher, "年度 表.evform"], capture_output=True, text=True,
            env=os.environ | {"QT_IM_MODULE": module},
        )  # fmt: skip
        assert told.stdout == f"{becomes}|-B -X utf8 -m evaldesk 年度 表.evform\n"


def test_python_looks_in_its_own_folders_only() -> None:
    assert tree.SEARCH.splitlines() == [
        f"../lib/python{parts.PYTHON}", f"../lib/python{parts.PYTHON}/lib-dynload", "../packages",
    ]  # fmt: skip


def test_a_running_program_is_neither_replaced_nor_removed(tmp_path: Path) -> None:
    script = tmp_path / "prerm"
    prefix = f"{runtime.PREFIX}/bin/python"
    text = (FILES / "prerm").read_text("utf-8")
    assert f"{prefix}*" in text
    for running, code in ((sys.executable, 1), ("/nowhere/python", 0)):
        script.write_text(text.replace(f"{prefix}*", str(Path(running).resolve())))
        for action in ("remove", "upgrade", "failed-upgrade"):
            done = subprocess.run(["/bin/sh", script, action], capture_output=True, text=True)
            assert done.returncode == code
            assert ("evaldesk 正在运行" in done.stderr) == bool(code)
    assert subprocess.run(["/bin/sh", script, "deconfigure"]).returncode == 0


@pytest.mark.parametrize(
    ("versions", "newer"),
    [
        ({"GLIBC_2.2.5", "GLIBC_2.28", "GLIBCXX_3.4.25", "CXXABI_1.3.11", "GCC_4.2.0", "Qt_6.9"}, []),
        ({"GLIBC_2.29"}, ["GLIBC_2.29"]),
        ({"GLIBC_2.34", "GLIBC_2.4"}, ["GLIBC_2.34"]),
        ({"GLIBCXX_3.4.26", "CXXABI_1.3.15"}, ["CXXABI_1.3.15", "GLIBCXX_3.4.26"]),
        ({"GLIBC_PRIVATE"}, ["GLIBC_PRIVATE"]),
        ({"GLIBC_ABI_DT_RELR"}, ["GLIBC_ABI_DT_RELR"]),
    ],
)
def test_versions_are_held_against_the_oldest_system(versions: set[str], newer: list[str]) -> None:
    assert elf.too_new(frozenset(versions)) == newer


@needs_elf
def test_needs_are_read_from_a_real_program() -> None:
    asked = elf.needs(Path("/bin/sh").resolve().read_bytes())
    assert "libc.so.6" in asked.libraries
    assert any(version.startswith("GLIBC_2.") for version in asked.versions)


def test_a_file_that_is_no_program_is_refused() -> None:
    with pytest.raises(ValueError, match="x86-64"):
        elf.needs(b"MZ" + bytes(100))


def library(needed: list[str], search: str = "", version: str = "") -> bytes:
    """Return the smallest ELF file with these needs: no code, three sections."""
    words = ["", *needed, search, version]
    names = b"".join(word.encode() + b"\0" for word in words)
    at = {word: len(b"".join(other.encode() + b"\0" for other in words[:place])) for place, word in enumerate(words)}
    dynamic = b"".join(struct.pack("<qQ", 1, at[name]) for name in needed)
    if search:
        dynamic += struct.pack("<qQ", 29, at[search])
    versions = struct.pack("<2H3I", 1, 1, at[needed[0]], 16, 0) + struct.pack("<I2H2I", 0, 0, 2, at[version], 0)
    bodies = [(3, names, 0, 0), (6, dynamic, 1, 0), (0x6FFFFFFE, versions if version else b"", 1, 1 if version else 0)]
    head, place, table = 64, 64, b""
    for kind, body, link, info in bodies:
        table += struct.pack("<2I4Q2I2Q", 0, kind, 0, 0, place, len(body), link, info, 0, 0)
        place += len(body)
    empty = struct.pack("<2I4Q2I2Q", *([0] * 10))
    start = struct.pack("<4s12xHHIQQQIHHHHHH", b"\x7fELF", 3, 62, 1, 0, 0, place, 0, head, 0, 0, 64, 4, 0)
    start = start[:4] + b"\x02\x01\x01" + start[7:]
    return start + b"".join(body for _, body, _, _ in bodies) + empty + table


def test_needs_lie_beside_or_have_a_package_or_stop_the_build(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libown.so.1").write_bytes(library(["libc.so.6"], version="GLIBC_2.28"))
    user = tmp_path / "plugin.so"
    user.write_bytes(library(["libown.so.1", "libcups.so.2"], "$ORIGIN/lib"))
    assert libraries.depends(tmp_path) == ["libc6 (>= 2.28)", "libcups2"]
    for wrong, words in (
        (library(["libown.so.1"]), "plugin.so needs libown.so.1"),
        (library(["libnobody.so.7"]), "plugin.so needs libnobody.so.7"),
        (library(["libc.so.6"], version="GLIBC_2.34"), "plugin.so needs GLIBC_2.34"),
    ):
        user.write_bytes(wrong)
        with pytest.raises(SetupError) as caught:
            libraries.depends(tmp_path)
        assert words in caught.value.chinese


def test_the_libraries_that_offices_lack_are_brought_along() -> None:
    """A package that asked for them could not be installed on a PC without a network."""
    brought = set(xcb.LIBRARIES.values())
    assert brought == {"libxcb-cursor.so.0", "libxcb-util.so.1"}
    assert not brought & set(libraries.PACKAGES)
    assert {file.package for file in parts.read_files(parts.XCB)} == set(xcb.LIBRARIES)


def test_the_control_file_has_every_field() -> None:
    text = deb.control("1.2.3", ["libc6 (>= 2.28)", "libgl1"], 2048)
    fields = dict(re.findall(r"^(\S+): (.*)$", text, re.MULTILINE))
    assert fields["Package"] == "evaldesk"
    assert fields["Version"] == "1.2.3"
    assert fields["Architecture"] == "amd64"
    assert fields["Installed-Size"] == "2048"
    assert fields["Depends"] == "libc6 (>= 2.28), libgl1"
    assert "shared-mime-info" in fields["Recommends"]
    assert text.endswith("\n")
    assert all(line.startswith(" ") for line in deb.ABOUT.splitlines()[1:]), "further lines are set in"


def small_tree(folder: Path) -> Path:
    """Make a small tree of a package."""
    (folder / "opt" / "evaldesk").mkdir(parents=True)
    (folder / "opt" / "evaldesk" / "a.py").write_text("'''程序'''")
    deb.add_papers(folder, "许可")
    return folder


@needs_dpkg
def test_the_package_is_the_same_each_time_and_tells_its_sums(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        deb.pack(small_tree(tmp_path / name), "1.2.3", ["libc6"], tmp_path / f"{name}.deb", EPOCH)
        digests.add(hashlib.sha256((tmp_path / f"{name}.deb").read_bytes()).hexdigest())
    assert len(digests) == 1
    out = tmp_path / "out"
    subprocess.run(["dpkg-deb", "--raw-extract", tmp_path / "one.deb", out], check=True)
    sums = (out / "DEBIAN" / "md5sums").read_text("utf-8").splitlines()
    assert len(sums) == 3
    assert f"{hashlib.md5((out / 'opt/evaldesk/a.py').read_bytes()).hexdigest()}  opt/evaldesk/a.py" in sums
    assert stat.S_IMODE((out / "DEBIAN" / "prerm").stat().st_mode) == 0o755
    assert (out / "usr/share/doc/evaldesk/copyright").read_text("utf-8") == "许可"
    told = subprocess.run(["dpkg-deb", "--contents", tmp_path / "one.deb"], capture_output=True, text=True).stdout
    assert {line.split()[1] for line in told.splitlines()} == {"root/root"}


@needs_dpkg
def test_what_dpkg_does_not_take_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as caught:
        deb.pack(small_tree(tmp_path / "tree"), "not a version", ["libc6"], tmp_path / "x.deb", EPOCH, fast=True)
    assert "dpkg-deb 失败" in caught.value.chinese
