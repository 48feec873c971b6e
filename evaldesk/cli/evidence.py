"""The command about evidence: form, PDF and the files that prove it in one ZIP file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evaldesk.cli.declare import Commands, command
from evaldesk.cli.paper import ANNEXES, draft_words, printed
from evaldesk.cli.reading import evaluated
from evaldesk.errors import EXIT_DONE, EXIT_PROBLEMS, Usage

EVIDENCE = "佐证"
_SHOWN_FROM = 64 << 20  # bytes: what takes longer than a moment tells how far it is, where somebody looks


def add(commands: Commands) -> None:
    """Add the commands of this file."""
    package = command(commands, "package", _package, "生成佐证材料包：表格、PDF、佐证材料和目录合成一个 ZIP")
    package.add_argument("file", type=Path, metavar="FORM", help="要打包的表格")
    package.add_argument("-o", "--output", type=Path, required=True, metavar="X.zip", help="材料包的位置")
    package.add_argument(
        "--annex",
        action="append",
        choices=ANNEXES,
        default=[],
        metavar="NAME",
        help="PDF 另带的附页：" + "、".join(ANNEXES),
    )
    package.add_argument("--force", action="store_true", help="文件已存在时覆盖它")


def _package(options: argparse.Namespace) -> int:
    from evaldesk.exchange.package import Content, missing_sentence, write_package
    from evaldesk.files.encode import encode
    from evaldesk.files.evidence import look_at_all
    from evaldesk.rules.computed import computed

    if options.output.exists() and not options.force:
        raise Usage(f"“{options.output}”已经存在，没有改动它。请换一个文件名，或加 --force 覆盖。")
    form = evaluated(options.file)
    document = form[0]
    pdf, draft = printed(form, options.file, {EVIDENCE, *options.annex})
    looks = look_at_all(document.indicators, options.file)
    raw = encode(document, computed(*form))
    packed = write_package(Content(document, options.file.stem, raw, pdf, looks), options.output, _shown)
    count = sum(bool(item.name) for item in packed)
    print(f"已生成“{options.output}”，内有 {count} 份佐证材料" + draft_words(draft))
    if gone := missing_sentence(packed):
        print(gone, file=sys.stderr)
        return EXIT_PROBLEMS
    return EXIT_DONE


def _shown(done: int, whole: int) -> None:
    if whole > _SHOWN_FROM and sys.stderr is not None and sys.stderr.isatty():
        end = "\n" if done >= whole else ""
        print(f"\r已打包 {done * 100 // whole}%", end=end, file=sys.stderr, flush=True)
