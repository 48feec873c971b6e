"""Commands about paper: print a form as PDF, and hold a PDF against the form it carries."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.cli.declare import Commands, command
from evaldesk.cli.reading import Form, evaluated, print_json
from evaldesk.cli.scans import verify_scan
from evaldesk.errors import EXIT_DONE, EXIT_PROBLEMS, Usage

if TYPE_CHECKING:
    from evaldesk.model.finding import Finding
    from evaldesk.report.annex import Annex

DATA = "数据"
ANNEXES = {
    "说明": "explained",
    "评分": "scoring",
    "图示": "charts",
    "佐证": "evidence",
    "修改": "response",
    DATA: "data",
}
"""What may follow the form, with its name in ``report.annex_choice``; the last are codes that carry all values."""

_PICTURES = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}  # as scanners name their files


def add(commands: Commands) -> None:
    """Add the commands of this file."""
    pdf = command(commands, "pdf", _pdf, "生成可打印的 PDF")
    pdf.add_argument("file", type=Path, metavar="FILE", help="要打印的表格")
    pdf.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="PDF 的位置")
    pdf.add_argument(
        "--annex", action="append", choices=ANNEXES, default=[], metavar="NAME", help="附页：" + "、".join(ANNEXES)
    )

    verify = command(commands, "verify", _verify, "核对 PDF 与其中所附的表，或纸质件的扫描件与表格文件，是否一致")
    verify.add_argument(
        "file", type=Path, metavar="FILE.pdf|SCAN", help="本程序生成的 PDF，或扫描件（PNG、JPG、TIFF、PDF）"
    )
    verify.add_argument("form", type=Path, nargs="?", metavar="FORM", help="扫描件所对应的表格；核对扫描件时必须给出")
    verify.add_argument("--json", action="store_true", help="输出 JSON")


def _pdf(options: argparse.Namespace) -> int:
    from evaldesk.files.store import write_bytes
    from evaldesk.report.missing import missing_findings

    form = evaluated(options.file)
    pdf, draft = printed(form, options.file, options.annex)
    write_bytes(pdf, options.output)
    print(f"已生成“{options.output}”" + draft_words(draft))
    for finding in missing_findings(*form[:2]):
        print(finding.message, file=sys.stderr)
    return EXIT_DONE


def printed(form: Form, path: Path, annexes: Collection[str]) -> tuple[bytes, int]:
    """Return the PDF of the form in ``path`` with these annexes (the words of ``ANNEXES``), and how many errors stand.

    :raises EvaldeskError: when the last hand-in, for 修改说明, cannot be read.
    """
    from evaldesk.history.revision import for_paper
    from evaldesk.report.paper import Options
    from evaldesk.report.render import render
    from evaldesk.rules.findings import all_findings, error_findings, open_errors

    document, template, evaluation = form
    # Without annexes the errors are enough, and what makes annexes is not loaded: a sixth of the whole command.
    findings = (all_findings if annexes else error_findings)(document, template, evaluation)
    made = _annexes(form, findings, path, {ANNEXES[name] for name in annexes}) if annexes else ()
    draft = open_errors(findings)
    chosen = Options(draft=draft, annexes=made, data_sheet=DATA in annexes)
    return render(for_paper(document), template, evaluation, options=chosen), draft


def _annexes(form: Form, findings: Sequence[Finding], path: Path, names: Collection[str]) -> tuple[Annex, ...]:
    from evaldesk.history.hand_ins import changes_since_hand_in
    from evaldesk.history.response import as_json
    from evaldesk.history.snapshots import beside_folder
    from evaldesk.report.annex_choice import RESPONSE, chosen_annexes

    document, template, _ = form
    changes = changes_since_hand_in(document, template, beside_folder(path)) if RESPONSE in names else None
    return chosen_annexes(names, *form, findings, as_json(changes) if changes is not None else None)


def draft_words(draft: int) -> str:
    """End the sentence about a PDF: whether errors make it a draft."""
    return f"，还有 {draft} 处错误，各页带“草稿”字样。" if draft else "。"


def _verify(options: argparse.Namespace) -> int:
    from evaldesk.files.store import read_bytes
    from evaldesk.report.verify import verify

    if options.form is not None:
        return verify_scan(options.file, options.form, options.json)
    if options.file.suffix.lower() in _PICTURES:
        raise Usage(f"核对扫描件还要给出表格文件：evaldesk verify {options.file.name} FORM.evform")
    verified = verify(read_bytes(options.file), f"“{options.file.name}”")
    if options.json:
        print_json({"same": verified.same, "differences": [str(item) for item in verified.differences]})
    else:
        print(verified)
    return EXIT_DONE if verified.same else EXIT_PROBLEMS
