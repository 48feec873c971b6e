"""The .deb itself: what dpkg is told of the package, and the packing."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from installer.interpreter import ROOT
from installer.linux.parts import HERE
from installer.packing import folder
from installer.words import SetupError

# What makes a form open by double click and readable in Chinese; offices have it, a bare system may do without.
RECOMMENDS = (
    "fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei",
    *("desktop-file-utils", "shared-mime-info", "xdg-utils"),
)
ABOUT = """财政支出绩效自评表离线编辑器
 离线填写、实时核算、打印财政支出绩效自评表（.evform）。
 所需的 Python 和 Qt 都在包内，不联网，不改动系统里的 Python。
 .
 Offline desktop editor for Chinese public-budget performance
 self-evaluation forms, with a Python and a Qt of its own."""


def control(version: str, depends: Sequence[str], kibibytes: int) -> str:
    """Return what dpkg reads first."""
    fields = {
        "Package": "evaldesk",
        "Version": version,
        "Architecture": "amd64",
        "Maintainer": "The evaldesk authors",
        "Installed-Size": str(kibibytes),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(RECOMMENDS),
        "Section": "editors",
        "Priority": "optional",
        "Description": ABOUT,
    }
    return "".join(f"{name}: {words}\n" for name, words in fields.items())


def add_papers(into: Path, licences: str) -> None:
    """Put licences and changes where Debian keeps them."""
    papers = into / "usr" / "share" / "doc" / "evaldesk"
    papers.mkdir(parents=True)
    (papers / "copyright").write_text(licences, "utf-8")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def pack(tree: Path, version: str, depends: Sequence[str], into: Path, epoch: int, fast: bool = False) -> None:
    """Pack a tree of files as a .deb; the same tree, version and time make the same bytes.

    :raises SetupError: when dpkg-deb is missing or does not like what it gets.
    """
    if not shutil.which("dpkg-deb"):
        raise SetupError(
            "缺少 dpkg-deb，请在 Debian 一类的系统上制作。", "dpkg-deb is missing: build on Debian or its kin."
        )
    about = tree / "DEBIAN"
    shutil.rmtree(about, ignore_errors=True)
    files = sorted(path for path in tree.rglob("*") if path.is_file())
    _, size = folder.size(tree)
    about.mkdir(mode=0o755)
    (about / "control").write_text(control(version, depends, -(-size // 1024)), "utf-8")
    sums = (f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
            for path in files)  # fmt: skip
    (about / "md5sums").write_text("".join(sums), "utf-8")
    shutil.copyfile(HERE / "files" / "prerm", about / "prerm")
    (about / "prerm").chmod(0o755)
    folder.settle(tree, epoch)
    # xz by one thread: older systems read it, and its bytes do not depend on how many the machine has.
    how = ["-Zgzip", "-z1"] if fast else ["-Zxz", "--threads-max=1"]
    done = subprocess.run(
        ["dpkg-deb", "--root-owner-group", *how, "--build", str(tree), str(into)],
        env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch)}, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SetupError(f"dpkg-deb 失败：\n{done.stderr[-1500:]}", "dpkg-deb failed.")
