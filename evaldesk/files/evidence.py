"""Evidence: the files that prove an indicator. Where they lie, what is in them, and whether they are still the same.

A path is kept relative to the form where that is possible, with ``/``, so that a folder moves as a whole and another
system finds it too. A path on a share is looked at only where the form lies on that share: no form can make the program
reach for a network.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

from evaldesk.files.reach import reach
from evaldesk.model.indicators import Evidence, Tree, change, find, walk
from evaldesk.paths import resources

FOLDER = "佐证材料"
"""The folder of a package that holds the evidence; a form beside it finds its files there."""

Problem = Literal["", "missing", "unreadable", "afar"]
Step = Callable[[int], object]
PIECE = 1 << 20
CLIMBS = 2  # a relative path may lead out of this many folders; further away it is no neighbour any more
LOOKED_AT = 2000  # entries: a search must not walk through a whole disk
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold what a file was when it was read: its place, size, time (ns) and content."""

    path: Path
    size: int
    modified: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what the disk says about one piece of evidence: the file as it is now, or why there is none.

    ``afar`` is a file on a share that the form does not lie on, or beside a form that lies nowhere yet. ``elsewhere``
    is a file with the very content that was kept, where the one named is gone.
    """

    seen: Seen | None = None
    problem: Problem = ""
    elsewhere: Seen | None = None


Key = tuple[str, str]
Known = Mapping[Path, Seen]
Looks = Mapping[Key, Look]


def pieces(tree: Tree) -> Iterator[tuple[str, int, Evidence]]:
    """Yield every piece of evidence that names a file, with its row's id and its number there (from 0)."""
    for _, node in walk(tree):
        for number, item in enumerate(node.evidence):
            if item.file.strip():
                yield node.id, number, item


def stored(path: Path, form: Path | None) -> str:
    """Return a file's path as the form keeps it: relative to the form where both lie near each other."""
    path = path.absolute()
    if form is not None:
        try:
            near = Path(os.path.relpath(path, form.absolute().parent))
        except ValueError:  # another drive
            return str(path)
        if near.parts.count("..") <= CLIMBS and not near.is_absolute():
            return near.as_posix()
    return str(path)


def located(file: str, form: Path | None) -> Path | None:
    """Return where a kept path points, None where that cannot be told: no form's place, or another system's drive."""
    file = file.strip()
    if not file or "\0" in file:
        return None
    plain = Path(file)
    if plain.is_absolute():
        return plain
    windows = PureWindowsPath(file)
    if windows.drive or windows.root or form is None:
        return None
    # What was written on Windows by hand may have its strokes.
    return form.absolute().parent.joinpath(*(windows.parts if "\\" in file else PurePosixPath(file).parts))


def rebased(tree: Tree, form: Path | None, target: Path) -> Tree:
    """Return the tree for a form that is kept at ``target`` from now on, so that every kept path leads where it led.

    The same tree where nothing changes. A path that leads nowhere from ``form`` stays as it is.
    """
    if form is not None and form.absolute().parent == target.absolute().parent:
        return tree
    for id, number, item in pieces(tree):
        path = located(item.file, form)
        if path is None or is_afar(path, target) or (file := stored(path, target)) == item.file.strip():
            continue
        items = list(find(tree, id).evidence)
        items[number] = item.model_copy(update={"file": file})
        tree = change(tree, id, {"evidence": tuple(items)})
    return tree


def is_afar(path: Path, form: Path | None) -> bool:
    """Tell whether a path leads to a network share that the form does not lie on; only its name is looked at."""
    drive = PureWindowsPath(path).drive
    if not drive.startswith("\\\\"):
        return False
    return form is None or PureWindowsPath(form.absolute()).drive.casefold() != drive.casefold()


def hashed(path: Path, step: Step | None = None) -> Seen:
    """Return what a file is, its content read piece by piece; ``step`` hears of every piece and may raise to stop.

    :raises OSError: when it cannot be read.
    """
    with reach(path).open("rb") as file:
        state = os.fstat(file.fileno())
        digest = hashlib.sha256()
        while piece := file.read(PIECE):
            digest.update(piece)
            if step is not None:
                step(len(piece))
    return Seen(path, state.st_size, state.st_mtime_ns, digest.hexdigest())


def key(item: Evidence) -> Key:
    """Return what a look depends on: two pieces of evidence that agree in it are the same to the disk."""
    return item.file.strip(), item.sha256.strip().lower()


def look(item: Evidence, form: Path | None, known: Known, step: Step | None = None) -> Look:
    """Return what the disk says about a piece of evidence; a file that is as it was when ``known`` is not read again.

    :raises Exception: what ``step`` raises to stop.
    """
    path = located(item.file, form)
    if (path is not None and is_afar(path, form)) or (path is None and form is None):
        return Look(problem="afar")
    try:
        if path is not None and reach(path).is_file():
            return Look(_read(path, known, step))
    except ValueError:  # a name that no system takes
        pass
    except OSError:
        return Look(problem="unreadable")
    return Look(problem="missing", elsewhere=_elsewhere(item, form, known, step))


def look_at_all(tree: Tree, form: Path | None, known: Known | None = None, step: Step | None = None) -> Looks:
    """Return what the disk says about every piece of evidence of a form that names a file.

    Nothing of the program's own examples: what they name never was on this machine.
    """
    looks: dict[Key, Look] = {}
    if form is not None and resources() in form.absolute().parents:
        return looks
    for _, _, item in pieces(tree):
        if key(item) not in looks:
            looks[key(item)] = look(item, form, known or {}, step)
    return looks


def known_from(looks: Looks) -> Known:
    """Return the files that were read, by place, so that they are not read again."""
    read = (seen for found in looks.values() for seen in (found.seen, found.elsewhere))
    return {seen.path: seen for seen in read if seen is not None}


def present(found: Look) -> Path | None:
    """Return the file to open for a piece of evidence: the one named, or the same content near the form."""
    seen = found.seen or found.elsewhere
    return seen.path if seen else None


def _read(path: Path, known: Known, step: Step | None) -> Seen:
    before = known.get(path)
    if before is not None:
        state = reach(path).stat()
        if (before.size, before.modified) == (state.st_size, state.st_mtime_ns):
            return before
    return hashed(path, step)


def _elsewhere(item: Evidence, form: Path | None, known: Known, step: Step | None) -> Seen | None:
    """Return a file near the form with the content that was kept: its name may have got a number before it."""
    name, content = PureWindowsPath(item.file.strip()).name.casefold(), key(item)[1]
    if form is None or not content:
        return None
    for path in islice(_below(form.absolute().parent, DEEPEST), LOOKED_AT):
        own = path.name.casefold()
        if own != name and not own.endswith(f" {name}"):
            continue
        try:
            seen = _read(path, known, step)
        except OSError:
            continue
        if seen.sha256 == content:
            return seen
    return None


def _below(folder: Path, depth: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(islice(entries, LOOKED_AT), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        try:
            if entry.is_file():
                yield folder / entry.name
            elif depth and entry.is_dir(follow_symlinks=False):
                yield from _below(folder / entry.name, depth - 1)
        except OSError:
            continue
