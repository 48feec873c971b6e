"""What a package holds of one piece of evidence, as plain values for whoever writes or lists it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Packed:
    """Hold one piece of evidence: which row it proves, its name in the package, and its checksum as packed.

    ``row`` counts the rows with evidence from 1; ``file`` is the path kept in the form, ``kept`` the checksum there.
    Without a file, or where it is missing, ``name`` is empty; ``problem`` says in Chinese why.
    """

    row: int
    indicator: str
    title: str
    page: str
    file: str
    kept: str
    name: str = ""
    source: Path | None = None
    problem: str = ""
    sha256: str = ""

    @property
    def remark(self) -> str:
        """Say what a reader must know of it: missing, without a file, or other than when it was listed."""
        if self.problem:
            return self.problem
        if not self.file:
            return "只列名称，没有文件"
        if self.kept and self.kept != self.sha256:
            return "与登记时的校验码不同"
        return ""
