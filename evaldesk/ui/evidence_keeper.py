"""Evidence in a window: files are looked at and read beside the window's thread; what they say joins the check-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from evaldesk.files.evidence import Known, Looks, Seen, hashed, key, known_from, look_at_all, pieces, stored
from evaldesk.files.evidence_findings import evidence_findings
from evaldesk.model.document import Document, cell, proof, with_indicators
from evaldesk.model.finding import Finding
from evaldesk.model.indicators import Evidence, Tree, change, find
from evaldesk.ui.background import Background
from evaldesk.ui.checkup import Checkup
from evaldesk.ui.session import Session

PAUSE = 300  # milliseconds after a change before the disk is asked again


class Stopped(Exception):
    """Leave a reading that is no longer wanted."""


class EvidenceKeeper(QObject):
    """Keep what the disk says about a session's evidence in ``looks``; say ``looked`` when it says something else.

    ``went`` carries how far the reading of added files is: words and a thousandth, no words at the end. ``said``
    carries a sentence about what could not be done.
    """

    looked = Signal()
    went = Signal(str, int)
    said = Signal(str)
    _step = Signal(int, str, int)

    def __init__(self, session: Session, checks: Checkup) -> None:
        super().__init__(session)
        self.session = session
        self.checks = checks
        self.looks: Looks = {}
        self._read: dict[Path, Seen] = {}
        self._asked = self._job = 0
        self._form = session.path
        self._known: tuple[Tree, Looks, tuple[Finding, ...]] | None = None
        self.background = Background(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._look_if_new)
        self._step.connect(self._tell_step)
        session.changed.connect(self._pause.start)
        self._pause.start()

    def look(self, *_: object) -> None:
        """Ask the disk about every file, in the background; what lies there unchanged is not read again."""
        session = self.session
        self._asked += 1
        form = self._form = session.path
        tree = session.document.indicators
        if next(pieces(tree), None) is None:
            self._take(self._asked, {})
            return
        known: Known = {**self._read, **known_from(self.looks)}
        step = partial(self._go_on, self._asked)
        self.background.do(partial(_looked, tree, form, known, step), partial(self._take, self._asked))

    def findings(self, document: Document) -> tuple[Finding, ...]:
        """Return what the disk has to say about a form."""
        if not self.looks:
            return ()
        known = self._known
        if known is None or known[0] is not document.indicators or known[1] is not self.looks:
            found = evidence_findings(document, self.looks, self._form)
            known = self._known = (document.indicators, self.looks, found)
        return known[2]

    def add(self, id: str, paths: Sequence[Path]) -> None:
        """Read files and list them as evidence of a row, as one step once all are read."""
        self._begin(paths, partial(self._added, id))

    def relocate(self, id: str, number: int, path: Path) -> None:
        """Read a file and take it for a piece of evidence that is there."""
        self._begin([path], partial(self._replaced, id, number, "重新指定佐证材料文件"))

    def renew(self, id: str, number: int, path: Path) -> None:
        """Read the file of a piece of evidence anew and keep its present checksum."""
        self._begin([path], partial(self._replaced, id, number, "更新佐证材料校验码"))

    def cancel(self) -> None:
        """Stop reading; nothing is listed of what was being read."""
        self._job += 1
        self.went.emit("", 0)

    def remove(self, id: str, number: int) -> None:
        """Take a piece of evidence off its row; its file stays where it is."""
        self._put(id, "移除佐证材料", lambda items: (*items[:number], *items[number + 1 :]))

    def edit(self, id: str, number: int, attribute: str, text: str) -> None:
        """Take over what was typed as title or page."""
        self.session.edit(
            proof(id, number, attribute), text, "修改佐证材料" + ("名称" if attribute == "title" else "页码")
        )
        self.session.seal()

    def leave(self, *_: object) -> None:
        """Stop all work: the window is closed."""
        self._pause.stop()
        self._asked += 1
        self._job += 1
        self.background.stop()

    def _begin(self, paths: Sequence[Path], then: Callable[[list[Seen]], object]) -> None:
        self._job += 1
        self._asked += 1  # whoever adds a file waits for it; the disk is looked at afterwards
        run = self._job
        self.went.emit("正在读取文件…", 0)
        work = partial(_read_all, tuple(paths), partial(self._advance, run))
        self.background.do(work, partial(self._end, run, then), partial(self._end, run, then, None))

    def _advance(self, run: int, words: str, per_mille: int) -> None:
        if run != self._job:
            raise Stopped
        self._step.emit(run, words, per_mille)

    def _go_on(self, asked: int, _: int) -> None:
        if asked != self._asked:
            raise Stopped

    def _tell_step(self, run: int, words: str, per_mille: int) -> None:
        if run == self._job:
            self.went.emit(words, per_mille)

    def _end(self, run: int, then: Callable[[list[Seen]], object], result: object, *_: object) -> None:
        self._pause.start()
        if run != self._job:
            return
        self.went.emit("", 0)
        if not isinstance(result, tuple):
            return
        seen, unread = result
        self._read |= {item.path: item for item in seen}
        if seen:
            then(seen)
        if unread:
            names = "、".join(f"“{path.name}”" for path in unread)
            self.said.emit(f"{names}不能读取，没有列入。请确认是文件而不是文件夹，并且没有被其他程序独占。")

    def _added(self, id: str, seen: list[Seen]) -> None:
        made = [
            Evidence(title=item.path.stem, file=stored(item.path, self.session.path), sha256=item.sha256)
            for item in seen
        ]

        def with_new(items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
            known = {key(item) for item in items}
            return (*items, *(item for item in made if key(item) not in known))

        self._put(id, "添加佐证材料", with_new)

    def _replaced(self, id: str, number: int, name: str, seen: list[Seen]) -> None:
        texts = {"file": stored(seen[0].path, self.session.path), "sha256": seen[0].sha256}

        def with_other(items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
            return tuple(item.model_copy(update=texts) if at == number else item for at, item in enumerate(items))

        self._put(id, name, with_other)

    def _put(self, id: str, name: str, edit: Callable[[tuple[Evidence, ...]], tuple[Evidence, ...]]) -> None:
        document = self.session.document
        try:
            items = find(document.indicators, id).evidence
        except KeyError:  # the row went while its files were read
            self.said.emit("这一行已被删除，佐证材料没有列入。")
            return
        if (after := edit(items)) != items:
            tree = change(document.indicators, id, {"evidence": after})
            self.session.apply(name, with_indicators(document, tree), cell(id, "name"))
            self._look_if_new()

    def _look_if_new(self) -> None:
        new = any(key(item) not in self.looks for _, _, item in pieces(self.session.document.indicators))
        if new or self._form != self.session.path:
            self.look()

    def _take(self, asked: int, looks: Looks | None) -> None:
        if looks is not None and asked == self._asked and looks != self.looks:
            self.looks = looks
            self.checks.listen(self.findings)
            self.looked.emit()


def _looked(tree: Tree, form: Path | None, known: Known, step: Callable[[int], None]) -> Looks | None:
    try:
        return look_at_all(tree, form, known, step)
    except Stopped:
        return None


def _read_all(paths: Sequence[Path], advance: Callable[[str, int], None]) -> tuple[list[Seen], list[Path]] | None:
    """Return what was read and what could not be; None where it was stopped."""
    whole, done, told = max(sum(map(_size, paths)), 1), 0, -1
    seen: list[Seen] = []
    unread: list[Path] = []
    for number, path in enumerate(paths, 1):

        def step(count: int, number: int = number) -> None:
            nonlocal done, told
            done += count
            if (per_mille := min(done * 1000 // whole, 1000)) != told:
                told = per_mille
                which = f" {number} / {len(paths)}" if len(paths) > 1 else ""
                advance(f"正在读取文件{which}", per_mille)

        try:
            seen.append(hashed(path, step))
        except Stopped:
            return None
        except (OSError, ValueError):
            unread.append(path)
    return seen, unread


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
