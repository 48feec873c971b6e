"""Who made the runtime: signatures of its programs, and its compiled library held against signed sources."""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path
from types import CodeType

from installer.words import SetupError

SIGNERS = {
    "Python Software Foundation",
    "Microsoft Corporation",
    "Microsoft Windows Software Compatibility Publisher",
    "The Qt Company Oy",
}
# What decides how code runs; line numbers and the names of variables are among it, the name of the file is not.
FACTS = [
    *("co_code", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_name", "co_qualname", "co_flags"),
    *("co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_exceptiontable", "co_linetable"),
]
HEAD = 16  # bytes before the code in a .pyc


def verify(files: Iterable[Path], roots: Path) -> list[str]:
    """Return the signer of each file, in order; its certificate chain ends in Microsoft's list of roots.

    Revocation is not asked for: that would need a network at an unknown hour.

    :raises SetupError: when a file is not signed by one of ``SIGNERS``.
    """
    if not shutil.which("osslsigncode"):
        raise SetupError("缺少 osslsigncode，请先安装它。", "osslsigncode is missing: apt install osslsigncode")
    return [_signer(path, roots) for path in files]


def _signer(path: Path, roots: Path) -> str:
    options = ["-ignore-cdp", "-ignore-crl", "-CAfile", str(roots), "-TSA-CAfile", str(roots), "-in", str(path)]
    told = subprocess.run(["osslsigncode", "verify", *options], capture_output=True, text=True, errors="replace").stdout
    signers = re.findall(r"Signer's certificate:\s+-+\s+Signer #0:\s+Subject: .*?CN=([^/\n]+)", told)
    signers = signers or re.findall(r"Subject: .*?CN=([^/\n]+)", told)[:1]
    if "\nSucceeded" not in told or not signers or signers[0] not in SIGNERS:
        raise SetupError(f"{path.name} 的数字签名无效：\n{told[-800:]}", f"{path.name} is not signed as it should be.")
    return str(signers[0])


def library_differences(compiled: Path, sources: Path, catalogue: Path) -> list[str]:
    """Return what in the compiled library (a zip) does not come from sources that the signed catalogue lists.

    Each module is compiled anew by the running Python and compared; it must be a CPython 3.11. Empty sources need no
    listing, nor does one (``xml/__init__.py``, which the catalogue lacks) that the running Python has, too. Whether the
    catalogue itself is signed is for ``verify`` to say.
    """
    listed = catalogue.read_bytes()
    differences = []
    with zipfile.ZipFile(compiled) as library:
        for name in library.namelist():
            if not name.endswith(".pyc"):
                continue
            path = sources / name[:-1]
            source = path.read_bytes() if path.is_file() else None
            if source is None:
                differences.append(f"{name}: no source")
            elif not _is_listed(source, listed) and not _is_our_own(name[:-1], source):
                differences.append(f"{name}: its source is not in the catalogue")
            elif not _is_made_from(source, marshal.loads(library.read(name)[HEAD:])):  # noqa: S302 - checked by hash
                differences.append(f"{name}: not what its source compiles to")
    return differences


def _is_listed(source: bytes, catalogue: bytes) -> bool:
    digests = (hashlib.sha1(source, usedforsecurity=False).digest(), hashlib.sha256(source).digest())
    return not source.strip() or any(digest in catalogue for digest in digests)


def _is_our_own(name: str, source: bytes) -> bool:
    own = Path(os.__file__).parent / name
    return own.is_file() and own.read_bytes() == source.replace(b"\r\n", b"\n")


def _is_made_from(source: bytes, code: CodeType) -> bool:
    fresh = (compile(source, code.co_filename, "exec", dont_inherit=True, optimize=level) for level in (0, 1, 2))
    return any(_same(code, other) for other in fresh)


def _same(one: object, other: object) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, CodeType) and isinstance(other, CodeType):
        return all(getattr(one, fact) == getattr(other, fact) for fact in FACTS) and _same(
            one.co_consts, other.co_consts
        )
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return repr(one) == repr(other) if isinstance(one, float | complex) else one == other
