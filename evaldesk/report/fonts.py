"""The faces of the page: which file draws which character, how wide it is, and what stands in for one nobody has.

To let the page use another font, name its file in ``_FILES``: the first face that has a character draws it.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache
from pathlib import Path

from evaldesk.paths import resources
from evaldesk.report.truetype import Face


class Weight(IntEnum):
    """Name the two weights in which the page is set."""

    REGULAR = 0
    BOLD = 1


Type = Weight | str
"""What a text is set in: a weight of the bundled type, or the path of a font of this machine."""

_FILES = {
    Weight.REGULAR: ("NotoSerifSC-Regular.ttf", "NotoSansSC-Regular.ttf"),
    Weight.BOLD: ("NotoSerifSC-Bold.ttf", "NotoSerifSC-Regular.ttf", "NotoSansSC-Regular.ttf"),
}
_LINE_ENDS = frozenset("\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
_TAB = "\u3000\u3000"


@cache
def open_face(path: Path) -> Face:
    """Return the open font file at ``path``; it is opened once."""
    return Face(path)


class Typeface:
    """Hold one weight of the page's type: a face and those that help out, looked up one character at a time."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        self.faces = faces
        self.foreign: dict[str, int] = {}
        """Characters met so far that the first face lacks, with the place of the face that draws them."""
        self.widths = _Widths(self)
        """The width of a character in 1/1000 of the font size."""
        self._printable = _Printable(self)

    def owner(self, character: str) -> int | None:
        """Return the place of the face that has the character, None where nobody has it."""
        code = ord(character)
        return next((place for place, face in enumerate(self.faces) if face.glyph(code)), None)

    def printable(self, text: str) -> str:
        """Return the text as it can be drawn: every line end is ``\\n``, and nothing but that is not a glyph.

        A tab is two wide spaces; marks without a shape of their own go; a character that no face has becomes its
        number in brackets, so that it is seen to be missing and can be put right by hand.
        """
        return text.replace("\r\n", "\n").translate(self._printable)


@cache
def typeface(type_: Type) -> Typeface:
    """Return the bundled type in this weight, or a font of this machine with the bundled type to help out."""
    weight = type_ if isinstance(type_, Weight) else Weight.REGULAR
    bundled = tuple(open_face(resources() / "fonts" / name) for name in _FILES[weight])
    return Typeface(bundled if isinstance(type_, Weight) else (open_face(Path(type_)), *bundled))


class _Widths(dict[str, int]):
    def __init__(self, face: Typeface) -> None:
        self._face = face

    def __missing__(self, character: str) -> int:
        owner = self._face.owner(character)
        if owner is None:
            raise KeyError(character)  # printable() leaves none of these
        if owner:
            self._face.foreign[character] = owner
        face = self._face.faces[owner]
        width = self[character] = face.advance(face.glyph(ord(character)))
        return width


class _Printable(dict[int, str]):
    def __init__(self, face: Typeface) -> None:
        self._face = face

    def __missing__(self, code: int) -> str:
        shown = self[code] = self._shown(chr(code))
        return shown

    def _shown(self, character: str) -> str:
        if character in _LINE_ENDS:
            return "\n"
        if character == "\t":
            return _TAB
        category = unicodedata.category(character)
        if category in ("Cc", "Cf") or _is_variation_selector(character):
            return ""
        if self._face.owner(character) is not None:
            return character
        return " " if category == "Zs" else f"〔U+{ord(character):04X}〕"


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
