"""The command about templates: list them, and make, show, install or take back the packs that bring new ones."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from evaldesk.cli.declare import Commands, command
from evaldesk.cli.reading import print_json
from evaldesk.errors import EXIT_DONE, EXIT_PROBLEMS, Usage

OWN = "随程序"


def add(commands: Commands) -> None:
    """Add the commands of this file."""
    listing = command(commands, "templates", _templates, "列出本机的模板；制作、查看、安装、撤回模板包")
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    doing = listing.add_mutually_exclusive_group()
    doing.add_argument("--show", type=Path, metavar="X.evtemplates", help="说明装上一个模板包会怎样，不安装")
    doing.add_argument("--install", type=Path, metavar="X.evtemplates", help="为当前用户安装一个模板包")
    doing.add_argument("--rollback", action="store_true", help="撤回最后安装的模板包")
    doing.add_argument("--pack", type=Path, nargs="+", metavar="DIR|FILE", help="把模板文件打成模板包")
    listing.add_argument("-o", "--output", type=Path, metavar="X.evtemplates", help="--pack：模板包的位置")
    listing.add_argument("--title", help="--pack：模板包的名称")
    listing.add_argument("--issuer", default="", help="--pack：发放单位")
    listing.add_argument("--date", help="--pack：发放日期，如 2026-11-20；不写即今天")
    listing.add_argument("--notes", default="", help="--pack：给填报人员的说明")
    listing.add_argument("--force", action="store_true", help="--pack：覆盖已有文件；--rollback：有表在用也撤回")


def _templates(options: argparse.Namespace) -> int:
    if options.pack:
        return _pack(options)
    if options.show:
        return _show(options)
    if options.install:
        return _install(options)
    return _rollback(options) if options.rollback else _list(options)


def _list(options: argparse.Namespace) -> int:
    from evaldesk.files.template_packs.shelf import installed
    from evaldesk.files.templates import origin, templates
    from evaldesk.history.pack_offer import installed_line

    known = [(item, origin(item.name)) for item in templates()]
    if options.json:
        keys = ("name", "title", "annex", "region", "source")
        print_json(
            [
                {key: getattr(item, key) for key in keys}
                | {"pack": {"title": pack.title, "installed": pack.at.isoformat()} if pack else None}
                for item, pack in known
            ]
        )
        return EXIT_DONE
    for item, pack in known:
        source = f"模板包“{pack.title}”" if pack else OWN
        print(f"{item.name}\t{item.annex}\t{item.title}\t{item.region}\t{source}")
    if packs := installed():
        print("\n".join(["", "已装的模板包：", *map(installed_line, packs)]))
    return EXIT_DONE


def _show(options: argparse.Namespace) -> int:
    from evaldesk.files.template_packs.pack import open_pack
    from evaldesk.files.template_packs.uses import recent_uses
    from evaldesk.history.pack_offer import as_json, as_text, pack_offer

    uses = {name: tuple(str(path) for path in paths) for name, paths in recent_uses().items()}
    offer = pack_offer(open_pack(options.show), uses)
    print_json(as_json(offer)) if options.json else print(as_text(offer))
    return EXIT_PROBLEMS if any(item.kind == "other" for item in offer.offered) else EXIT_DONE


def _install(options: argparse.Namespace) -> int:
    from evaldesk.files.template_packs.installing import NOTHING_NEW, install, objection
    from evaldesk.files.template_packs.pack import open_pack

    pack = open_pack(options.install)
    if objection(pack) == NOTHING_NEW:
        print(NOTHING_NEW)
        return EXIT_DONE
    done = install(pack)
    print(f"已安装模板包“{done.title}”：{'、'.join(done.templates)}。")
    return EXIT_DONE


def _rollback(options: argparse.Namespace) -> int:
    from evaldesk.files.template_packs.installing import NONE_INSTALLED, last_installed, only_in, roll_back
    from evaldesk.files.template_packs.uses import recent_uses

    last = last_installed()
    if last is None:
        raise Usage(NONE_INSTALLED)
    lost, uses = only_in(last), recent_uses()
    if (used := [path for name in lost for path in uses.get(name, ())]) and not options.force:
        print(f"模板包“{last.title}”没有撤回：撤回后，下面的表只能查看，不能修改和打印。", file=sys.stderr)
        print("\n".join(f"    {path}" for path in used), file=sys.stderr)
        print("仍要撤回，请加 --force；表的内容不会改动，重新安装后照常使用。", file=sys.stderr)
        return EXIT_PROBLEMS
    roll_back(last)
    print(f"已撤回模板包“{last.title}”" + (f"，本机不再有：{'、'.join(lost)}。" if lost else "，本机的模板没有减少。"))
    return EXIT_DONE


def _pack(options: argparse.Namespace) -> int:
    from evaldesk.files.replacing import write_bytes
    from evaldesk.files.template_packs.pack import read_pack
    from evaldesk.files.template_packs.packing import pack_bytes, template_files
    from evaldesk.files.template_packs.shelf import SUFFIX

    if options.output is None or not options.title:
        raise Usage("制作模板包要写明位置和名称：evaldesk templates --pack 文件夹 -o 表样.evtemplates --title 名称")
    target = options.output if options.output.suffix.lower() == SUFFIX else Path(f"{options.output}{SUFFIX}")
    if target.exists() and not options.force:
        raise Usage(f"“{target}”已经存在，没有改动它。请换一个文件名，或加 --force 覆盖。")
    day = options.date or date.today().isoformat()  # noqa: DTZ011 - the day on the calendar of whoever hands it out
    files = template_files(options.pack)
    raw = pack_bytes(files, title=options.title, date=day, issuer=options.issuer, notes=options.notes)
    write_bytes(raw, target)
    print(f"已生成模板包“{target}”，内有 {len(files)} 个模板：{'、'.join(sorted(Path(name).stem for name in files))}")
    print(f"校验码（SHA-256）：{read_pack(raw, target.name).sha256}")
    return EXIT_DONE
