"""Peer: Typst, with one table of row spans under a repeated head."""

from __future__ import annotations

import sys
from pathlib import Path

import typst  # a peer only: not among the program's packages

from evaldesk.paths import resources
from tests.benchmarks.peers.common import GUIDES, HEADS, WIDTHS, Plain, read


def source(form: Plain) -> str:
    """Return the form as a Typst document."""
    parts = [
        '#set page(paper: "a4", flipped: true, margin: (x: 4mm, top: 12mm, bottom: 15mm), numbering: "1 / 1")',
        '#set text(font: "Noto Serif SC", size: 9pt, lang: "zh")',
        "#set table(stroke: 0.5pt, inset: 3pt, align: horizon)",
        f"#align(center, text(size: 18pt, {_text(form.title)}))",
        "#table(columns: (40mm, 1fr),",
        *(f"{_text(label)}, {_text(text)}," for label, text in form.fields),
        ")",
        f"#table(columns: ({', '.join(f'{width}mm' for width in WIDTHS)}),",
        f"table.header({', '.join(map(_text, (*HEADS, *GUIDES)))}),",
    ]
    starting = {(column, first): (end - first, text) for column, first, end, text in form.spans}
    for at, row in enumerate(form.rows):
        for column in range(len(WIDTHS)):
            if (column, at) in starting:
                count, text = starting[column, at]
                parts.append(f"table.cell(rowspan: {count}, {_text(text)}),")
            elif column in range(4, 10):
                parts.append(f"{_text(row[column])},")
    parts.append(")")
    for heading, text in form.texts:
        parts += [f"#{_text(heading)}", "", f"#{_text(text)}", ""]
    return "\n".join(parts)


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    script = source(read(Path(sys.argv[1]))).encode()
    pdf = typst.compile(script, font_paths=[str(resources() / "fonts")], ignore_system_fonts=True)
    Path(sys.argv[2]).write_bytes(pdf)
