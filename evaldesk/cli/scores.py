"""Commands about what a form is worth and what is wrong in it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaldesk.cli.declare import Commands, command
from evaldesk.cli.reading import evaluated, print_json
from evaldesk.errors import EXIT_DONE, Usage

if TYPE_CHECKING:
    from evaldesk.rules.evaluation import Evaluation


def add(commands: Commands) -> None:
    """Add the commands of this file."""
    score = command(commands, "score", _score, "计算权重和得分")
    score.add_argument("file", type=Path, metavar="FILE", help="要计算的表格")
    score.add_argument("--json", action="store_true", help="输出 JSON")
    score.add_argument("--why", metavar="INDICATOR", help="只说明一项指标的得分从哪来（写名称或编号）")

    check = command(commands, "check", _check, "体检：列出错误、需说明和提示")
    check.add_argument("paths", nargs="+", type=Path, metavar="FILE|DIR", help="要检查的表格，或装有表格的文件夹")
    check.add_argument("--json", action="store_true", help="输出 JSON")

    rules = command(commands, "rules", _rules, "列出体检的全部规则和依据")
    rules.add_argument("--json", action="store_true", help="输出 JSON")

    explain = command(commands, "explain", _explain, "说明一对预期值和实现值怎样读、怎样算")
    explain.add_argument("--target", metavar="TEXT", help="评价年度预期值")
    explain.add_argument("--actual", metavar="TEXT", help="评价年度实现值")
    explain.add_argument("--name", default="", metavar="TEXT", help="指标名称")
    explain.add_argument("--weight", default="", metavar="N", help="权重，给出时同时计算得分")
    explain.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="逐行读取 name、target、actual、weight")
    explain.add_argument("--json", action="store_true", help="输出 JSON")


def _score(options: argparse.Namespace) -> int:
    document, template, evaluation = evaluated(options.file)
    if options.why is not None:
        print("\n".join(_why(evaluation, options.why)))
    elif options.json:
        from evaldesk.rules.jsonable import evaluation_json

        print_json(evaluation_json(document, evaluation))
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

    checked = batch.check_files(list(batch.form_files(options.paths)), fixes=options.json)
    if not checked:
        raise Usage("所给文件夹里没有 .evform 或 .json 文件。")
    if options.json:
        print_json(batch.as_json(checked))
    else:
        print(batch.as_text(checked))
    return batch.exit_code(checked)


def _rules(options: argparse.Namespace) -> int:
    from evaldesk.rules.rulebook import rulebook, rulebook_text

    if options.json:
        print_json(rulebook())
    else:
        print(rulebook_text())
    return EXIT_DONE


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
        print_json(content)
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
