"""The command that makes this year's form from last year's."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.cli.declare import Commands, command
from evaldesk.errors import EXIT_DONE, Usage

if TYPE_CHECKING:
    from evaldesk.exchange.last_year import Take


def add(commands: Commands) -> None:
    """Add the command of this file."""
    carry = command(commands, "carry", _carry, "由去年的表（文件或本程序导出的 PDF）新建今年的表，金额和实现值留空")
    carry.add_argument("file", type=Path, metavar="LAST", help="去年的表")
    carry.add_argument("-o", "--output", type=Path, required=True, metavar="FORM", help="新表格的位置")
    carry.add_argument("--year", default="", help="新表的评价年度；不写时为去年加一")
    carry.add_argument(
        "--take",
        default="",
        metavar="KINDS",
        help="带过来的内容，用逗号分开：basics,indicators,goal,texts；不写时全部带上",
    )
    carry.add_argument("--force", action="store_true", help="文件已存在时覆盖它")


def _carry(options: argparse.Namespace) -> int:
    from evaldesk.exchange.last_year import carried, newest_edition, next_year
    from evaldesk.files.store import save_document
    from evaldesk.report.form_in import form_in

    if options.output.exists() and not options.force:
        raise Usage(f"“{options.output}”已经存在，没有改动它。请换一个文件名，或加 --force 覆盖。")
    take = _kinds(options.take)
    last = form_in(options.file)
    template = newest_edition(last.template)
    year = options.year or next_year(last, template)
    save_document(carried(last, template, take, year), options.output)
    print(f"已由“{options.file}”新建“{options.output}”（{template.title}，{year or '年度未填'}）。")
    if not year:
        print("去年的表里读不出评价年度，新表的年度留空，请填写或加 --year。", file=sys.stderr)
    return EXIT_DONE


def _kinds(text: str) -> tuple[Take, ...]:
    from evaldesk.exchange.last_year import TAKES

    wanted = [word.strip() for word in text.split(",") if word.strip()]
    unknown = [word for word in wanted if word not in TAKES]
    if unknown:
        raise Usage(f"--take 里的“{unknown[0]}”不认识。可以写：{'、'.join(TAKES)}。")
    return tuple(kind for kind in TAKES if not wanted or kind in wanted)
