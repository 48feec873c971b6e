"""How a command is declared: its name, its help in Chinese, and the function that runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from evaldesk.errors import Usage

# A string: argparse's class takes no parameter when the program runs.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Usage(f"命令用法不对：{message}\n{self.format_usage().strip()}\n用 evaldesk --help 查看说明。")


def parser(version: str) -> tuple[argparse.ArgumentParser, Commands]:
    """Return the parser of the whole line and the place where commands are added to it."""
    line = _Parser(prog="evaldesk", description="财政支出绩效自评表：离线编辑、核算、打印", add_help=False)
    _add_help(line)
    line.add_argument("--version", action="version", version=version, help="显示版本")
    return line, line.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)


def command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], help: str
) -> argparse.ArgumentParser:
    """Add a command and return its parser, for its own options."""
    added = commands.add_parser(name, help=help, description=help, add_help=False)
    _add_help(added)
    added.set_defaults(run=run)
    return added


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="显示说明")
