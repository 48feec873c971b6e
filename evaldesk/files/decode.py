"""Bytes of a form file as a document, or one clear sentence why not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from evaldesk.errors import TooNew, Unreadable
from evaldesk.files.identity import identified
from evaldesk.files.json_text import Flawed, parse
from evaldesk.files.mending import mend
from evaldesk.files.upgrades import upgrade
from evaldesk.model.document import FORMAT, VERSION, Document


@dataclass(frozen=True, slots=True)
class Decoded:
    """Hold a document, what its reader should know about the file in one sentence each, and the file's version."""

    document: Document
    notes: tuple[str, ...] = ()
    version: int = VERSION


def decode(raw: bytes, name: str) -> Document:
    """Return the document in ``raw``; ``name`` is the file's name for the sentence.

    :raises Unreadable: when the bytes are no form: empty, truncated, another encoding, another program's file.
    :raises TooNew: when a later version of the program wrote them.
    """
    return decode_form(raw, name).document


def decode_form(raw: bytes, name: str) -> Decoded:
    """Return the document in ``raw`` with notes on what was upgraded or mended to read it.

    :raises Unreadable: as ``decode`` does.
    """
    content = _json(_text(raw, name), name)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Unreadable(f"“{name}”不是本程序的绩效自评表文件。请选择由本程序保存的 .evform 或 .json 文件。")
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise Unreadable(f"“{name}”没有写明文件版本，无法打开。请使用原来的文件，或请发来文件的人重新保存一份。")
    if version > VERSION:
        raise TooNew(
            f"“{name}”由更新版本的程序保存（文件版本 {version}，本程序支持到 {VERSION}）。"
            "文件没有改动，请先升级本程序再打开。"
        )
    content, upgraded = upgrade(content, version)
    if not isinstance(content.get("template"), str | int | float) or isinstance(content["template"], bool):
        raise Unreadable(f"“{name}”没有写明使用哪个表格模板，无法打开。文件没有改动，请发来文件的人重新保存一份。")
    document, notes = _document(content, name)
    document, renamed = identified(document, raw)
    return Decoded(document, (*((upgraded,) if upgraded else ()), *notes, *renamed), version)


def _document(content: dict[str, Any], name: str) -> tuple[Document, tuple[str, ...]]:
    try:
        return Document.model_validate(content), ()
    except ValidationError:  # rare, so looking for it costs nothing otherwise
        mended, notes = mend(content)
    try:
        return Document.model_validate(mended), notes
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
        if raw.lstrip().startswith(b"{") and error.end == len(raw) and error.reason == "unexpected end of data":
            raise Unreadable(  # a character was cut in two
                f"“{name}”已损坏（在末尾中断，可能没有保存完整）。文件没有改动，请改用备份文件。", str(error)
            ) from error
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
        return parse(text)
    except Flawed as error:
        raise Unreadable(
            f"“{name}”不是正常的表格文件（{error}），没有打开。文件没有改动，请改用备份文件。", str(error)
        ) from error
    except json.JSONDecodeError as error:
        if not text.lstrip().startswith(("{", "[")):
            raise Unreadable(
                f"“{name}”不是本程序的绩效自评表文件。请选择由本程序保存的 .evform 或 .json 文件。", str(error)
            ) from error
        where = "在末尾中断，可能没有保存完整" if error.pos >= len(text.rstrip()) - 1 else f"第 {error.lineno} 行有误"
        raise Unreadable(f"“{name}”已损坏（{where}）。文件没有改动，请改用备份文件。", str(error)) from error
