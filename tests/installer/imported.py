"""What the program imports, read from its sources: what a package must not leave out."""

from __future__ import annotations

import ast
from functools import cache

from installer.interpreter import ROOT

SOURCES = sorted((ROOT / "evaldesk").rglob("*.py"))


@cache
def imported() -> frozenset[str]:
    """Return every module that the program names in an import, with its parents."""
    names: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)
