"""What a check of paper found, as plain values, and in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

Verdict = Literal["same", "altered", "changed", "revision", "other", "unknown"]
"""``same``: the paper is the file. ``altered``: its codes are the file's, its ink is not. ``changed``: the file was
changed after printing. ``revision``: the paper is another revision. ``other``: it is another form, or another template.
``unknown``: no code of ours could be read."""

_SHOWN = 40  # characters of a text in a sentence
_MOST = 12  # differences that a sentence lists


@dataclass(frozen=True, slots=True)
class ScanDifference:
    """Hold one difference: the field's address and name, its text in the file, and on the paper where that is known.

    ``page`` is the scan's page (from 1, 0 where no place is known), ``box`` (x, y, width, height) in points on the
    aligned picture of that page, ``spot`` the same of the ink in it. ``message`` says what no two texts can say.
    """

    where: str
    label: str
    file: str = ""
    paper: str | None = None
    page: int = 0
    box: tuple[float, float, float, float] | None = None
    spot: tuple[float, float, float, float] | None = None
    message: str = ""

    def __str__(self) -> str:
        place = f"第 {self.page} 页，{self.label}" if self.page else self.label
        if self.message:
            return f"{place}：{self.message}"
        if self.paper is None:
            return f"{place}：文件为“{short(self.file)}”，纸质件与此不同"
        return f"{place}：文件为“{short(self.file)}”，纸质件为“{short(self.paper)}”"


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Hold one page of the scan: its number there (from 1) and the form's page that it shows (0 where unknown).

    ``picture`` is the page laid straight, as JPEG at ``cells.PIXELS`` pixels a point, kept where something differs.
    """

    number: int
    shows: int = 0
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Hold the answer; ``revision``, ``digest`` (its beginning, hex) and ``score`` are what the paper's code says."""

    verdict: Verdict
    sentence: str
    revision: int | None = None
    digest: str = ""
    score: Decimal | None = None
    pages: tuple[ScanPage, ...] = ()
    differences: tuple[ScanDifference, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Tell whether the paper is the file."""
        return self.verdict == "same"

    def __str__(self) -> str:
        listed = [f"  {difference}" for difference in self.differences[:_MOST]]
        if len(self.differences) > _MOST:
            listed.append(f"  ……共 {len(self.differences)} 处")
        return "\n".join([self.sentence, *listed, *self.notes])


def as_json(result: ScanResult) -> dict[str, Any]:
    """Return the answer as plain data for programs, without pictures."""
    return {
        "same": result.same,
        "verdict": result.verdict,
        "sentence": result.sentence,
        "revision": result.revision,
        "digest": result.digest,
        "score": None if result.score is None else str(result.score),
        "pages": [{"number": page.number, "shows": page.shows} for page in result.pages],
        "differences": [asdict(difference) for difference in result.differences],
        "notes": list(result.notes),
    }


def short(text: str) -> str:
    """Return a text in one line of few characters."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
