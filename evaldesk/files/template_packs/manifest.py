"""The manifest of a template pack: who hands it out, when, why, and every file in it with its checksum."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from evaldesk.errors import TooNew, Unreadable
from evaldesk.files.json_text import parse

NAME = "manifest.json"
VERSION = 1
MOST_FILES = 100
# A letter of any script first: no "..", no hidden file, nothing that a shell or Windows reads otherwise.
FILE_NAME = re.compile(r"\w[\w.-]{0,59}@\w[\w.-]{0,19}\.json")
ENTRIES = {
    "title": "名称（title）",
    "issuer": "发放单位（issuer）",
    "date": "日期（date）",
    "notes": "说明（notes）",
    "files": "文件列表（files）",
}


def _plain(text: str) -> str:
    if any(ord(sign) < 32 and sign != "\n" for sign in text):
        raise ValueError("含有控制字符")
    return text


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


def _file_name(text: str) -> str:
    if not FILE_NAME.fullmatch(text):
        raise ValueError("文件名应为 <id>@<edition>.json")
    return text


Words = Annotated[str, AfterValidator(_plain)]


class PackedFile(BaseModel):
    """Name one template file of a pack, and the SHA-256 of its bytes."""

    model_config = ConfigDict(frozen=True)

    name: Annotated[str, AfterValidator(_file_name)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Manifest(BaseModel):
    """Say what a pack is: its title, who hands it out, the day (``2026-11-20``), what is worth knowing, its files."""

    model_config = ConfigDict(frozen=True)

    format: Literal["evaldesk-templates"] = "evaldesk-templates"
    version: Literal[1] = 1
    title: Annotated[Words, Field(min_length=1, max_length=100)]
    issuer: Annotated[Words, Field(max_length=100)] = ""
    date: Annotated[str, AfterValidator(_day)]
    notes: Annotated[Words, Field(max_length=2000)] = ""
    files: Annotated[tuple[PackedFile, ...], Field(min_length=1, max_length=MOST_FILES)]


def read_manifest(raw: bytes, pack: str) -> Manifest:
    """Return the manifest of the pack that people know as ``pack``.

    :raises TooNew: when a newer program made it.
    :raises Unreadable: naming the entry that is wrong.
    """
    try:
        content = parse(raw.decode("utf-8"))
    except ValueError as error:
        raise _wrong(pack, "不是完整的 JSON", error) from error
    if not isinstance(content, dict) or content.get("format") != "evaldesk-templates":
        raise Unreadable(f"“{pack}”不是 evaldesk 的模板包。请向发放单位索取后缀为 .evtemplates 的模板包。")
    _refuse_newer(content, pack)
    try:
        return Manifest.model_validate(content)
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        entry = str(place[0]) if place else ""
        raise _wrong(pack, f"{ENTRIES.get(entry, entry)}不合要求", error) from error


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as it stands in a pack: JSON that people can read, always the same for the same content."""
    return (json.dumps(manifest.model_dump(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _refuse_newer(content: dict[str, Any], pack: str) -> None:
    version = content.get("version")
    if type(version) is int and version > VERSION:
        raise TooNew(
            f"“{pack}”是为更新的 evaldesk 制作的（格式 {min(version, 999)}，本机认得 {VERSION}）。"
            "请先升级 evaldesk，再安装它。"
        )


def _wrong(pack: str, what: str, error: Exception) -> Unreadable:
    return Unreadable(f"“{pack}”的清单有误：{what}。请发放单位用 evaldesk 重新制作模板包。", str(error))
