"""The parts of the package: wheels and compiler by pip, sources from a Debian mirror, each checked by its lock."""

from __future__ import annotations

import hashlib
import re
import urllib.request
import zipfile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from installer.packing.locks import download
from installer.words import SetupError

HERE = Path(__file__).resolve().parent
WHEELS, COMPILER, SOURCES, FCITX, XCB = (
    HERE / f"{name}.lock" for name in ("wheels", "compiler", "sources", "fcitx", "xcb")
)
MIRROR = "https://deb.debian.org/debian"
PYTHON = "3.13"
# Each tag that a system with glibc 2.28 takes.
LINUX = [
    *(word for minor in range(28, 16, -1) for word in ("--platform", f"manylinux_2_{minor}_x86_64")),
    *("--platform", "manylinux2014_x86_64", "--python-version", PYTHON, "--implementation", "cp"),
]
LINE = re.compile(r"^([0-9a-f]{64})  (\S+)$", re.MULTILINE)


class File(NamedTuple):
    """Hold one file of a Debian mirror: its SHA-256 and its place there."""

    sha256: str
    place: str

    @property
    def name(self) -> str:
        """Return the name of the file alone."""
        return PurePosixPath(self.place).name

    @property
    def package(self) -> str:
        """Return the package that the file belongs to."""
        return self.name.split("_")[0]

    @property
    def version(self) -> str:
        """Return the version that stands in the file's name."""
        return re.sub(r"\.(orig|debian)\.tar\.\w+$|\.dsc$|_\w+\.deb$", "", self.name.split("_", 1)[1])


class Parts(NamedTuple):
    """Hold where the parts lie."""

    wheels: list[Path]  # files .whl, not opened
    zig: Path  # the compiler
    files: Path  # the files of the mirror, under their own names


def read_files(lock: Path) -> list[File]:
    """Return the files of a mirror that a lock names."""
    return [File(*found) for found in LINE.findall(lock.read_text("utf-8"))]


def fetch(work: Path, mirror: str) -> Parts:
    """Download what is not in ``work`` yet and check the hash of everything.

    :raises SetupError: when a part cannot be had or is not the one that the lock names.
    """
    wheels = download(WHEELS, work / "wheels", ["--only-binary=:all:", *LINUX])
    (zig,) = download(COMPILER, work / "compiler", ["--only-binary=:all:", "--platform", "manylinux2010_x86_64"])
    for file in (file for lock in (SOURCES, FCITX, XCB) for file in read_files(lock)):
        from_mirror(file, mirror, work / "files")
    return Parts(wheels, _open_compiler(zig, work / "compiler"), work / "files")


def from_mirror(file: File, mirror: str, into: Path) -> Path:
    """Fetch one file unless it lies there already; return it.

    :raises SetupError: when it cannot be had or is not the one that the lock names.
    """
    path = into / file.name
    if not path.exists():
        into.mkdir(parents=True, exist_ok=True)
        try:
            with urllib.request.urlopen(f"{mirror}/{file.place}", timeout=60) as answer:  # noqa: S310 - checked by hash
                path.write_bytes(answer.read())
        except OSError as error:
            raise SetupError(
                f"{file.name} 没能下载（{error}）。软件源可能有了新修订：请更新 sources.lock，或用 --mirror 换镜像。",
                f"{file.name} could not be downloaded. Renew sources.lock, or name another mirror with --mirror.",
            ) from error
    if hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
        path.unlink()
        raise SetupError(f"{file.name} 的校验和不符，已删除。", f"{file.name} is not the one that the lock names.")
    return path


def _open_compiler(wheel: Path, folder: Path) -> Path:
    """Open the wheel of the compiler, which is a whole folder of libraries around one program."""
    zig = folder / "ziglang" / "zig"
    if not zig.exists():
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    zig.chmod(0o755)
    return zig
