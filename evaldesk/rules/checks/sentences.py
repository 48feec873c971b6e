"""The sentences of a text, as two texts are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE = re.compile(r"[^。；;\n]+")
SPACES = re.compile(r"\s+")
NUMBERED = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}[.、．)）]\s*")
LEAST = 15


def sentences(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the sentences of a text without spaces and numbering, each with its place."""
    for match in SENTENCE.finditer(text):
        bare = NUMBERED.sub("", match[0].strip())
        start = match.start() + match[0].find(bare) if bare else match.start()
        yield SPACES.sub("", bare), (start, start + len(bare))
