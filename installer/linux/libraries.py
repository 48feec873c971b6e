"""Which system libraries the package asks for, from its own files, and which Debian packages bring them."""

from __future__ import annotations

from pathlib import Path

from installer import system
from installer.linux import elf, xcb
from installer.linux.runtime import GLIBC
from installer.words import SetupError

C_LIBRARY = f"libc6 (>= {GLIBC})"
# Library -> Debian package, as Debian 11 names it; newer ones answer to that, Debian 10 calls one of them otherwise.
SCREEN = {library: name for library, name in system.SCREEN.items() if library not in xcb.LIBRARIES.values()}
PACKAGES = SCREEN | {
    **{f"{name}.so.{number}": C_LIBRARY for name, number in (("libc", 6), ("libm", 6), ("libdl", 2), ("librt", 1),
       ("libpthread", 0), ("libutil", 1), ("ld-linux-x86-64", 2))},
    "libgcc_s.so.1": "libgcc-s1 | libgcc1",
    "libstdc++.so.6": "libstdc++6",
    "libcups.so.2": "libcups2",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}  # fmt: skip


def depends(folder: Path) -> list[str]:
    """Return the Debian packages that the programs and libraries in a folder ask for.

    :raises SetupError: when one needs a newer system than promised, or a library that nobody brings.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and elf.is_elf(path))
    found, wrong = set(), []
    for path in files:
        asked = elf.needs(path.read_bytes())
        wrong += [f"{path.relative_to(folder)} needs {version}" for version in elf.too_new(asked.versions)]
        for library in sorted(asked.libraries):
            if _lies_beside(path, asked.search, library, folder):
                continue
            if library in PACKAGES:
                found.add(PACKAGES[library])
            else:
                wrong.append(f"{path.relative_to(folder)} needs {library}")
    if wrong:
        raise SetupError(
            "有些文件需要更新的系统，或缺少动态库：\n" + "\n".join(wrong[:20]),
            "Some files need a newer system, or a library that nobody brings.",
        )
    return sorted(found)


def _lies_beside(path: Path, search: tuple[str, ...], library: str, folder: Path) -> bool:
    """Tell whether the loader finds a library inside the folder, where the file itself says."""
    places = (Path(place.replace("$ORIGIN", str(path.parent))) for place in search if place.startswith("$ORIGIN"))
    return any((place / library).is_file() and (place / library).resolve().is_relative_to(folder) for place in places)
