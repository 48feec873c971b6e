"""Find a Python that fits the program, and hand over to it. Readable by Python 3.6, which may be the one that reads it.

To move the range of versions, change ``VERSIONS`` together with ``requires-python`` in ``pyproject.toml``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Iterator, List, Mapping, NamedTuple, Optional

from installer.about import about
from installer.words import complain

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ("3.11", "3.12", "3.13")
WINDOWS = os.name == "nt"

# Set for the Python that takes over, so that a wrong one can never hand over again and again.
HANDED_OVER = "EVALDESK_HANDED_OVER"

ADVICE = (
    ("从 python.org 安装 Python 3.11（64 位）", "install Python 3.11 (64 bit) from python.org")
    if WINDOWS
    else (
        "安装 Python 3.11（Debian、Ubuntu：apt install python3.11 python3.11-venv）",
        "install Python 3.11 (Debian, Ubuntu: apt install python3.11 python3.11-venv)",
    )
)


class Python(NamedTuple):
    """Hold what a Python said about itself; see ``about.py``."""

    executable: str
    version: str
    ordinary: bool
    venv: bool


def fits(python: Python) -> bool:
    """Tell whether the program runs under this Python."""
    return python.ordinary and python.version in VERSIONS


def probe(command: List[str]) -> Optional[Python]:
    """Ask the Python that ``command`` starts what it is; None when it does not start or does not answer."""
    try:
        answer = subprocess.run(
            [*command, "-I", str(ROOT / "installer" / "about.py")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
        )
        return Python(**json.loads(answer.stdout.decode("utf-8")))
    except (OSError, ValueError, TypeError, subprocess.SubprocessError):
        return None


def find(environ: Mapping[str, str], root: Path = ROOT) -> Optional[Python]:
    """Return a fitting Python: the running one, else the first one found; one that can make environments goes first."""
    second_best = None
    for command in candidates(environ, root):
        python = probe(command)
        if python is None or not fits(python):
            continue
        if python.venv:
            return python
        second_best = second_best or python
    return second_best


def candidates(environ: Mapping[str, str], root: Path = ROOT) -> Iterator[List[str]]:
    """Yield the commands that may start a fitting Python, the likeliest first, each once."""
    if WINDOWS:
        places = [venv_python(root / ".venv"), Path(sys.executable), *_windows(environ)]
        yield from (["py", "-" + version] for version in VERSIONS)
    else:
        places = [venv_python(root / ".venv"), Path(sys.executable), *_on_path(environ), *_unix(environ)]
    seen = set()
    for place in places:
        if place not in seen and place.is_file():
            yield [str(place)]
        seen.add(place)


def venv_python(folder: Path) -> Path:
    """Return where the Python of a virtual environment lies."""
    return folder / "Scripts" / "python.exe" if WINDOWS else folder / "bin" / "python"


def _on_path(environ: Mapping[str, str]) -> Iterator[Path]:
    folders = [Path(folder) for folder in environ.get("PATH", "").split(os.pathsep) if folder]
    for name in ["python" + version for version in VERSIONS] + ["python3", "python"]:
        for folder in folders:
            yield folder / name


def _unix(environ: Mapping[str, str]) -> Iterator[Path]:
    """Yield Pythons that lie in the well-known places without being on the PATH: pyenv's, the system's, uv's."""
    home = Path(environ.get("HOME") or Path.home())
    pyenv = Path(environ.get("PYENV_ROOT") or home / ".pyenv") / "versions"
    for version in VERSIONS:
        for folder in sorted(pyenv.glob(version + "*"), key=_age):
            yield folder / "bin" / "python"
        for base in ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"):
            yield Path(base) / ("python" + version)
        for folder in sorted((home / ".local/share/uv/python").glob("cpython-" + version + ".*"), key=_age):
            yield folder / "bin" / ("python" + version)


def _windows(environ: Mapping[str, str]) -> Iterator[Path]:
    for version in VERSIONS:
        short = "Python" + version.replace(".", "")
        for base in (Path(environ.get("LOCALAPPDATA", "")) / "Programs" / "Python", environ.get("ProgramFiles", "")):
            yield Path(base) / short / "python.exe"


def _age(folder: Path) -> List[int]:
    """Sort 3.11.10 before 3.11.9: the newest correction goes first."""
    return [-int("".join(filter(str.isdigit, part)) or 0) for part in folder.name.split(".")]


def hand_over(script: str, arguments: List[str]) -> None:
    """Return under a Python that fits; else run ``script`` again under one that does, and end as it ends."""
    running = Python(**about())  # type: ignore[arg-type]
    last = HANDED_OVER in os.environ
    if fits(running) and (running.venv or last):
        return
    python = None if last else find(os.environ)
    if python is None:
        complain(
            "没有合适的 Python：需要 3.11、3.12 或 3.13（64 位），而这是 %s；请%s，再运行一次。"
            % (running.version, ADVICE[0]),
            "Python 3.11, 3.12 or 3.13 (64 bit) is needed, this is %s; %s and run this again."
            % (running.version, ADVICE[1]),
        )
        sys.exit(1)
    if python.executable == running.executable:
        return
    command = [python.executable, str(Path(script).resolve()), *arguments]
    environ = dict(os.environ, **{HANDED_OVER: "1"})
    if not WINDOWS:
        os.execve(command[0], command, environ)  # noqa: S606 - this is handing over
    try:
        sys.exit(subprocess.call(command, env=environ))
    except KeyboardInterrupt:
        sys.exit(130)
