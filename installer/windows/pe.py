"""What a Windows library needs: its imports read from its own headers, held against what lies in the program folder."""

from __future__ import annotations

import struct
from pathlib import Path

# Libraries that every 64-bit Windows 10 from 1809 on has (api-ms-win-* and ext-ms-win-* go without saying).
SYSTEM = {
    "advapi32", "authz", "bcrypt", "bcryptprimitives", "cfgmgr32", "combase", "comctl32", "comdlg32", "crypt32",
    "d2d1", "d3d11", "d3d12", "d3d9", "dbghelp", "dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "imm32", "iphlpapi",
    "kernel32", "mpr", "msvcrt", "netapi32", "normaliz", "ntdll", "ole32", "oleaut32", "powrprof", "propsys",
    "psapi", "rpcrt4", "secur32", "setupapi", "shcore", "shell32", "shlwapi", "ucrtbase", "uiautomationcore",
    "user32", "userenv", "usp10", "uxtheme", "version", "winmm", "winspool.drv", "wldp", "ws2_32", "wtsapi32",
}  # fmt: skip
IMPORTS, DELAYED = 1, 13  # places in the table of directories


def imports(data: bytes) -> set[str]:
    """Return the names of the libraries that a PE file needs, at start or later, in small letters.

    :raises ValueError: when this is no 64-bit PE file.
    """
    (head,) = struct.unpack_from("<I", data, 0x3C)
    machine, sections, _, _, _, optional = struct.unpack_from("<2H3IH", data, head + 4)
    if data[head : head + 4] != b"PE\0\0" or machine != 0x8664:
        raise ValueError("not a 64-bit PE file")
    table: list[tuple[int, ...]] = [
        struct.unpack_from("<4I", data, head + 24 + optional + 40 * at + 8) for at in range(sections)
    ]

    def place(address: int) -> int:
        return next(raw + address - start for size, start, _, raw in table if start <= address < start + size)

    found = set()
    for directory, width, name_at in ((IMPORTS, 20, 12), (DELAYED, 32, 4)):
        (address,) = struct.unpack_from("<I", data, head + 24 + 112 + 8 * directory)
        at = place(address) if address else None
        while at is not None:
            (name,) = struct.unpack_from("<I", data, at + name_at)
            if not name:
                break
            start = place(name)
            found.add(data[start : data.index(b"\0", start)].decode("ascii").lower())
            at += width
    return found


def missing(folder: Path) -> list[str]:
    """Return one line for each library that something in the program folder needs and nobody would find there.

    Python loads an extension with its own folder, the program's and the system's; PySide6 adds its own and shiboken6.
    """
    files = [path for path in folder.rglob("*") if path.suffix.lower() in (".exe", ".dll", ".pyd")]
    qt = {path.name.lower() for path in files if path.parent.name in ("PySide6", "shiboken6")}
    lines = []
    for path in sorted(files):
        near = {other.name.lower() for other in files if other.parent in (path.parent, folder)}
        if "PySide6" in path.parts:
            near |= qt
        for name in sorted(imports(path.read_bytes()) - near):
            if not name.startswith(("api-ms-win-", "ext-ms-win-")) and name.removesuffix(".dll") not in SYSTEM:
                lines.append(f"{path.relative_to(folder).as_posix()} needs {name}")
    return lines
