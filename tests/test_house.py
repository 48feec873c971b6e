"""The plan of the house: which room may import which, as one table, checked against every import in ``evaldesk/``.

A new room is a new line in ``ROOMS``. See "The house" in ``README.md`` for the picture.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from evaldesk import __version__

ROOT = Path(__file__).resolve().parent.parent
GROUND = {"errors", "paths"}

# Room -> the rooms it may import. `evaldesk` itself (the version) may be imported by all.
ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "paths": set(),
    "values": GROUND,
    "model": GROUND,
    "rules": GROUND | {"model", "values"},
    "files": GROUND | {"model"},
    "history": GROUND | {"model", "values", "rules", "files"},
    "exchange": GROUND | {"model", "values", "rules", "files"},
    "report": GROUND | {"model", "values", "rules", "files"},
    "ui": GROUND | {"model", "values", "rules", "files", "history", "exchange", "report"},
    "batch": GROUND | {"model", "values", "rules", "files", "report"},
    "cli": GROUND | {"model", "values", "rules", "files", "history", "exchange", "report", "batch", "ui"},
    "__main__": {"cli"},
    "__init__": set(),
}

# The window is the only place that knows Qt.
QT_ROOMS = {"ui"}

# The program never speaks to a network. `urllib.parse` and the like only take text apart.
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "urllib.request", "urllib3", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets",
}  # fmt: skip

# Names that say nothing about what is inside.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "constants", "managers", "manager", "common", "misc"}

TOP_LEVEL = {
    "pyproject.toml", "evaldesk", "resources", "tests", "installer", "README.md", "CHANGELOG.md", "LICENSE",
}  # fmt: skip
# What building and running make there; git ignores it.
MADE = {"build", "dist", "out"}


class Import(NamedTuple):
    """Hold one imported name: its line, and the outermost function that it stands in."""

    line: int
    target: str
    function: str


def modules(package: Path) -> list[Path]:
    """Return every module of the package, in order."""
    return sorted(path for path in package.rglob("*.py") if "__pycache__" not in path.parts)


def imports(path: Path, package: Path) -> Iterator[Import]:
    """Yield every import of a module: at the top, in functions, for types only, relative, or by name as a string."""
    home = [package.name, *path.relative_to(package).with_suffix("").parts]
    yield from _imports(ast.parse(path.read_text(encoding="utf-8")), home[:-1], "")


def _imports(node: ast.AST, home: list[str], function: str) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(child.lineno, alias.name, function) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = home[: len(home) + 1 - child.level] if child.level else []
            source = ".".join([*base, *([child.module] if child.module else [])])
            yield from (Import(child.lineno, f"{source}.{alias.name}", function) for alias in child.names)
        elif isinstance(child, ast.Call) and (name := _imported_by_string(child)):
            yield Import(child.lineno, name, function)
        inner = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and not function else function
        yield from _imports(child, home, inner)


def _imported_by_string(call: ast.Call) -> str:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = call.args[0] if call.args else None
    if called in {"import_module", "__import__"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return ""


def room_of(path: Path, package: Path) -> str:
    """Return the room that a module stands in."""
    return path.relative_to(package).with_suffix("").parts[0]


def wrong_imports(package: Path) -> list[str]:
    """Return one sentence for every import that the plan forbids."""
    return [
        f"{path.relative_to(package).as_posix()} imports {shown(found.target, package)}: {why}"
        for path in modules(package)
        for found in imports(path, package)
        if (why := objection(room_of(path, package), found, package))
    ]


def shown(target: str, package: Path) -> str:
    """Name an imported thing as the house does: without the name of the house."""
    return target.removeprefix(package.name + ".")


def objection(room: str, found: Import, package: Path) -> str:
    """Return why ``room`` may not import this; nothing when it may."""
    parts = found.target.split(".")
    if any(found.target == name or found.target.startswith(name + ".") for name in NETWORK):
        return "the program works offline"
    if parts[0] in {"PySide6", "shiboken6"} and room not in QT_ROOMS:
        return f"only {' and '.join(sorted(QT_ROOMS))} may import Qt"
    if parts[0] != package.name or len(parts) == 1 or parts[1].startswith("__"):
        return ""
    other = parts[1]
    if other not in ROOMS and not (package / other).exists() and not (package / f"{other}.py").exists():
        return ""  # a name of the package itself, not a room
    if room not in ROOMS:
        return f"{room} is not in the plan of the house; add it to ROOMS in tests/test_house.py"
    if other != room and other not in ROOMS[room]:
        return f"{room} may import {', '.join(sorted(ROOMS[room])) or 'no other room'}"
    if (room, other) == ("cli", "ui") and "edit" not in found.function:
        return "the command line opens a window only inside `edit`"
    return ""


def test_every_import_follows_the_plan() -> None:
    assert not wrong_imports(ROOT / "evaldesk"), "\n".join(wrong_imports(ROOT / "evaldesk"))


def test_the_plan_has_no_circle() -> None:
    built: set[str] = set()
    while ready := {room for room in ROOMS if room not in built and ROOMS[room] <= built}:
        built |= ready
    assert built == set(ROOMS), f"these rooms import one another: {set(ROOMS) - built}"


def test_every_room_stands_in_the_plan() -> None:
    rooms = {room_of(path, ROOT / "evaldesk") for path in modules(ROOT / "evaldesk")}
    assert rooms <= set(ROOMS), f"add to ROOMS: {rooms - set(ROOMS)}"


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for folder in ("evaldesk", "installer", "tests")
        for path in modules(ROOT / folder)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent, f"no docstring: {', '.join(silent)}"


def test_every_module_has_a_telling_name() -> None:
    empty = [str(path.relative_to(ROOT)) for path in (ROOT / "evaldesk").rglob("*") if path.stem in EMPTY_NAMES]
    assert not empty, f"say what is inside: {', '.join(empty)}"


def test_the_top_level_is_fixed() -> None:
    assert {name for name in top_level() if not name.startswith(".")} <= TOP_LEVEL


def test_the_readme_names_only_what_is_there() -> None:
    words = re.findall(r"`([^`\s]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    paths = {word for word in words if re.search(r"/|\.(py|md|toml)$", word) and not re.search(r"[<\\:]", word)}
    own = {path for path in paths if not path.startswith((".venv", "out/"))}
    gone = sorted(path for path in own if not (ROOT / path).exists() and not (ROOT / "evaldesk" / path).exists())
    assert not gone, f"README.md names what is not there: {', '.join(gone)}"
    assert len(own) > 10


def test_the_readme_draws_every_room() -> None:
    house = (ROOT / "README.md").read_text(encoding="utf-8").partition("## The house")[2].split("```")[1]
    drawn = set(re.findall(r"(\w+)(?:/|\.py)", house))
    assert drawn == {room for room in ROOMS if not room.startswith("__")}


def test_no_table_of_the_readme_is_torn() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not re.search(r"\|\n\n\|", text)


def test_the_version_stands_in_one_place() -> None:
    said = re.compile(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])")
    kinds = {".py", ".toml", ".nsi", ".rc", ".c", ".json", ".desktop", ".xml"}
    files = [path for place in ("evaldesk", "installer") for path in (ROOT / place).rglob("*") if path.suffix in kinds]
    assert len(files) > 100
    there = [path for path in (*files, ROOT / "pyproject.toml") if said.search(path.read_text(encoding="utf-8"))]
    assert there == [ROOT / "evaldesk" / "__init__.py"]


def test_the_changelog_tells_of_this_version_first() -> None:
    """Each heading is a version and its day; the newest is what is being made, or was just released."""
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) – (\d{4}-\d\d-\d\d|not yet released)", line) for line in headings]
    assert all(told), headings
    versions = [tuple(map(int, found.group(1, 2, 3))) for found in told if found]
    assert ".".join(map(str, versions[0])) == __version__
    assert versions == sorted(set(versions), reverse=True)
    assert [found[4] for found in told[1:] if found and found[4].startswith("not")] == []


def top_level() -> set[str]:
    """Return what the repository holds at its top: what git tracks, or everything in a checkout without git."""
    if shutil.which("git") and (ROOT / ".git").exists():
        tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
        if tracked.returncode == 0:
            return {line.split("/")[0].strip('"') for line in tracked.stdout.splitlines()}
    return {path.name for path in ROOT.iterdir()} - MADE


@pytest.mark.parametrize(
    ("path", "source", "sentence"),
    [
        (
            "rules/scoring.py",
            "from evaldesk.ui.session import Session",
            "rules/scoring.py imports ui.session.Session: rules may import errors, model, paths, values",
        ),
        ("rules/scoring.py", "import evaldesk.ui.session", "rules/scoring.py imports ui.session: rules may import"),
        ("rules/scoring.py", "from ..ui import session", "rules/scoring.py imports ui.session: rules may import"),
        ("rules/checks/a.py", "from ...ui import session", "rules/checks/a.py imports ui.session: rules may import"),
        ("rules/__init__.py", "from ..report import page", "rules/__init__.py imports report.page: rules may"),
        ("model/a.py", "from evaldesk import values", "model/a.py imports values: model may import errors, paths"),
        ("model/a.py", "def late():\n    import evaldesk.rules", "model/a.py imports rules: model may"),
        ("model/a.py", "if TYPE_CHECKING:\n    from evaldesk.files import store", "model/a.py imports files.store"),
        ("model/a.py", "importlib.import_module('evaldesk.ui.window')", "model/a.py imports ui.window: model may"),
        ("report/a.py", "from evaldesk.exchange import excel", "report/a.py imports exchange.excel: report may"),
        ("errors.py", "from evaldesk import paths", "errors.py imports paths: errors may import no other room"),
        ("ui/a.py", "from evaldesk.cli import main", "ui/a.py imports cli.main: ui may import"),
        ("report/a.py", "from PySide6.QtGui import QImage", "report/a.py imports PySide6.QtGui.QImage: only ui may"),
        (
            "cli/a.py",
            "from evaldesk.ui import window",
            "cli/a.py imports ui.window: the command line opens a window only",
        ),
        (
            "cli/a.py",
            "def score():\n    import evaldesk.ui",
            "cli/a.py imports ui: the command line opens a window only",
        ),
        ("ui/a.py", "import socket", "ui/a.py imports socket: the program works offline"),
        ("ui/a.py", "from urllib import request", "ui/a.py imports urllib.request: the program works offline"),
        ("ui/a.py", "import http.client", "ui/a.py imports http.client: the program works offline"),
        ("ui/a.py", "from PySide6 import QtNetwork", "ui/a.py imports PySide6.QtNetwork: the program works offline"),
        ("attic/a.py", "from evaldesk import model", "attic/a.py imports model: attic is not in the plan"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, path: str, source: str, sentence: str) -> None:
    (found,) = wrong_imports(plant(tmp_path, path, source))
    assert found.startswith(sentence)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("rules/a.py", "from evaldesk.model.document import Document"),
        ("rules/a.py", "from . import scoring\nfrom .checks import weights\nfrom ..values import parse"),
        ("rules/__init__.py", "from .scoring import score"),
        ("report/a.py", "from evaldesk import __version__\nfrom evaldesk import errors"),
        ("ui/a.py", "from PySide6.QtGui import QAction\nfrom urllib.parse import unquote"),
        ("cli/a.py", "def edit():\n    from evaldesk.ui import application"),
        ("__main__.py", "from evaldesk.cli import main"),
    ],
)
def test_a_right_import_is_left_alone(tmp_path: Path, path: str, source: str) -> None:
    assert wrong_imports(plant(tmp_path, path, source)) == []


def plant(folder: Path, path: str, source: str) -> Path:
    """Build a house with one module in it; return the house."""
    module = folder / "evaldesk" / path
    module.parent.mkdir(parents=True)
    module.write_text(source, encoding="utf-8")
    return folder / "evaldesk"
