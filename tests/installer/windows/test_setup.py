"""The setup and its launchers, really compiled where the tools are there; what the uninstaller takes away."""

from __future__ import annotations

import hashlib
import re
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest

from evaldesk import __version__
from evaldesk.paths import PORTABLE
from installer.interpreter import ROOT
from installer.packing import folder as tidy
from installer.packing import release
from installer.windows import pe, portable, programs, setup
from installer.windows.icons import draw
from installer.words import SetupError

HERE = ROOT / "installer" / "windows"
EPOCH = 1767225600
needs_mingw = pytest.mark.skipif(not shutil.which(programs.COMPILER), reason="needs gcc-mingw-w64-x86-64-posix")
needs_nsis = pytest.mark.skipif(not shutil.which("makensis"), reason="needs nsis")
needs_signing = pytest.mark.skipif(not shutil.which("osslsigncode"), reason="needs osslsigncode")


def test_the_version_stands_in_one_place() -> None:
    assert release.own_version() == __version__
    written = [path for path in HERE.rglob("*") if path.suffix in (".nsi", ".rc", ".c", ".py", ".manifest")]
    assert written
    assert not [path for path in written if re.search(rf"\b{re.escape(__version__)}\b", path.read_text("utf-8"))]


@pytest.mark.parametrize("name", draw.DRAWINGS)
def test_the_icons_have_every_size(name: str) -> None:
    icon = (HERE / "icons" / name).read_bytes()
    assert draw.sizes(icon) == list(draw.SIZES)
    for at, size in enumerate(draw.SIZES):
        length, place = struct.unpack_from("<2I", icon, 6 + 16 * at + 8)
        picture = icon[place : place + length]
        assert len(picture) == length
        assert (
            picture.startswith(b"\x89PNG") if size == 256 else struct.unpack_from("<2i", picture, 4) == (size, 2 * size)
        )


@pytest.mark.usefixtures("qapp")
def test_the_icons_are_those_of_the_drawings() -> None:
    for name, (plain, full) in draw.DRAWINGS.items():
        drawn = {
            size: draw.picture((plain if size <= draw.SMALL else full).read_text("utf-8"), size) for size in (16, 48)
        }
        icon = (HERE / "icons" / name).read_bytes()
        assert all(data in icon for data in drawn.values()), f"{name}: run installer/windows/icons/draw.py"


def test_the_uninstaller_names_every_file_and_no_folder_with_all_that_is_in_it() -> None:
    lines = setup.removal(["evaldesk.exe", "lib/a/one.py", "lib/a/b/two$.py"]).splitlines()
    assert lines == [
        'Delete "$INSTDIR\\evaldesk.exe"',
        'Delete "$INSTDIR\\lib\\a\\b\\two$$.py"',
        'Delete "$INSTDIR\\lib\\a\\one.py"',
        'RMDir "$INSTDIR\\lib\\a\\b"',
        'RMDir "$INSTDIR\\lib\\a"',
        'RMDir "$INSTDIR\\lib"',
    ]
    script = (HERE / "evaldesk.nsi").read_text("utf-8")
    assert not re.findall(r"RMDir /r.*INSTDIR", script)
    assert re.findall(r'RMDir /r "(.*)"', script) == ["$LOCALAPPDATA\\evaldesk\\running"]


def test_what_the_setup_writes_into_the_registry_the_uninstaller_takes_away() -> None:
    script = (HERE / "evaldesk.nsi").read_text("utf-8")
    written = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', script))
    removed = set(re.findall(r'DeleteReg(?:Key|Value)(?: /ifempty)? HKCU "([^"]+)"', script))
    assert written
    assert not [key for key in written if not any(key == gone or key.startswith(gone + "\\") for gone in removed)]
    assert r'WriteRegStr HKCU "${CLASSES}\.json" ' not in script, ".json belongs to others"


@pytest.fixture(scope="module")
def launchers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the two launchers, compiled once for all tests."""
    folder = tmp_path_factory.mktemp("launchers")
    return programs.build(__version__, folder, folder / "work", EPOCH)


@needs_mingw
def test_the_launchers_compile_twice_to_the_same_bytes(launchers: list[Path], tmp_path: Path) -> None:
    made = [path.read_bytes() for path in launchers]
    assert made == [path.read_bytes() for path in programs.build(__version__, tmp_path, tmp_path / "work", EPOCH)]
    window, console = made
    for data in (window, console):
        assert pe.imports(data) <= {"kernel32.dll", "user32.dll", "msvcrt.dll"}
        assert __version__.encode("utf-16-le") in data
        assert "绩效自评表".encode("utf-16-le") in data
        for words in (b"PerMonitorV2", b"longPathAware", b"asInvoker", "Local\\evaldesk-running".encode("utf-16-le")):
            assert words in data
    subsystems = [struct.unpack_from("<H", data, struct.unpack_from("<I", data, 0x3C)[0] + 92)[0] for data in made]
    assert subsystems == [2, 3], "one window program, one for the console"


@needs_mingw
def test_a_library_that_nobody_brings_is_named(launchers: list[Path], tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    shutil.copy(launchers[0], tmp_path)
    assert pe.missing(tmp_path) == []
    data = (tmp_path / "evaldesk.exe").read_bytes().replace(b"USER32.dll", b"QT6NET.dll")
    (tmp_path / "lib" / "evaldesk.exe").write_bytes(data)
    assert pe.missing(tmp_path) == ["lib/evaldesk.exe needs qt6net.dll"]


def test_a_file_that_is_no_program_is_refused() -> None:
    with pytest.raises(ValueError, match="64-bit"):
        pe.imports(b"MZ" + bytes(400))


def small_tree(folder: Path) -> Path:
    """Make a small program folder."""
    (folder / "lib" / "evaldesk").mkdir(parents=True)
    (folder / "evaldesk.exe").write_bytes(b"MZ")
    (folder / "lib" / "evaldesk" / "__init__.py").write_text("'''程序'''")
    tidy.settle(folder, EPOCH)
    return folder


@needs_nsis
def test_the_setup_compiles_without_a_warning_and_twice_to_the_same_bytes(tmp_path: Path) -> None:
    folder, digests = small_tree(tmp_path / "tree"), set()
    for name in ("one.exe", "two.exe"):
        setup.build(__version__, folder, tmp_path / name, tmp_path, EPOCH, fast=True)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1
    if shutil.which("7z"):
        listed = subprocess.run(["7z", "l", str(tmp_path / "one.exe")], capture_output=True, text=True).stdout
        assert "lib/evaldesk/__init__.py" in listed.replace("\\", "/")
        assert "uninstall.exe" in listed


@needs_nsis
def test_a_script_that_nsis_does_not_understand_says_so(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as caught:
        setup.build("not a version", small_tree(tmp_path / "tree"), tmp_path / "x.exe", tmp_path, EPOCH, fast=True)
    assert "makensis 失败" in caught.value.chinese


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> setup.Certificate:
    """Return a certificate of our own making, with its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test", "-addext",
         "extendedKeyUsage=codeSigning", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        capture_output=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return setup.Certificate(folder / "cert.pem", folder / "key.pem")


def signature(program: Path, certificate: setup.Certificate) -> str:
    """Return what the verifier says of a program."""
    return subprocess.run(
        ["osslsigncode", "verify", "-CAfile", certificate.certificate, "-in", program], capture_output=True, text=True
    ).stdout


@needs_signing
@needs_mingw
def test_a_program_is_signed_with_the_certificate_that_is_given(
    launchers: list[Path], certificate: setup.Certificate, tmp_path: Path
) -> None:
    program = Path(shutil.copy(launchers[0], tmp_path))
    setup.sign(program, certificate)
    assert "CN=Test" in signature(program, certificate)
    assert "Signature verification: ok" in signature(program, certificate)


@needs_signing
@needs_nsis
@pytest.mark.skipif(not shutil.which("7z"), reason="needs 7z to take the setup apart")
def test_the_uninstaller_inside_the_setup_is_signed_too(certificate: setup.Certificate, tmp_path: Path) -> None:
    made = tmp_path / "evaldesk-setup.exe"
    setup.build(__version__, small_tree(tmp_path / "tree"), made, tmp_path, EPOCH, fast=True, certificate=certificate)
    subprocess.run(["7z", "e", f"-o{tmp_path}", str(made), "uninstall.exe"], capture_output=True, check=True)
    assert "CN=Test" in signature(tmp_path / "uninstall.exe", certificate)


def test_the_portable_zip_has_its_marker_and_is_the_same_each_time(tmp_path: Path) -> None:
    folder = small_tree(tmp_path / "tree")
    for name in ("one.zip", "two.zip"):
        portable.pack(folder, "1.2.3", tmp_path / name, EPOCH)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert sorted(archive.namelist()) == [
            "evaldesk-1.2.3/evaldesk.exe",
            "evaldesk-1.2.3/lib/evaldesk/__init__.py",
            f"evaldesk-1.2.3/{PORTABLE}",
        ]
        assert "便携版" in archive.read(f"evaldesk-1.2.3/{PORTABLE}").decode("utf-8-sig")
