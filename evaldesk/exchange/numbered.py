"""The lines of a text with their numbers, without the feet of pages, a note on shares in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.exchange.printed import loose

NOTE = "\ue000"  # stands for 各项指标权重=…/指标总数, which tells names from values where it is printed
SHARE_NOTE = re.compile(rf"\s*{loose('各项指标权重=')}\s*\d[\d\s]*/\s*{loose('指标总数')}")
FOOT = re.compile(r"^(校验码\s.*|第\s*\d+\s*页.*)$")  # of a page, in the middle of the table


def numbered(text: str, number: int) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold anything with their numbers; a note on shares is a line of its own."""
    at = 0
    for note in [*SHARE_NOTE.finditer(text), None]:
        part = text[at : note.start()] if note else text[at:]
        for line in part.split("\n"):
            if line.strip() and not FOOT.match(line.strip()):
                yield number, line.strip()
            number += 1
        number -= 1
        if note:
            yield number, NOTE
            number += note[0].count("\n")
            at = note.end()
