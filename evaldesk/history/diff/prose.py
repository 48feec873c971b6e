"""Long texts side by side: first sentence by sentence, then, where a sentence was rewritten, word by word.

The work is bounded: equal beginnings and ends are cut off first, and what is too long to compare finely is shown as
replaced whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from evaldesk.history.diff.changes import Piece, Sameness

LONG = 30  # from so many characters on a text is compared inside
MOST_SENTENCES = 3000
MOST_WORDS = 600
MOST_TRIED = 400  # pairs of sentences that may be versions of each other
LONGEST_TRIED = 200
ALIKE = 0.4  # less than that in common, and two sentences are no versions of each other

_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]+|[^。！？；!?;\n]+")
# Numbers and Latin words count as one sign, so that 9044.14 → 9045.14 is shown whole.
_WORD = re.compile(r"[0-9０-９][0-9０-９.,，．]*[0-9０-９]|[A-Za-z]+|.", re.DOTALL)


def is_long(old: str, new: str) -> bool:
    """Tell whether a difference is easier to read inside the text than as old and new."""
    return bool(old and new) and (max(len(old), len(new)) >= LONG or "\n" in old + new)


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that make up both texts: without ``in`` they are the old one, without ``out`` the new one."""
    return _joined(_sentences(_SENTENCE.findall(old), _SENTENCE.findall(new)))


def _sentences(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for kind, left, right in _blocks(old, new, MOST_SENTENCES):
        if kind == "same":
            yield Piece("same", "".join(left))
        else:
            yield from _versions(left, right)


def _versions(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield a stretch of rewritten sentences: each beside its next version, where one is near enough."""
    if len(old) * len(new) > MOST_TRIED:
        yield from _replaced("".join(old), "".join(new))
        return
    at = 0
    for sentence in old:
        found = next((place for place in range(at, len(new)) if _alike(sentence, new[place])), None)
        if found is None:
            yield Piece("out", sentence)
            continue
        yield Piece("in", "".join(new[at:found]))
        yield from _words(sentence, new[found])
        at = found + 1
    yield Piece("in", "".join(new[at:]))


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old[:LONGEST_TRIED], new[:LONGEST_TRIED])
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _words(old: str, new: str) -> Iterator[Piece]:
    left, right = _WORD.findall(old), _WORD.findall(new)
    blocks = list(_blocks(left, right, MOST_WORDS))
    common = sum(len(one) for kind, one, _ in blocks if kind == "same")
    if 2 * common < ALIKE * (len(left) + len(right)):
        yield from _replaced(old, new)
        return
    for at, (kind, one, other) in enumerate(blocks):
        # A single sign in common between two changes is chance, and makes the text hard to read.
        stray = kind == "same" and 0 < at < len(blocks) - 1 and sum(map(len, one)) == 1
        if kind == "same" and not stray:
            yield Piece("same", "".join(one))
        else:
            yield from _replaced("".join(one), "".join(other))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    yield Piece("out", old)
    yield Piece("in", new)


def _blocks(
    old: Sequence[str], new: Sequence[str], most: int
) -> Iterator[tuple[Sameness, Sequence[str], Sequence[str]]]:
    """Yield equal and unequal stretches of two sequences in order; more than ``most`` unequal ones are not compared."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    if head:
        yield "same", old[:head], new[:head]
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(left), len(right)) > most:
        yield "out", left, right
    else:
        for tag, a, b, c, d in SequenceMatcher(None, left, right).get_opcodes():
            yield "same" if tag == "equal" else "out", left[a:b], right[c:d]
    if tail:
        yield "same", old[len(old) - tail :], new[len(new) - tail :]


def _joined(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one kind, and put what went before what came within one replaced stretch."""
    joined: list[Piece] = []
    out = came = ""

    def close() -> None:
        nonlocal out, came
        joined.extend([Piece("out", out)] if out else [])
        joined.extend([Piece("in", came)] if came else [])
        out = came = ""

    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind == "out":
            out += piece.text
        elif piece.kind == "in":
            came += piece.text
        else:
            close()
            if joined and joined[-1].kind == "same":
                joined[-1] = Piece("same", joined[-1].text + piece.text)
            else:
                joined.append(piece)
    close()
    return tuple(joined)
