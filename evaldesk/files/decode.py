"""Bytes of a form file as a document, or one clear sentence why not."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from evaldesk.errors import TooNew, Unreadable
from evaldesk.model.document import FORMAT, VERSION, Document


def decode(raw: bytes, name: str) -> Document:
    """Return the document in ``raw``; ``name`` is the file's name for the sentence.

    :raises Unreadable: when the bytes are no form: empty, truncated, another encoding, another program's file.
    :raises TooNew: when a later version of the program wrote them.
    """
    content = _json(_text(raw, name), name)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Unreadable(f"“{name}”不是本程序的绩效自评表文件。请选择由本程序保存的 .evform 或 .json 文件。")
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Unreadable(f"“{name}”没有写明文件版本，无法打开。请使用原来的文件，或请发来文件的人重新保存一份。")
    if version > VERSION:
        raise TooNew(
            f"“{name}”由更新版本的程序保存（文件版本 {version}，本程序支持到 {VERSION}）。"
            "文件没有改动，请先升级本程序再打开。"
        )
    try:
        return Document.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = "/".join(str(step) for step in first["loc"])
        raise Unreadable(
            f"“{name}”的内容不符合表格格式（位置：{place}）。文件没有改动，请用备份文件，或请发来文件的人重新保存一份。",
            str(error),
        ) from error


def _text(raw: bytes, name: str) -> str:
    if not raw.strip(b"\0 \t\r\n"):
        raise Unreadable(f"“{name}”是空文件，里面没有表格内容。请检查是否选错了文件，或改用备份文件。")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _looks_like_gbk(raw):
            raise Unreadable(
                f"“{name}”是 GBK（ANSI）编码，表格文件应为 UTF-8。请用记事本打开它，“另存为”时编码选 UTF-8，再打开。",
                str(error),
            ) from error
        raise Unreadable(
            f"“{name}”不是文本文件或编码不对，无法作为绩效自评表打开。请检查是否选错了文件。", str(error)
        ) from error


def _looks_like_gbk(raw: bytes) -> bool:
    try:
        return raw.lstrip().startswith(b"{") and bool(raw.decode("gb18030"))
    except UnicodeDecodeError:
        return False


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except RecursionError as error:
        raise Unreadable(f"“{name}”的结构嵌套过深，不是正常的表格文件，没有打开。", "RecursionError") from error
    except json.JSONDecodeError as error:
        if not text.lstrip().startswith(("{", "[")):
            raise Unreadable(
                f"“{name}”不是本程序的绩效自评表文件。请选择由本程序保存的 .evform 或 .json 文件。", str(error)
            ) from error
        where = "在末尾中断，可能没有保存完整" if error.pos >= len(text.rstrip()) - 1 else f"第 {error.lineno} 行有误"
        raise Unreadable(f"“{name}”已损坏（{where}）。文件没有改动，请改用备份文件。", str(error)) from error
    except ValueError as error:
        raise Unreadable(f"“{name}”已损坏（{error}）。文件没有改动，请改用备份文件。", str(error)) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"同一处出现两个“{next(key for key in keys if keys.count(key) > 1)}”")
    return content


def _no_constant(word: str) -> Any:
    raise ValueError(f"含有不允许的数值 {word}")
