"""Play everything that can happen to an officer's work while it is saved, for real, and count what was lost: nothing.

    python3 tests/long/faults.py               at least 1,000 kills and every other fault; some minutes
    python3 tests/long/faults.py --kills 5000
    python3 tests/long/faults.py --only kill

Every play happens in a child process with folders of its own. ``kill -9`` falls before, after and, for a write, in the
middle of every step by which a save touches the disk, and at random moments of a running session. The full disk is a
small tmpfs; where mounting is not allowed a limit on file sizes plays it, and the run says so. ``tests/files`` plays a
short sample of each fault. Needs a POSIX system: what only Windows does is simulated in ``tests/files``.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evaldesk.errors import ChangedOnDisk, EvaldeskError, Unwritable  # noqa: E402 - started as a script: path first
from evaldesk.files import backup, beside, lock, recovery  # noqa: E402
from evaldesk.files.decode import decode  # noqa: E402
from evaldesk.files.encode import encode  # noqa: E402
from evaldesk.files.journal import Journal  # noqa: E402
from evaldesk.files.store import open_form, save_form  # noqa: E402
from evaldesk.model.document import Document, cell, field, get, put, with_indicators  # noqa: E402
from evaldesk.model.indicators import Indicator, insert, move, remove  # noqa: E402
from evaldesk.paths import resources  # noqa: E402

GOAL = field("goal")
NEVER = 3600.0  # a journal's delay when the play writes it by itself
STEPS = ("open", "write", "fsync", "ftruncate", "replace", "rename", "unlink", "mkdir", "chmod", "utime", "close")
MOMENTS = ("before", "after", "torn")

Told = Counter[str]
Step = Callable[..., Any]


class Lost(AssertionError):
    """Something of an officer's work is gone, or a file is torn."""


class Desk:
    """Hold the folders of one play: the forms' and the user's own."""

    def __init__(self, folder: Path) -> None:
        self.forms = folder / "项目 表格"
        self.home = folder / "home"
        self.path = self.forms / "年度自评表-2023.evform"
        self.forms.mkdir(parents=True)
        self.home.mkdir()

    def enter(self) -> None:
        """Let the program find this user's folder."""
        os.environ["EVALDESK_HOME"] = str(self.home)


@contextlib.contextmanager
def desk(base: Path | None = None) -> Iterator[Desk]:
    """Make the folders of one play and remove them afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=base))
    before = os.environ.get("EVALDESK_HOME")
    try:
        made = Desk(folder)
        made.enter()
        yield made
    finally:
        if before is None:
            os.environ.pop("EVALDESK_HOME", None)
        else:
            os.environ["EVALDESK_HOME"] = before
        for path in [folder, *folder.rglob("*")]:
            if path.is_dir():
                path.chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


def example() -> Document:
    """Return a real form."""
    return open_form(resources() / "examples" / "annex-2-special-fund.evform").document


def fork() -> int:
    """Fork; later Pythons warn where threads run, but what the child calls here waits for none of them."""
    sys.stdout.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def child(act: Callable[[], None]) -> int:
    """Run ``act`` in a process of its own; return how that ended, as ``os.waitpid`` says it."""
    process = fork()
    if process == 0:
        code = 1
        try:
            act()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitpid(process, 0)[1]


def killed(status: int) -> bool:
    """Tell whether a child was killed; one that failed by itself is a fault of the play."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    if status != 0:
        raise Lost(f"a child ended with status {status}")
    return False


def die() -> None:
    """End as in a power cut, without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


# --- kill -9 at every step -------------------------------------------------------------------------------------------


def arm(at: int, moment: str, refuse_replace: bool = False) -> None:
    """Let the process die at its step number ``at``: before it, after it, or in the middle of a write."""
    count = 0

    def trapped(name: str, original: Step) -> Step:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            if refuse_replace and name == "replace":
                raise PermissionError(errno.EACCES, "refused, as a share does")
            count += 1
            if count == at:
                with contextlib.suppress(OSError):
                    if moment == "torn" and name == "write":
                        original(args[0], bytes(args[1])[: len(args[1]) // 2])
                    elif moment == "after":
                        original(*args, **kwargs)
                die()
            return original(*args, **kwargs)

        return step

    for name in STEPS:
        setattr(os, name, trapped(name, getattr(os, name)))
    if refuse_replace:
        time.sleep = lambda _: None


def saving(made: Desk, texts: list[str]) -> None:
    """Edit, journal and save once for each text, as a window does."""
    opened = open_form(made.path)
    document, stamp = opened.document, opened.stamp
    held = lock.take(made.path)
    journal = Journal(document.id, delay=NEVER)
    for text in texts:
        document = put(document, GOAL, text)
        journal.note(document, made.path, stamp)
        if not journal.flush():
            raise Lost(f"not journaled: {journal.problem}")
        acknowledge(made, noted=text)
        stamp = save_form(document, made.path, expected=stamp).stamp
        acknowledge(made, saved=text)
        journal.saved(document, made.path, stamp)
    journal.close()
    if isinstance(held, lock.Lock):
        held.release()


def acknowledge(made: Desk, **what: str) -> None:
    """Write down outside of the play what the program has promised."""
    with (made.home.parent / "promised").open("a", encoding="utf-8") as file:
        file.write(json.dumps(what) + "\n")


def promised(made: Desk) -> tuple[str, str]:
    """Return the last text that was promised to be journaled, and the last promised to be saved."""
    noted = saved = ""
    with contextlib.suppress(FileNotFoundError):
        for line in (made.home.parent / "promised").read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):
                what = json.loads(line)
                noted, saved = what.get("noted", noted), what.get("saved", saved)
    return noted, saved


def inspect(made: Desk, texts: list[str], original: Document) -> str:
    """Look at what a crash left; return which content lies in the file."""
    noted, saved = promised(made)
    order = [get(original, GOAL), *texts]
    opened = open_form(made.path)
    if decode(made.path.read_bytes(), "") != opened.document:
        raise Lost("the file is not what opening it gives")
    there = get(opened.document, GOAL)
    if put(opened.document, GOAL, "") != put(original, GOAL, ""):
        raise Lost("something else than the edit changed in the file")
    if there not in order or order.index(there) < (order.index(saved) if saved else 0):
        raise Lost(f"saved {saved!r}, but the file holds {there!r}")
    offered = recovery.recoverable()
    newest = max([order.index(there), *(order.index(get(offer.document, GOAL)) for offer in offered)])
    if noted and newest < order.index(noted):
        raise Lost(f"journaled {noted!r}, but nothing newer than {order[newest]!r} is there")
    if len(offered) > 1:
        raise Lost("one crash, two offers")
    for offer in offered:
        journal = Journal(original.id, delay=NEVER)
        restored = recovery.restore(offer, journal)
        if restored.document != put(original, GOAL, get(offer.document, GOAL)):
            raise Lost("what was restored is not what was typed")
        journal.close()
    if recovery.recoverable():
        raise Lost("offered again after it was restored")
    held = lock.take(made.path)
    if isinstance(held, lock.Held):
        raise Lost("the lock of a dead process still holds")
    held.release()
    clear(made)
    return "new" if there == order[-1] else "old"


def clear(made: Desk) -> None:
    """See that leftovers are few, ours, and go when they are old."""
    beside.sweep(made.forms, time.time() + 2 * beside.OLD_ENOUGH)
    save_form(put(open_form(made.path).document, GOAL, "最后"), made.path)
    rest = [path.name for path in made.forms.iterdir()]
    if rest != [made.path.name]:
        raise Lost(f"left behind for ever: {rest}")


def kill_at_every_step(kills: int) -> Told:
    """Kill a save at each of its steps, in turn; with a disk that renames, and one that refuses it; until enough."""
    told: Told = Counter()
    original, step = example(), 0
    variants = [(moment, refuse, many) for many in (1, 3) for refuse in (False, True) for moment in MOMENTS]
    open_variants = list(variants)
    while told["kills"] < kills:
        step += 1
        for variant in list(open_variants):
            texts = [f"第 {number} 稿" * 400 for number in range(variant[2])]
            with desk() as made:
                save_form(original, made.path)

                def act(made: Desk = made, at: int = step, variant: Any = variant, texts: list[str] = texts) -> None:
                    arm(at, *variant[:2])
                    saving(made, texts)

                died = killed(child(act))
                told[inspect(made, texts, original)] += 1
                told["kills"] += died
                if not died:
                    told["rounds through every step"] += 1
                    open_variants.remove(variant)
            if told["kills"] >= kills:
                break
        if not open_variants:
            told["steps of the longest save"] = max(step - 1, told["steps of the longest save"])
            open_variants, step = list(variants), 0
    return told


def kill_a_recovery(kills: int) -> Told:
    """Kill the program again at every step while it restores or discards what a first crash left."""
    told: Told = Counter()
    original, step = example(), 0
    ways = [(way, moment) for way in ("restore", "discard") for moment in MOMENTS]
    edited = put(original, GOAL, "崩溃前的修改" * 200)
    while told["kills"] < kills and ways:
        step += 1
        for way, moment in list(ways):
            with desk() as made:
                stamp = save_form(original, made.path).stamp
                journal = Journal(original.id, delay=NEVER)
                journal.note(edited, made.path, stamp)
                journal.flush()
                journal.abandon()

                def act(made: Desk = made, at: int = step, way: str = way, moment: str = moment) -> None:
                    arm(at, moment)
                    (offer,) = recovery.recoverable()
                    if way == "discard":
                        recovery.discard(offer)
                        return
                    taken_over = Journal(original.id, delay=NEVER)
                    restored = recovery.restore(offer, taken_over)
                    stamp = save_form(restored.document, made.path, expected=restored.stamp).stamp
                    taken_over.saved(restored.document, made.path, stamp)
                    taken_over.close()

                if not killed(child(act)):
                    ways.remove((way, moment))
                    told[f"steps of a {way}"] = step - 1
                    continue
                places = [made.path, *recovery.discarded()]
                found = [open_form(path).document for path in places]
                found += [offer.document for offer in recovery.recoverable()]
                if edited not in found:
                    raise Lost(f"{way}, killed at step {step}: the edits are nowhere")
                if open_form(made.path).document not in (original, edited):
                    raise Lost("a third content")
                told["kills"] += 1
    return told


def kill_at_random(kills: int) -> Told:
    """Kill a program that edits, journals and saves without a pause, at random moments."""
    told: Told = Counter()
    original, dice = example(), random.Random(2023)
    texts = [f"第 {number} 稿" * 100 for number in range(400)]
    while told["kills"] < kills:
        with desk() as made:
            save_form(original, made.path)
            process = fork()
            if process == 0:
                try:
                    saving(made, texts)
                finally:
                    os._exit(0)
            time.sleep(dice.uniform(0.0, 0.12))
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            inspect(made, texts, original)
            told["kills"] += 1
            told["in the middle of the edits"] += bool(promised(made)[0])
    return told


def kill_the_journal(kills: int) -> Told:
    """Kill the thread that journals by itself, after its two seconds: what is older than these is on disk."""
    told: Told = Counter()
    original, dice = example(), random.Random(7)
    while told["kills"] < kills:
        with desk() as made:
            stamp = save_form(original, made.path).stamp
            typed = made.home.parent / "typed"

            def act(made: Desk = made, stamp: Any = stamp, typed: Path = typed) -> None:
                journal = Journal(original.id, delay=0.2)
                for number in range(100_000):
                    journal.note(put(original, GOAL, str(number)), made.path, stamp)
                    typed.write_text(f"{number} {time.monotonic()}")
                    time.sleep(0.005)

            process = fork()
            if process == 0:
                try:
                    act()
                finally:
                    os._exit(0)
            time.sleep(dice.uniform(0.5, 1.2))
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            (offer,) = recovery.recoverable()
            behind = (int((typed.read_text() or "0 0").split()[0]) - int(get(offer.document, GOAL))) * 0.005
            if behind > 2.0:
                raise Lost(f"the journal was {behind:.1f} s behind")
            told["kills"] += 1
            told["ms behind at most"] = max(told["ms behind at most"], round(behind * 1000))
    return told


# --- whole sessions --------------------------------------------------------------------------------------------------

Plain = dict[str, Any]
TYPED = ("goal", "year", "project_name", "contact")


def plain(document: Document) -> Plain:
    """Return what the plain model keeps of a form."""
    return {"fields": {key: text for key, text in document.fields.items() if text}, "rows": rows_of(document)}


def rows_of(document: Document) -> list[list[str]]:
    """Return the first level's rows: id, name and reason."""
    return [[row.id, row.name, row.reason] for row in document.indicators]


class Officer:
    """Edit at random, the form and a plain model side by side. The same seed does the same, so a witness can follow."""

    def __init__(self, document: Document, seed: str) -> None:
        self.document, self.model = document, plain(document)
        self.dice, self.seed, self.made = random.Random(seed), seed, 0
        self.before: list[tuple[Document, Plain]] = []

    def step(self) -> str:
        """Do one thing; return ``save``, ``flush`` or ``""`` for what the disk is to do now."""
        way = self.dice.choice(("type", "type", "row", "cell", "remove", "move", "undo", "save", "flush"))
        if way in ("save", "flush"):
            return way
        if way == "undo":
            if self.before:
                self.document, self.model = self.before.pop()
            return ""
        self.before.append((self.document, json.loads(json.dumps(self.model))))
        rows, text = self.model["rows"], self.dice.choice(("", "≥ 95 %", "达标", "\u0007\n", "文" * 300, "9150"))
        at = self.dice.randrange(len(rows)) if rows else 0
        if way == "type":
            key = self.dice.choice(TYPED)
            self.document = put(self.document, field(key), text)
            self.model["fields"].pop(key, None)
            if text:
                self.model["fields"][key] = text
        elif way == "row":
            self.made += 1
            row = Indicator(id=f"{self.seed}-{self.made}", name=text)
            self.document = with_indicators(self.document, insert(self.document.indicators, None, at, row))
            rows.insert(at, [row.id, text, ""])
        elif way == "cell" and rows:
            self.document = put(self.document, cell(rows[at][0], "reason"), text)
            rows[at][2] = text
        elif way == "remove" and rows:
            self.document = with_indicators(self.document, remove(self.document.indicators, rows[at][0]))
            del rows[at]
        elif way == "move" and at + 1 < len(rows):
            self.document = with_indicators(self.document, move(self.document.indicators, rows[at][0], 1))
            rows[at], rows[at + 1] = rows[at + 1], rows[at]
        if plain(self.document) != self.model:
            raise Lost(f"the form is not what the model says after “{way}”")
        return ""


def work(made: Desk, officer: Officer, stamp: Any, steps: int) -> None:
    """Let the officer work until the power fails, writing down outside what is on disk for sure, by its step."""
    journal = Journal(officer.document.id, delay=NEVER)
    for number in range(steps):
        way = officer.step()
        journal.note(officer.document, made.path, stamp)
        if way:  # a save, too, has everything journaled first, as the window does
            acknowledge(made, noting=str(number))
            if not journal.flush():
                raise Lost(f"not journaled: {journal.problem}")
            acknowledge(made, noted=str(number))
        if way == "save":
            acknowledge(made, saving=str(number))
            stamp = save_form(officer.document, made.path, expected=stamp).stamp
            acknowledge(made, saved=str(number))
            journal.saved(officer.document, made.path, stamp)
    time.sleep(60)


def random_sessions(kills: int) -> Told:
    """Edit at random with saves, undos, kills and reopens between; after each a plain model says what must be there."""
    told: Told = Counter()
    dice = random.Random(2024)
    with desk() as made:
        save_form(example(), made.path)
        for number in range(kills):
            opened = open_form(made.path)
            (made.home.parent / "promised").unlink(missing_ok=True)
            process = fork()
            if process == 0:
                try:
                    work(made, Officer(opened.document, f"s{number}"), opened.stamp, 400)
                except BaseException:
                    traceback.print_exc()
                finally:
                    os._exit(1)
            time.sleep(dice.uniform(0.01, 0.25))
            os.kill(process, signal.SIGKILL)
            killed(os.waitpid(process, 0)[1])
            told["steps"] += judge_session(made, Officer(opened.document, f"s{number}"))
            told["kills"] += 1
            for offer in recovery.recoverable():
                way = dice.choice(("restore", "discard"))
                told[way] += 1
                if way == "discard":
                    recovery.discard(offer)
                    continue
                journal = Journal(offer.form, delay=NEVER)
                restored = recovery.restore(offer, journal)
                save_form(restored.document, made.path, expected=restored.stamp)
                journal.close()
                if plain(open_form(made.path).document) != plain(offer.document):
                    raise Lost("what was restored and saved is not what was offered")
    return told


def judge_session(made: Desk, witness: Officer) -> int:
    """Hold what a kill left against a witness who takes the same steps; return how many steps were taken for sure."""
    last: dict[str, int] = {}
    with contextlib.suppress(FileNotFoundError):
        for line in (made.home.parent / "promised").read_text("utf-8").splitlines():
            with contextlib.suppress(ValueError):  # the last line may be torn
                last |= {key: int(number) for key, number in json.loads(line).items()}
    steps = max(last.values(), default=-1) + 1
    states = [json.loads(json.dumps(witness.model))]
    for _ in range(steps):
        witness.step()
        states.append(json.loads(json.dumps(witness.model)))
    there = plain(open_form(made.path).document)
    saved, saving = last.get("saved", -1), last.get("saving", -1)
    if there not in (states[saved + 1], states[saving + 1]):
        raise Lost(f"the file holds neither what was saved at step {saved} nor what was being saved at {saving}")
    offers = recovery.recoverable()
    if len(offers) > 1:
        raise Lost("one crash, two offers")
    newest = plain(offers[0].document) if offers else there
    noted, noting = last.get("noted", -1), last.get("noting", -1)
    possible = [states[at + 1] for at in (saved, saving, noted, noting) if at >= max(saved, noted)]
    if newest not in possible:
        raise Lost(f"journaled at step {noted}, saved at {saved}, but what is there is neither")
    return steps


# --- disks and rights ------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def small_disk(size: int, options: str = "") -> Iterator[Path | None]:
    """Mount a small tmpfs; None where that is not allowed."""
    place = Path(tempfile.mkdtemp(prefix="faults-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}{options}", "tmpfs", str(place)]
    allowed = sys.platform == "linux" and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield place if allowed else None
    finally:
        if allowed:
            subprocess.run(["umount", "-l", place], capture_output=True, check=False)
        place.rmdir()


def full_disk(plays: int) -> Told:
    """Let the disk be full at every step of a save and of the journal: at each page more than the last time."""
    with small_disk(4 * 1024 * 1024) as disk:
        if disk is None:
            print("     mounting is not allowed here: a limit on file sizes plays the full disk")
            return _file_size_limit(plays)
        told: Told = Counter()
        page = os.sysconf("SC_PAGESIZE")
        for number in range(plays):
            pages = number % 40
            for full in ("the forms' disk", "the user's disk"):
                told[_full_once(disk, full, pages * page)] += 1
        return told


def _full_once(disk: Path, which: str, free: int) -> str:
    original = example()
    edited = put(original, GOAL, "占满磁盘" * 3000)
    with desk(disk if which == "the forms' disk" else None) as made:
        other = Path(tempfile.mkdtemp(prefix="faults-home-", dir=disk)) if which == "the user's disk" else None
        if other is not None:
            made.home = other
            made.enter()
        stamp = save_form(original, made.path).stamp
        filler = disk / "filler"
        _fill(filler, disk, free)
        journal = Journal(original.id, delay=NEVER)
        journal.note(edited, made.path, stamp)
        journaled = journal.flush()
        before = made.path.read_bytes()
        try:
            saved = save_form(edited, made.path, expected=stamp)
            result = f"{which}: saved" + (", backup refused and told" if saved.notes else "")
            if made.path.read_bytes() != encode(edited):
                raise Lost("told as saved, and is not")
        except Unwritable as error:
            result = f"{which}: refused, old file whole"
            if made.path.read_bytes() != before or "没有保存" not in error.sentence:
                raise Lost(error.sentence) from error
        if not journaled and "空间不足" not in journal.problem:
            raise Lost(f"the journal does not tell: {journal.problem!r}")
        filler.unlink()
        if not journal.flush() or journal.problem:
            raise Lost("the journal does not go on when there is room again")
        save_form(edited, made.path)
        journal.abandon()
        if recovery.recoverable():
            raise Lost("everything is saved, and still something is offered")
        if [path.name for path in made.forms.iterdir()] != [made.path.name]:
            raise Lost("a full disk leaves files behind")
        if other is not None:
            shutil.rmtree(other)
    return result


def _fill(filler: Path, disk: Path, free: int) -> None:
    state = os.statvfs(disk)
    with filler.open("wb") as file:
        file.write(b"\0" * max(0, state.f_bavail * state.f_frsize - free))
    with contextlib.suppress(OSError), filler.open("ab") as file:
        while os.statvfs(disk).f_bavail * state.f_frsize > free:
            file.write(b"\0" * state.f_frsize)
            file.flush()


def _file_size_limit(plays: int) -> Told:
    original, told = example(), Counter[str]()
    edited = put(original, GOAL, "占满磁盘" * 3000)
    for number in range(plays):
        with desk() as made:
            stamp = save_form(original, made.path).stamp

            def act(made: Desk = made, stamp: Any = stamp, limit: int = 997 * (number % 60)) -> None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                with contextlib.suppress(Unwritable):
                    save_form(edited, made.path, expected=stamp)

            killed(child(act))
            there = made.path.read_bytes()
            if there not in (encode(original), encode(edited)):
                raise Lost("a torn file")
            told["saved" if there == encode(edited) else "refused, old file whole"] += 1
    return told


def pulled_out(plays: int) -> Told:
    """Pull the stick with the form on it: the save is refused, the journal has everything."""
    told: Told = Counter()
    for _ in range(plays):
        with small_disk(4 * 1024 * 1024) as disk, desk() as made:
            if disk is None:
                told["not played: mounting is not allowed here"] += 1
                continue
            path = disk / "优盘上的表.evform"
            document = put(example(), GOAL, "拔出")
            stamp = save_form(example(), path).stamp
            subprocess.run(["umount", "-l", disk], check=True)
            disk.chmod(0o500)
            journal = Journal(document.id, delay=NEVER)
            journal.note(document, path, stamp)
            journal.flush()
            _as_officer(made, partial(_refused, document, path, stamp))
            journal.abandon()
            (offer,) = recovery.recoverable()
            if offer.document != document or offer.saved_file != "missing":
                raise Lost("the journal does not have it")
            told["refused, recovery offers it"] += 1
    return told


def _refused(document: Document, path: Path, stamp: Any) -> None:
    try:
        save_form(document, path, expected=stamp)
    except Unwritable as error:
        if not error.sentence.endswith("。"):
            raise
        return
    raise Lost("saved where nothing can be saved")


def _as_officer(made: Desk, act: Callable[[], None]) -> None:
    """Run ``act`` without the rights of root, to whom nothing is forbidden."""

    def without_rights() -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        act()

    for path in [made.home.parent, *made.home.parent.rglob("*")]:
        if os.geteuid() == 0:
            os.chown(path, 65534, 65534)
    killed(child(without_rights))


def no_rights(plays: int) -> Told:
    """Take rights away while the form is open: a read-only folder or file, a folder that may not be entered."""
    told: Told = Counter()
    original = example()
    edited = put(original, GOAL, "无权")
    ways = {
        "read-only folder": lambda made: made.forms.chmod(0o555),
        "read-only file": lambda made: made.path.chmod(0o444),
        "file without any right": lambda made: made.path.chmod(0o000),
        "folder without any right": lambda made: made.forms.chmod(0o000),
    }
    for _ in range(plays):
        for way, take_away in ways.items():
            with desk() as made:
                stamp = save_form(original, made.path).stamp

                def act(made: Desk = made, stamp: Any = stamp, take_away: Step = take_away, way: str = way) -> None:
                    take_away(made)
                    held = lock.take(made.path)
                    if not isinstance(held, lock.Lock) or ("folder" in way and held.file is not None):
                        raise Lost("a lock where there can be none")
                    held.release()
                    _refused(edited, made.path, stamp)
                    made.forms.chmod(0o755)
                    made.path.chmod(0o644)
                    save_form(edited, made.path, expected=stamp)

                made.home.parent.chmod(0o755)
                _as_officer(made, act)
                if made.path.read_bytes() != encode(edited):
                    raise Lost(way)
                told[way] += 1
    with small_disk(4 * 1024 * 1024) as disk:
        if disk is None:
            told["read-only medium not played: mounting is not allowed here"] += 1
            return told
        with desk():
            path = disk / "光盘.evform"
            stamp = save_form(original, path).stamp
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            for _ in range(plays):
                if open_form(path).document != original:
                    raise Lost("a read-only medium cannot be read")
                if not isinstance(lock.take(path), lock.Lock):
                    raise Lost("a lock on a read-only medium")
                _refused(edited, path, stamp)
                told["read-only medium"] += 1
    return told


# --- others ----------------------------------------------------------------------------------------------------------


def others_at_the_file(plays: int) -> Told:
    """Let another process replace, truncate, delete, touch or hold the file between opening and saving."""
    told: Told = Counter()
    original = example()
    theirs = encode(put(original, GOAL, "对方的修改"))

    def replace(path: Path) -> None:
        path.with_name("other").write_bytes(theirs)
        path.with_name("other").replace(path)

    def same_size_and_time(path: Path) -> None:
        state = path.stat()
        raw = path.read_bytes()
        path.write_bytes(raw[:-20] + raw[-20:].replace(b"\n", b" ", 1))
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))

    ways: dict[str, Callable[[Path], object]] = {
        "replaced": replace,
        "overwritten in place": lambda path: path.write_bytes(theirs),
        "truncated": lambda path: os.truncate(path, 100),
        "emptied": lambda path: os.truncate(path, 0),
        "deleted": lambda path: path.unlink(),
        "renamed away": lambda path: path.rename(path.with_name("别处.evform")),
        "changed within size and time": same_size_and_time,
    }
    for _ in range(plays):
        for way, happens in ways.items():
            with desk() as made:
                stamp = save_form(original, made.path).stamp
                edited = put(original, GOAL, "我的修改")
                killed(child(lambda made=made, happens=happens: happens(made.path)))  # type: ignore[misc]
                there = made.path.read_bytes() if made.path.exists() else None
                try:
                    save_form(edited, made.path, expected=stamp)
                    raise Lost(f"{way}: saved over it")
                except ChangedOnDisk as error:
                    if error.theirs != there or error.mine != encode(edited):
                        raise Lost(f"{way}: not both contents") from error
                if (made.path.read_bytes() if made.path.exists() else None) != there:
                    raise Lost(f"{way}: refused, and changed all the same")
                saved = save_form(edited, made.path)  # overwrite, as a person decides
                if there and (saved.backup is None or saved.backup.read_bytes() != there):
                    raise Lost(f"{way}: overwritten without a backup")
                told[way] += 1
        with desk() as made:
            stamp = save_form(original, made.path).stamp
            killed(child(lambda made=made: os.utime(made.path, (1, 1))))  # type: ignore[misc]
            save_form(put(original, GOAL, "我的修改"), made.path, expected=stamp)
            told["only touched: saved"] += 1
        told["held by another process: refused"] += _held_by_another()
    return told


def _held_by_another() -> int:
    """Let a process take its turn at saving and stop there; let it be killed then."""
    from evaldesk.files.patience import Patience
    from evaldesk.files.turn import turn

    original = example()
    with desk() as made:
        stamp = save_form(original, made.path).stamp
        ready, began = os.pipe()
        process = fork()
        if process == 0:
            with turn(made.path, Patience()):
                os.write(began, b".")
                time.sleep(60)
            os._exit(0)
        os.read(ready, 1)
        started = time.monotonic()
        _refused(put(original, GOAL, "等待"), made.path, stamp)
        if time.monotonic() - started > 2.0:
            raise Lost("waited longer than two seconds")
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        save_form(put(original, GOAL, "等待"), made.path, expected=stamp)
        for handle in (ready, began):
            os.close(handle)
    return 1


def two_programs(plays: int) -> Told:
    """Let programs save the same file at once, each adding lines and giving way to the other: no line is lost."""
    told: Told = Counter()
    programs = 3
    with desk() as made:
        save_form(put(example(), GOAL, ""), made.path)
        processes = []
        for name in "甲乙丙"[:programs]:
            process = fork()
            if process == 0:
                code = 1
                try:
                    met = _add_lines(made.path, name, plays)
                    (made.home / f"met-{name}").write_text(str(met))
                    code = 0
                except BaseException:
                    traceback.print_exc()
                finally:
                    os._exit(code)
            processes.append(process)
        for process in processes:
            if os.waitpid(process, 0)[1] != 0:
                raise Lost("one of the programs broke down")
        lines = get(open_form(made.path).document, GOAL).split()
        if sorted(lines) != sorted(f"{name}{number}" for name in "甲乙丙"[:programs] for number in range(plays)):
            raise Lost(f"{programs * plays - len(lines)} lines are lost")
        told["saves"] = len(lines)
        told["times one gave way"] = sum(int(path.read_text()) for path in made.home.glob("met-*"))
        if [path.name for path in made.forms.iterdir()] != [made.path.name]:
            raise Lost("files left behind")
    return told


def _add_lines(path: Path, name: str, count: int) -> int:
    met = 0
    for number in range(count):
        while True:
            opened = open_form(path)
            document = put(opened.document, GOAL, f"{get(opened.document, GOAL)} {name}{number}")
            try:
                save_form(document, path, expected=opened.stamp)
                break
            except ChangedOnDisk:
                met += 1
            except Unwritable as error:
                if "正在保存" not in error.sentence:
                    raise
                met += 1
    return met


def two_journals(plays: int) -> Told:
    """Let two programs journal the same form, and both be killed: both states are offered, none overwrote the other."""
    told: Told = Counter()
    original = example()
    for _ in range(plays):
        with desk() as made:
            stamp = save_form(original, made.path).stamp
            for name in ("甲", "乙"):

                def act(name: str = name, made: Desk = made, stamp: Any = stamp) -> None:
                    journal = Journal(original.id, delay=NEVER)
                    journal.note(put(original, GOAL, name), made.path, stamp)
                    journal.flush()
                    if any(get(offer.document, GOAL) == name for offer in recovery.recoverable()):
                        raise Lost("a living program's journal is offered")
                    die()

                killed(child(act))
            if {get(offer.document, GOAL) for offer in recovery.recoverable()} != {"甲", "乙"}:
                raise Lost("one journal destroyed the other")
            told["pairs"] += 1
    return told


def many_crashes(plays: int) -> Told:
    """Crash again and again without looking at the offers: the folder does not grow without bound."""
    original = example()
    with desk() as made:
        stamp = save_form(original, made.path).stamp
        for number in range(plays):
            journal = Journal(original.id, delay=NEVER)
            journal.note(put(original, GOAL, f"第 {number} 次"), made.path, stamp)
            journal.flush()
            journal.abandon()
            offered = recovery.recoverable()
            if get(offered[0].document, GOAL) != f"第 {number} 次" and number < 1:
                raise Lost("the newest state is not offered")
        files = [path for path in (made.home / "recovery").rglob("*") if path.is_file()]
        if len(files) > 2 * recovery.PER_FORM + recovery.DISCARDED:
            raise Lost(f"{len(files)} files after {plays} crashes")
        return Counter({"crashes": plays, "files kept": len(files), "offered": len(offered)})


def clock_going_backwards(plays: int) -> Told:
    """Let every save happen in an earlier year than the last one: order and guard hold."""
    told: Told = Counter()
    with desk() as made:
        document = example()
        stamp = save_form(document, made.path).stamp
        now = datetime.now(UTC)
        for number in range(plays):
            then = now - timedelta(days=200 * (number % 40) + number)
            os.utime(made.path, (then.timestamp(), then.timestamp()))
            former = made.path.read_bytes()
            document = put(document, GOAL, f"第 {number} 稿")
            stamp = save_form(document, made.path, expected=stamp).stamp
            backup.back_up(former + b" ", document.id, now=then)
            if backup.backups(document.id)[0].path.read_bytes() != former + b" ":
                raise Lost("the newest backup is not the last one made")
            held = lock.take(made.path)
            if isinstance(held, lock.Lock) and held.file is not None:
                os.utime(held.file, (now.timestamp() + 1e6, now.timestamp() + 1e6))
                if not isinstance(lock.take(made.path), lock.Held):
                    raise Lost("a lock from the future is overlooked")
                held.release()
            told["saves"] += 1
        if beside.sweep(made.forms, 0.0):
            raise Lost("young files were taken for old ones")
    return told


FAULTS: dict[str, tuple[Callable[[int], Told], int, int]] = {
    # name: the play, how often by default, how often in the short sample of the tests
    "kill -9 at every step": (kill_at_every_step, 1000, 24),
    "kill -9 during a recovery": (kill_a_recovery, 1000, 12),
    "kill -9 at random": (kill_at_random, 250, 4),
    "kill -9 on the journal's thread": (kill_the_journal, 20, 1),
    "random sessions": (random_sessions, 150, 4),
    "full disk": (full_disk, 80, 4),
    "stick pulled out": (pulled_out, 10, 1),
    "rights taken away": (no_rights, 10, 1),
    "others at the file": (others_at_the_file, 10, 1),
    "programs saving at once": (two_programs, 60, 6),
    "two journals of one form": (two_journals, 20, 1),
    "many crashes": (many_crashes, 60, 30),
    "clock going backwards": (clock_going_backwards, 80, 6),
}


def main(options: argparse.Namespace) -> int:
    """Play the faults; print what happened how often."""
    failed = 0
    for name, (play, often, _) in FAULTS.items():
        if options.only and options.only not in name:
            continue
        often = options.kills if play is kill_at_every_step else often
        started = time.monotonic()
        try:
            told = play(often)
        except (Lost, EvaldeskError) as error:
            failed += 1
            print(f"FAIL {name}: {error}", flush=True)
            traceback.print_exc()
            continue
        counts = ", ".join(f"{what} {count}" for what, count in told.items())
        print(f"ok   {name}: {counts} ({time.monotonic() - started:.0f} s)", flush=True)
    print("nothing lost" if not failed else f"{failed} faults lost something")
    return 1 if failed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Play everything that can happen to a form while it is saved.")
    parser.add_argument("--kills", type=int, default=1000, help="how often to kill a save at one of its steps")
    parser.add_argument("--only", default="", help="play only the faults whose name holds this text")
    sys.exit(main(parser.parse_args()))
