"""Commands about forms as such: open one, start one, and what a form's file looks like."""

from __future__ import annotations

import argparse
from pathlib import Path

from evaldesk.cli.declare import Commands, command
from evaldesk.cli.reading import full_name, print_json
from evaldesk.errors import EXIT_DONE, Usage


def add(commands: Commands) -> None:
    """Add the commands of this file."""
    edit = command(commands, "edit", _edit, "打开编辑窗口（不写命令时即为此命令）")
    edit.add_argument("files", nargs="*", type=Path, metavar="FILE", help="要打开的表格")
    edit.add_argument("--screenshot", type=Path, metavar="PNG", help="把窗口画成图片后退出")

    new = command(commands, "new", _new, "用模板新建一份空表")
    new.add_argument("template", metavar="TEMPLATE", help="模板名，如 jiangmen-annex-3@2023；只写前半时取最新版")
    new.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="新文件的位置")
    new.add_argument("--force", action="store_true", help="文件已存在时覆盖它")

    command(commands, "schema", _schema, "输出文件格式的 JSON Schema")


def _edit(options: argparse.Namespace) -> int:
    if options.screenshot:
        _refuse_packs(options.files)
    from evaldesk.ui.app import start

    return start(options.files, options.screenshot)


def _refuse_packs(files: list[Path]) -> None:
    from evaldesk.files.template_packs.shelf import is_pack

    if any(map(is_pack, files)):
        raise Usage("模板包不能画成图片。请用 evaldesk templates --show 查看它。")


def _new(options: argparse.Namespace) -> int:
    from evaldesk.files.store import save_document
    from evaldesk.files.templates import load_template
    from evaldesk.model.blank import new_document

    if options.output.exists() and not options.force:
        raise Usage(f"“{options.output}”已经存在，没有改动它。请换一个文件名，或加 --force 覆盖。")
    template = load_template(full_name(options.template))
    save_document(new_document(template), options.output)
    print(f"已新建“{options.output}”（{template.title}）。")
    return EXIT_DONE


def _schema(options: argparse.Namespace) -> int:
    from evaldesk.model.document import Document

    print_json(Document.model_json_schema())
    return EXIT_DONE
