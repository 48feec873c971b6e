"""The index of a package: what proves which row, under which name, with its checksum; as a page and as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from evaldesk.exchange.packed import Packed

TITLE = "佐证材料目录"
_HEADS = ("序号", "材料名称", "页码", "文件", "校验码（SHA-256）", "备注")
_HOW = (
    "核对办法：Windows 在命令提示符里运行 certutil -hashfile 文件名 SHA256；Linux 运行 sha256sum 文件名。"
    "结果与校验码一致，即是打包时的文件。"
)
_STYLE = """
body { font: 15px/1.6 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1c2430; max-width: 72em;
  margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.1em; margin: 1.6em 0 .4em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #888; padding: .3em .6em; text-align: left; vertical-align: top; }
th { background: #eee; white-space: nowrap; } code { word-break: break-all; font-size: .85em; }
"""


def text_index(name: str, packed: Sequence[Packed]) -> str:
    """Return the index as plain text with lines that end as Windows likes them."""
    lines = [TITLE, name, ""]
    for (row, indicator), items in _rows(packed):
        lines.append(f"{row:02d}  {indicator}")
        for number, item in enumerate(items, 1):
            page = f"，第 {item.page} 页" if item.page else ""
            remark = f"（{item.remark}）" if item.remark else ""
            lines.append(f"    {number:02d}  {item.title}{page}{remark}")
            if item.name:
                lines += [f"        文件：{item.name}", f"        校验码：{item.sha256}"]
        lines.append("")
    return "\r\n".join([*lines, _HOW if packed else "没有列出佐证材料。", ""])


def html_index(name: str, packed: Sequence[Packed]) -> str:
    """Return the index as a page that needs nothing beside it; its links open the files where it was unpacked."""
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">',
        f"<title>{TITLE}：{escape(name)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{TITLE}</h1><p>{escape(name)}</p>",
        f'<p><a href="{quote(name)}.pdf">打印件（PDF）</a>　<a href="{quote(name)}.evform">表格文件</a></p>',
    ]
    for (row, indicator), items in _rows(packed):
        heads = "".join(f"<th>{head}</th>" for head in _HEADS)
        parts.append(f"<h2>{row:02d}　{escape(indicator)}</h2><table><tr>{heads}</tr>")
        for number, item in enumerate(items, 1):
            parts.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(number, item))}</tr>")
        parts.append("</table>")
    parts.append(f"<p>{_HOW if packed else '没有列出佐证材料。'}</p></body></html>\n")
    return "\n".join(parts)


def _rows(packed: Sequence[Packed]) -> list[tuple[tuple[int, str], list[Packed]]]:
    return [(row, list(items)) for row, items in groupby(packed, attrgetter("row", "indicator"))]


def _cells(number: int, item: Packed) -> tuple[str, ...]:
    file = f'<a href="{quote(item.name)}">{escape(item.name.rpartition("/")[2])}</a>' if item.name else ""
    return (
        f"{number:02d}",
        escape(item.title),
        escape(item.page),
        file,
        f"<code>{item.sha256}</code>" if item.sha256 else "",
        escape(item.remark),
    )
