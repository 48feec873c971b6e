"""Commands about a form and its other versions: compare, list, merge."""

from __future__ import annotations

import argparse
from pathlib import Path

from evaldesk.cli.declare import Commands, command
from evaldesk.cli.reading import print_json
from evaldesk.errors import EXIT_DONE, EXIT_PROBLEMS


def add(commands: Commands) -> None:
    """Add the commands of this file."""
    diff = command(commands, "diff", _diff, "比较两份表：改了哪些内容，对得分有何影响")
    diff.add_argument("old", type=Path, metavar="OLD", help="旧的一份")
    diff.add_argument("new", type=Path, metavar="NEW", help="新的一份")
    diff.add_argument("--json", action="store_true", help="输出 JSON")

    history = command(commands, "history", _history, "列出一份表的历史版本：本机的，和留在它旁边的")
    history.add_argument("file", type=Path, metavar="FILE", help="表格")
    history.add_argument("--json", action="store_true", help="输出 JSON")

    merge = command(commands, "merge", _merge, "合并两人的修改（三方合并），冲突处先留 MINE")
    for name, help in (("base", "共同的旧版"), ("mine", "我的一份"), ("theirs", "对方的一份")):
        merge.add_argument(name, type=Path, metavar=name.upper(), help=help)
    merge.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="合并结果的位置")
    merge.add_argument("--json", action="store_true", help="用 JSON 列出冲突")


def _diff(options: argparse.Namespace) -> int:
    from evaldesk.files.store import open_document
    from evaldesk.files.templates import known_template
    from evaldesk.history import diff

    old, new = open_document(options.old), open_document(options.new)
    found = diff.diff(old, new, known_template(new))
    if options.json:
        print_json(diff.as_json(found))
    else:
        print(diff.as_text(found))
    return EXIT_DONE


def _history(options: argparse.Namespace) -> int:
    from evaldesk.files.store import open_document
    from evaldesk.history.snapshots import beside_folder
    from evaldesk.history.snapshots.lines import history_json, history_lines

    form, beside = open_document(options.file).id, beside_folder(options.file)
    if options.json:
        print_json(history_json(form, beside))
    else:
        print("\n".join(history_lines(form, beside)))
    return EXIT_DONE


def _merge(options: argparse.Namespace) -> int:
    from evaldesk.files.store import open_document, save_document
    from evaldesk.files.templates import known_template
    from evaldesk.history import merge
    from evaldesk.rules import evaluate
    from evaldesk.rules.computed import computed

    base, mine, theirs = (open_document(path) for path in (options.base, options.mine, options.theirs))
    template = known_template(mine)
    merged = merge.merge(base, mine, theirs, template)
    block = computed(merged.document, template, evaluate(merged.document, template)) if template else None
    save_document(merged.document, options.output, block)
    if options.json:
        print_json(merge.as_json(merged.conflicts))
    elif merged.conflicts:
        print(f"已合并到“{options.output}”，有 {len(merged.conflicts)} 处冲突，先保留了 {options.mine.name} 的内容：")
        print(merge.as_text(merged.conflicts))
    else:
        print(f"已合并到“{options.output}”，没有冲突。")
    return EXIT_PROBLEMS if merged.conflicts else EXIT_DONE
