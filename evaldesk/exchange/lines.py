"""Indicators out of lines without tabs, as a table copied out of a PDF comes.

A line is ``name weight target actual score reason``, or a part of it. Names wrap over lines, names of the levels stand
before the rows or in lines of their own, and pieces of criteria and evidence lie in between. What cannot be decided is
left empty, with a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice

from evaldesk.exchange.level_names import level_names
from evaldesk.exchange.line_values import (
    PLAIN,
    Told,
    first_value,
    halves,
    is_value,
    shared_weights,
    tell_apart,
    tokens,
)
from evaldesk.exchange.numbered import NOTE, numbered
from evaldesk.exchange.printed import Printed
from evaldesk.exchange.roles import Confidence
from evaldesk.exchange.rows import ATTRIBUTES, TOTAL, Read, Table
from evaldesk.exchange.wrapping import squeezed, unwrapped
from evaldesk.model.template import Template

MOST_LINES = 50_000


def read_lines(text: str, template: Template | None = None, first: int = 1) -> Table:
    """Return the indicators in a text, each value with its confidence and every guess with its line.

    ``first`` is the number of the text's first line.
    """
    lines = list(islice(numbered(text, first), MOST_LINES))
    reader = _Reader(template)
    reader.weights |= shared_weights(_values_of(line) for _, line in lines)
    for number, line in lines:
        if reader.ended:
            break
        reader.take(line, number)
    return reader.table()


def _values_of(line: str) -> list[str]:
    pieces = tokens(line)
    return pieces[first_value(pieces) :]


@dataclass(slots=True)
class _Open:
    """Hold a row whose weight was read and whose values still come, in pieces."""

    name: str
    weight: str
    number: int
    pieces: list[str] = field(default_factory=list)


class _Reader:
    """Take lines from top to bottom; what waits in ``pieces`` is a name, or the rest of a reason."""

    def __init__(self, template: Template | None) -> None:
        self.printed = Printed(template)
        self.names = level_names(template)
        self.rows: list[Read] = []
        self.weights1: dict[str, str] = {}
        self.weights2: dict[tuple[str, str], str] = {}
        self.shared: dict[str, dict[str, str]] = {}
        self.left_out: list[str] = []
        self.total: list[str] = []
        self.weights: set[str] = set()
        self.level1 = self.level2 = ""
        self.pieces: list[str] = []
        self.open: _Open | None = None
        self.level2_waits = False
        self.ended = False

    def table(self) -> Table:
        """Return all that was read."""
        self._close_open()
        self._let_go()
        score = next(iter(self.total[3:4] or self.total[-1:]), "")
        return Table(
            tuple(self.rows), self.weights1, self.weights2, self.shared, score, tuple(self.left_out), tuple(self.total)
        )

    def take(self, line: str, number: int) -> None:
        """Take one line."""
        if line == NOTE:
            if not self.level2_waits:
                self.pieces.append(NOTE)
            self.level2_waits = False
            return
        pieces = tokens(line)
        if TOTAL.match(pieces[0]):
            self.total = [piece for piece in pieces[1:] if is_value(piece)]
            self.ended = True
            return
        if self.printed.passes(line) or all(map(self.printed.passes, pieces)):
            # Printed text ends a reason, but never a name whose values stand below it.
            if self._awaits_reason():
                self._let_go()
            return
        inside = next((at for at, piece in enumerate(pieces) if at and piece in self.names.level2), len(pieces))
        if pieces[0] in self.names.level1:
            inside = len(pieces)
        for part in (pieces[:inside], pieces[inside:]):
            if part and (rest := self._levels(part)):
                self._row(rest, number)

    def _awaits_reason(self) -> bool:
        return bool(self.rows and self.rows[-1].texts["self_score"] and not self.rows[-1].texts["reason"])

    def _levels(self, pieces: list[str]) -> list[str]:
        """Take the names of levels off the front of a line."""
        if pieces[0] in self.names.level1 and (len(pieces) == 1 or PLAIN.match(pieces[1])):
            self._close_open()
            self._let_go()
            self.level1, self.level2 = pieces[0], ""
            if len(pieces) > 1:
                self.weights1.setdefault(self.level1, pieces[1])
            pieces = pieces[2:]
        if pieces and pieces[0] in self.names.level2:
            self._close_open()
            self._let_go()
            self.level2, pieces = pieces[0], pieces[1:]
            self.level2_waits = True
            if pieces and PLAIN.match(pieces[0]):
                self._weigh_level2(pieces.pop(0))
        return pieces

    def _weigh_level2(self, weight: str) -> None:
        self.weights2.setdefault((self.level1, self.level2), weight)
        self.level2_waits = False

    def _row(self, pieces: list[str], number: int) -> None:
        start = first_value(pieces)
        if len(pieces) - start > 5 and start == 0:
            start = 1  # a name that looks like a value
        name, values = " ".join(pieces[:start]), pieces[start:]
        if not values:
            self._words(name)
        elif name and self.open is not None and len(values) == 2 and PLAIN.match(values[0]) and not is_value(values[1]):
            self.open.pieces.append(name)  # the rest of a torn value, before the row's score and reason
            self._go_on(values)
        elif name:
            self._close_open()
            if self.pieces and not self._awaits_reason():
                name, self.pieces = unwrapped("\n".join([*self.pieces, name])), []
            self._let_go()
            self._named(name, values, number)
        else:
            self._values(values, number)

    def _named(self, name: str, values: list[str], number: int) -> None:
        """Take a name with the values behind it; a weight alone, or with one more piece, has more below it."""
        judged = name in self.names.judged
        if squeezed(name) in self.names.level2 and len(values) == 1:
            self.level2 = squeezed(name)
            self._weigh_level2(values[0])
        elif (
            not judged
            and len(values) <= 2
            and (values[0] in self.weights or (len(values) == 1 and PLAIN.match(values[0])))
        ):
            self.open = _Open(name, values[0], number, values[1:])
        else:
            self._add(name, tell_apart(values, frozenset(self.weights), judged), number)

    def _words(self, words: str) -> None:
        if self.open is not None:
            self.open.pieces.append(words)
            return
        self.pieces.append(words)
        name = squeezed("".join(self.pieces))
        if name in self.names.level2:
            self.level2, self.pieces, self.level2_waits = name, [], True

    def _values(self, values: list[str], number: int) -> None:
        """Take a line that begins with values: those of the name above, the rest of a row, or a merged score."""
        if self.level2_waits and len(values) == 1 and PLAIN.match(values[0]) and not self.pieces:
            self._weigh_level2(values[0])
        elif self.open is not None:
            self._go_on(values)
        elif NOTE in self.pieces:
            at = self.pieces.index(NOTE)
            name, torn = unwrapped("\n".join(self.pieces[:at])), self.pieces[at + 1 :]
            self.pieces = []
            if torn:
                self._add(name, halves(torn), number)
                self._merged(values, number)
            else:
                self._add(name, tell_apart(values, frozenset(self.weights), False), number)
        elif self.pieces:
            name, self.pieces = unwrapped("\n".join(self.pieces)), []
            self._named(name, values, number)
        else:
            self._merged(values, number)

    def _go_on(self, values: list[str]) -> None:
        """Take more of a row that is open: its score and reason end it."""
        row = self.open
        assert row is not None
        if not row.pieces:
            self.open = None
            self._add(row.name, tell_apart([row.weight, *values], frozenset([row.weight]), False), row.number)
        elif PLAIN.match(values[0]) and len(values) <= 2:
            self.open = None
            told = halves(row.pieces)
            ends = {"weight": row.weight, "self_score": values[0], "reason": " ".join(values[1:])}
            likely: dict[str, Confidence] = dict.fromkeys(ends, "likely")
            self._add(row.name, Told({**ends, **told.texts}, {**likely, **told.confidence}, told.guesses), row.number)
        else:
            row.pieces += values

    def _merged(self, values: list[str], number: int) -> None:
        """Take a score, with its reason, that one merged cell gives to the whole branch."""
        fits = PLAIN.match(values[0]) and len(values) <= 2 and not any(map(is_value, values[1:]))
        if fits and self.rows and self.level1 not in self.shared:
            given = {"self_score": values[0], "reason": "".join(values[1:])}
            self.shared[self.level1] = {key: text for key, text in given.items() if text}
        else:
            self.left_out.append(f"第{number}行“{' '.join(values)}”不知道属于哪一个指标，没有读入")

    def _add(self, name: str, told: Told, number: int) -> None:
        texts: dict[str, str] = {role: told.texts.get(role, "") for role in ATTRIBUTES}
        if texts["weight"] and texts["target"]:
            self.weights.add(texts["weight"])
        filled = [role for role, text in texts.items() if text]
        cells = dict.fromkeys((*filled, "name", "target"), f"第{number}行")
        confidence: dict[str, Confidence] = {"name": "sure", **told.confidence}
        self.level2_waits = False
        self.rows.append(Read(self.level1, self.level2, name, texts, cells, number, told.guesses, confidence))

    def _close_open(self) -> None:
        if self.open is not None:
            row, self.open = self.open, None
            told = halves(row.pieces) if row.pieces else Told({}, {})
            self._add(row.name, Told({"weight": row.weight, **told.texts}, told.confidence, told.guesses), row.number)

    def _let_go(self) -> None:
        """Give waiting words to the reason of the row above where that is empty, else say that they were left out."""
        pieces = [piece for piece in self.pieces if piece != NOTE]
        words = unwrapped("\n".join(pieces))
        self.pieces = []
        if self.printed.is_head(pieces):
            return
        if self._awaits_reason():
            last = self.rows[-1]
            texts = {**last.texts, "reason": words}
            guesses = (*last.guesses, ("reason", f"把后面的“{words}”当作原因"))
            confidence = {**last.confidence, "reason": "guess"}
            cells = {**last.cells, "reason": last.cells["name"]}
            self.rows[-1] = replace(last, texts=texts, guesses=guesses, cells=cells, confidence=confidence)
        else:
            short = words if len(words) <= 20 else words[:20] + "…"
            self.left_out.append(f"“{short}”不知道属于哪一个指标，没有读入")
