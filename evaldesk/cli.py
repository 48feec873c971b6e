"""The command line: one short function a command, over the same calls that the window makes.

Output for people is Chinese, ``--json`` is for programs. Exit codes: 0 done, 1 the form has problems, 2 wrong use,
3 a file cannot be read or written. Qt is imported by ``edit`` alone.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from evaldesk import __version__
from evaldesk.errors import EXIT_DONE, EXIT_PROBLEMS, EvaldeskError, Usage

if TYPE_CHECKING:
    from evaldesk.model.document import Document
    from evaldesk.model.template import Template
    from evaldesk.rules.evaluation import Evaluation

COMMANDS = (
    "edit",
    "templates",
    "new",
    "score",
    "check",
    "rules",
    "explain",
    "pdf",
    "verify",
    "diff",
    "history",
    "merge",
    "schema",
)


ANNEXES = ("说明", "评分", "佐证")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; ``evaldesk FILE`` is ``evaldesk edit FILE``."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        options = _parser().parse_args(_with_command(given))
        code: int = options.run(options)
        return code
    except EvaldeskError as error:
        print(error.sentence, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of a pipe (`| head`) left: nothing to tell, and Python must not complain at exit either.
        sys.stdout = None
        return EXIT_DONE


def _with_command(given: list[str]) -> list[str]:
    if given and (given[0] in COMMANDS or given[0] in ("-h", "--help", "--version")):
        return given
    return ["edit", *given]


def _speak_utf8() -> None:
    # A Chinese Windows console may be GBK; what it cannot show must not stop the command. Windowed builds have none.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(errors="backslashreplace")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Usage(f"命令用法不对：{message}\n{self.format_usage().strip()}\n用 evaldesk --help 查看说明。")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="evaldesk", description="财政支出绩效自评表：离线编辑、核算、打印", add_help=False)
    _add_help(parser)
    parser.add_argument("--version", action="version", version=f"evaldesk {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)

    edit = _command(commands, "edit", _edit, "打开编辑窗口（不写命令时即为此命令）")
    edit.add_argument("files", nargs="*", type=Path, metavar="FILE", help="要打开的表格")
    edit.add_argument("--screenshot", type=Path, metavar="PNG", help="把窗口画成图片后退出")

    listing = _command(commands, "templates", _templates, "列出本机的模板")
    listing.add_argument("--json", action="store_true", help="输出 JSON")

    new = _command(commands, "new", _new, "用模板新建一份空表")
    new.add_argument("template", metavar="TEMPLATE", help="模板名，如 jiangmen-annex-3@2023；只写前半时取最新版")
    new.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="新文件的位置")
    new.add_argument("--force", action="store_true", help="文件已存在时覆盖它")

    score = _command(commands, "score", _score, "计算权重和得分")
    score.add_argument("file", type=Path, metavar="FILE", help="要计算的表格")
    score.add_argument("--json", action="store_true", help="输出 JSON")
    score.add_argument("--why", metavar="INDICATOR", help="只说明一项指标的得分从哪来（写名称或编号）")

    check = _command(commands, "check", _check, "体检：列出错误、需说明和提示")
    check.add_argument("paths", nargs="+", type=Path, metavar="FILE|DIR", help="要检查的表格，或装有表格的文件夹")
    check.add_argument("--json", action="store_true", help="输出 JSON")

    explain = _command(commands, "explain", _explain, "说明一对预期值和实现值怎样读、怎样算")
    explain.add_argument("--target", metavar="TEXT", help="评价年度预期值")
    explain.add_argument("--actual", metavar="TEXT", help="评价年度实现值")
    explain.add_argument("--name", default="", metavar="TEXT", help="指标名称")
    explain.add_argument("--weight", default="", metavar="N", help="权重，给出时同时计算得分")
    explain.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="逐行读取 name、target、actual、weight")
    explain.add_argument("--json", action="store_true", help="输出 JSON")

    pdf = _command(commands, "pdf", _pdf, "生成可打印的 PDF")
    pdf.add_argument("file", type=Path, metavar="FILE", help="要打印的表格")
    pdf.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="PDF 的位置")

    pdf.add_argument(
        "--annex", action="append", choices=ANNEXES, default=[], metavar="NAME", help="附页：" + "、".join(ANNEXES)
    )

    verify = _command(commands, "verify", _verify, "核对 PDF：页面与其中所附的表是否一致")
    verify.add_argument("file", type=Path, metavar="FILE.pdf", help="本程序生成的 PDF")
    verify.add_argument("--json", action="store_true", help="输出 JSON")

    rules = _command(commands, "rules", _rules, "列出体检的全部规则和依据")
    rules.add_argument("--json", action="store_true", help="输出 JSON")

    diff = _command(commands, "diff", _diff, "比较两份表：改了哪些内容，对得分有何影响")
    diff.add_argument("old", type=Path, metavar="OLD", help="旧的一份")
    diff.add_argument("new", type=Path, metavar="NEW", help="新的一份")
    diff.add_argument("--json", action="store_true", help="输出 JSON")

    history = _command(commands, "history", _history, "列出一份表在本机的历史版本")
    history.add_argument("file", type=Path, metavar="FILE", help="表格")
    history.add_argument("--json", action="store_true", help="输出 JSON")

    merge = _command(commands, "merge", _merge, "合并两人的修改（三方合并），冲突处先留 MINE")
    for name, help in (("base", "共同的旧版"), ("mine", "我的一份"), ("theirs", "对方的一份")):
        merge.add_argument(name, type=Path, metavar=name.upper(), help=help)
    merge.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="合并结果的位置")
    merge.add_argument("--json", action="store_true", help="用 JSON 列出冲突")

    _command(commands, "schema", _schema, "输出文件格式的 JSON Schema")
    return parser


def _command(commands: Any, name: str, run: Any, help: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help, add_help=False)
    _add_help(parser)
    parser.set_defaults(run=run)
    return parser


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="显示说明")


def _edit(options: argparse.Namespace) -> int:
    from evaldesk.ui.app import start

    return start(options.files, options.screenshot)


def _templates(options: argparse.Namespace) -> int:
    from evaldesk.files.templates import templates

    known = templates()
    if options.json:
        keys = ("name", "title", "annex", "region", "source")
        _print_json([{key: getattr(item, key) for key in keys} for item in known])
    else:
        for item in known:
            print(f"{item.name}\t{item.annex}\t{item.title}\t{item.region}")
    return EXIT_DONE


def _new(options: argparse.Namespace) -> int:
    from evaldesk.files.store import save_document
    from evaldesk.files.templates import load_template
    from evaldesk.model.blank import new_document

    if options.output.exists() and not options.force:
        raise Usage(f"“{options.output}”已经存在，没有改动它。请换一个文件名，或加 --force 覆盖。")
    template = load_template(_full_name(options.template))
    save_document(new_document(template), options.output)
    print(f"已新建“{options.output}”（{template.title}）。")
    return EXIT_DONE


def _full_name(name: str) -> str:
    """Return the newest edition for a template's bare id."""
    from evaldesk.files.templates import template_names

    editions = [known for known in template_names() if known.partition("@")[0] == name]
    return editions[-1] if editions else name


def _score(options: argparse.Namespace) -> int:
    document, template, evaluation = _evaluated(options.file)
    if options.why is not None:
        print("\n".join(_why(evaluation, options.why)))
    elif options.json:
        from evaldesk.rules.jsonable import evaluation_json

        _print_json(evaluation_json(document, evaluation))
    else:
        from evaldesk.rules.table import score_table

        print(score_table(template, evaluation))
    return EXIT_DONE


def _why(evaluation: Evaluation, wanted: str) -> list[str]:
    """Return the trail of every node of this id or name, else of those whose names hold the words."""
    named = [node for id, node in evaluation.nodes.items() if wanted in (id, node.node.name)]
    close = named or [node for node in evaluation.nodes.values() if wanted in node.node.name]
    if not close:
        raise Usage(f"表中没有名称或编号为“{wanted}”的指标。")
    return [line for node in close for line in (f"{node.node.name}：{node.score_text}", *node.trail)]


def _check(options: argparse.Namespace) -> int:
    from evaldesk import batch

    checked = batch.check_files(list(batch.form_files(options.paths)))
    if not checked:
        raise Usage("所给文件夹里没有 .evform 或 .json 文件。")
    if options.json:
        _print_json(batch.as_json(checked))
    else:
        print(batch.as_text(checked))
    return batch.exit_code(checked)


def _explain(options: argparse.Namespace) -> int:
    if options.batch is not None:
        from evaldesk.files.store import read_bytes

        for line in read_bytes(options.batch).decode("utf-8-sig", errors="replace").splitlines():
            if line.strip():
                print(json.dumps(_explained(**_pair(line)), ensure_ascii=False))
        return EXIT_DONE
    if options.target is None or options.actual is None:
        raise Usage("请同时给出 --target 和 --actual，或用 --batch 给出文件。")
    content = _explained(options.name, options.target, options.actual, options.weight)
    if options.json:
        _print_json(content)
    else:
        print("\n".join([content["sentence"], *content["trail"]]))
    return EXIT_DONE


def _pair(line: str) -> dict[str, str]:
    """Return the texts of one line of a batch; what is no object of texts is told with the line."""
    try:
        content = json.loads(line)
        return {
            key: "" if content.get(key) is None else str(content[key]) for key in ("name", "target", "actual", "weight")
        }
    except (ValueError, AttributeError, RecursionError) as error:
        raise Usage(f"这一行不是含 name、target、actual、weight 的 JSON 对象：{line[:60]}") from error


def _explained(name: str, target: str, actual: str, weight: str) -> dict[str, Any]:
    from evaldesk.rules.figures import points
    from evaldesk.rules.jsonable import explanation_json
    from evaldesk.rules.methods import compare

    return explanation_json(compare(name, target, actual), points(weight))


def _pdf(options: argparse.Namespace) -> int:
    from evaldesk.files.store import write_bytes
    from evaldesk.report import annexes
    from evaldesk.report.paper import Options
    from evaldesk.report.render import render
    from evaldesk.rules.findings import all_findings, open_errors

    document, template, evaluation = _evaluated(options.file)
    findings = all_findings(document, template, evaluation)
    makers = {
        "说明": lambda: annexes.explained(document, template, findings),
        "评分": lambda: annexes.scoring(evaluation),
        "佐证": lambda: annexes.evidence(document),
    }
    draft = open_errors(findings)
    chosen = Options(draft=draft, annexes=tuple(makers[name]() for name in options.annex))
    write_bytes(render(document, template, evaluation, options=chosen), options.output)
    print(f"已生成“{options.output}”" + (f"，还有 {draft} 处错误，各页带“草稿”字样。" if draft else "。"))
    return EXIT_DONE


def _verify(options: argparse.Namespace) -> int:
    from evaldesk.files.store import read_bytes
    from evaldesk.report.verify import verify

    verified = verify(read_bytes(options.file), f"“{options.file.name}”")
    if options.json:
        _print_json({"same": verified.same, "differences": [str(item) for item in verified.differences]})
    else:
        print(verified)
    return EXIT_DONE if verified.same else EXIT_PROBLEMS


def _rules(options: argparse.Namespace) -> int:
    from evaldesk.rules.rulebook import rulebook, rulebook_text

    if options.json:
        _print_json(rulebook())
    else:
        print(rulebook_text())
    return EXIT_DONE


def _diff(options: argparse.Namespace) -> int:
    from evaldesk.files.store import open_document
    from evaldesk.history import diff

    old, new = open_document(options.old), open_document(options.new)
    found = diff.diff(old, new, _known_template(new))
    if options.json:
        _print_json(diff.as_json(found))
    else:
        print(diff.as_text(found))
    return EXIT_DONE


def _history(options: argparse.Namespace) -> int:
    from evaldesk.files.store import open_document
    from evaldesk.history.snapshots.lines import history_json, history_lines

    form = open_document(options.file).id
    if options.json:
        _print_json(history_json(form))
    else:
        print("\n".join(history_lines(form)))
    return EXIT_DONE


def _merge(options: argparse.Namespace) -> int:
    from evaldesk.files.store import open_document, save_document
    from evaldesk.history import merge

    base, mine, theirs = (open_document(path) for path in (options.base, options.mine, options.theirs))
    merged = merge.merge(base, mine, theirs, _known_template(mine))
    save_document(merged.document, options.output)
    if options.json:
        _print_json(merge.as_json(merged.conflicts))
    elif merged.conflicts:
        print(f"已合并到“{options.output}”，有 {len(merged.conflicts)} 处冲突，先保留了 {options.mine.name} 的内容：")
        print(merge.as_text(merged.conflicts))
    else:
        print(f"已合并到“{options.output}”，没有冲突。")
    return EXIT_PROBLEMS if merged.conflicts else EXIT_DONE


def _known_template(document: Document) -> Template | None:
    """Return the document's template, None where this machine lacks it: what was typed can be compared all the same."""
    from evaldesk.errors import TemplateProblem
    from evaldesk.files.templates import load_template

    try:
        return load_template(document.template)
    except TemplateProblem:
        return None


def _schema(options: argparse.Namespace) -> int:
    from evaldesk.model.document import Document

    _print_json(Document.model_json_schema())
    return EXIT_DONE


def _evaluated(path: Path) -> tuple[Document, Template, Evaluation]:
    from evaldesk.files.store import open_form
    from evaldesk.files.templates import load_template
    from evaldesk.rules import evaluate

    opened = open_form(path)
    for note in opened.notes:
        print(note, file=sys.stderr)
    template = load_template(opened.document.template)
    return opened.document, template, evaluate(opened.document, template)


def _print_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2))
