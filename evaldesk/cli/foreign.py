"""Commands about other programs' files: a form as a spreadsheet; spreadsheets, old PDFs and texts as a form."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.cli.declare import Commands, command
from evaldesk.cli.reading import evaluated, full_name, print_json
from evaldesk.errors import EXIT_DONE, Usage

if TYPE_CHECKING:
    from evaldesk.exchange.imported import Imported


def add(commands: Commands) -> None:
    """Add the commands of this file."""
    export = command(commands, "export", _export, "导出为 Excel 工作簿，版式与官方表样一致")
    export.add_argument("file", type=Path, metavar="FORM", help="要导出的表格")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="X.xlsx", help="工作簿的位置")

    taken = command(commands, "import", _import, "从 Excel 工作簿，或旧表的 PDF、文本导入")
    taken.add_argument("file", type=Path, metavar="X.xlsx|OLD.pdf|OLD.txt", help="要导入的工作簿、PDF 或文本")
    taken.add_argument("-o", "--output", type=Path, required=True, metavar="FORM", help="新表格的位置")
    taken.add_argument("--template", default="", metavar="TEMPLATE", help="按这个模板读；不写时由内容判断")
    taken.add_argument("--force", action="store_true", help="文件已存在时覆盖它")
    taken.add_argument("--json", action="store_true", help="用 JSON 列出推断的内容")


def _export(options: argparse.Namespace) -> int:
    from evaldesk.exchange.sheet.write import workbook_bytes
    from evaldesk.files.store import write_bytes

    write_bytes(workbook_bytes(*evaluated(options.file)), options.output)
    print(f"已导出“{options.output}”。")
    return EXIT_DONE


def _attached(raw: bytes, name: str) -> Imported | None:
    """Return the form that travels in a PDF of ours, exactly as it was; None for anything else."""
    from evaldesk.exchange.imported import Imported
    from evaldesk.files.decode import decode
    from evaldesk.files.templates import template_of
    from evaldesk.report.attachment import carries, extract

    if b"%PDF-" not in raw[:1024] or not carries(raw):
        return None
    document = decode(extract(raw, f"“{name}”"), name)
    return Imported(document, template_of(document), ())


def _import(options: argparse.Namespace) -> int:
    from evaldesk.exchange.foreign import read_foreign
    from evaldesk.files.store import read_bytes, save_document
    from evaldesk.rules.jsonable import finding_json

    if options.output.exists() and not options.force:
        raise Usage(f"“{options.output}”已经存在，没有改动它。请换一个文件名，或加 --force 覆盖。")
    template = full_name(options.template) if options.template else ""
    raw = read_bytes(options.file)
    read = _attached(raw, options.file.name) or read_foreign(raw, options.file.name, template)
    save_document(read.document, options.output)
    if options.json:
        print_json([finding_json(finding) for finding in read.findings])
    else:
        for finding in read.findings:
            print(finding.message)
        guessed = (
            f"有 {len(read.findings)} 处是推断的，请逐一核对。" if read.findings else "全部内容都有出处，没有推断。"
        )
        print(
            f"已按“{read.template.title}”（{read.template.name}）导入到“{options.output}”，{guessed}", file=sys.stderr
        )
    return EXIT_DONE
