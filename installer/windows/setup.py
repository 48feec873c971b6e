"""The setup program: lists for the uninstaller, NSIS, and signing where a certificate is at hand."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from installer.words import SetupError

HERE = Path(__file__).resolve().parent


class Certificate(NamedTuple):
    """Hold what a signature is made with: a PKCS#12 file, or a PEM certificate with its key; a server of times."""

    certificate: Path
    key: Path | None = None
    password_file: Path | None = None
    time_server: str = ""

    def command(self) -> list[str]:
        """Return the words that sign, up to the names of files."""
        by = (
            ["-certs", str(self.certificate), "-key", str(self.key)] if self.key else ["-pkcs12", str(self.certificate)]
        )
        password = ["-readpass", str(self.password_file)] if self.password_file else []
        server = ["-ts", self.time_server] if self.time_server else []
        return ["osslsigncode", "sign", "-h", "sha256", *by, *password, "-n", "evaldesk", *server]


def sign(path: Path, certificate: Certificate) -> None:
    """Sign a program in place."""
    signed = path.with_name(f"{path.name}.signed")
    _run([*certificate.command(), "-in", str(path), "-out", str(signed)], {})
    signed.replace(path)


def removal(files: Sequence[str]) -> str:
    """Return the NSIS lines that take away ``files`` (places with slashes) and the folders that are empty then."""
    folders = {parent for name in files for parent in PurePosixPath(name).parents if parent.name}
    deletes = [f'Delete "$INSTDIR\\{_windows(name)}"' for name in sorted(files)]
    removes = [f'RMDir "$INSTDIR\\{_windows(str(folder))}"' for folder in sorted(folders, reverse=True)]
    return "\n".join([*deletes, *removes]) + "\n"


def build(
    version: str,
    tree: Path,
    out: Path,
    work: Path,
    epoch: int,
    fast: bool = False,
    certificate: Certificate | None = None,
) -> None:
    """Make the setup of a program folder.

    :raises SetupError: when NSIS is missing or does not understand its script.
    """
    if not shutil.which("makensis"):
        raise SetupError("缺少 makensis。", "NSIS is missing: apt install nsis")
    files = sorted(path for path in tree.rglob("*") if path.is_file())
    (work / "files.nsh").write_text(removal([path.relative_to(tree).as_posix() for path in files]), "utf-8")
    kilobytes = sum(path.stat().st_size for path in files) // 1024
    words = {"VERSION": version, "TREE": tree, "LISTS": work, "OUT": out, "KILOBYTES": kilobytes}
    defined = [f"-D{name}={value}" for name, value in words.items()] + (["-DFAST"] if fast else [])
    if certificate is not None:
        # NSIS hands over the name of the file as the last word, and wants it signed in place.
        script = work / "sign.sh"
        script.write_text(
            f'{shlex.join(certificate.command())} -in "$1" -out "$1.signed" && mv "$1.signed" "$1"\n', "utf-8"
        )
        defined.append(f"-DSIGN=sh {script}")
    _run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, "evaldesk.nsi"], {"SOURCE_DATE_EPOCH": str(epoch)}
    )


def _windows(path: str) -> str:
    return path.replace("/", "\\").replace("$", "$$")


def _run(command: list[str], extra: dict[str, str]) -> None:
    done = subprocess.run(
        command, cwd=HERE, env={**os.environ, **extra}, capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        told = (done.stdout + done.stderr)[-1500:]
        raise SetupError(f"{command[0]} 失败：\n{told}", f"{command[0]} failed.")
