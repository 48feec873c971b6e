"""Values of a wrong type, as other programs and hands write them: kept and told, never dropped.

A number where a text belongs becomes the text of its digits. A structure where a text belongs, or anything where rows
belong, moves to a key of its own, ``kept:<key>``, beside the place it had; as an unknown key it survives from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from evaldesk.files.json_text import Numeral
from evaldesk.model.document import Document

KEPT = "kept:"
NAMED = 3  # places named in one sentence; the rest is counted
MISSING = object()

LEVEL_NAMES = ("一级指标", "二级指标", "三级指标")
WORDS = {
    "fields": "栏目",
    "indicators": "指标",
    "children": "下级指标",
    "total": "合计",
    "explanations": "说明",
    "remarks": "审核意见",
    "history": "记录",
    "evidence": "佐证材料",
    "previous": "去年的表",
    "rows": "行",
    "form": "编号",
    "id": "编号",
    "revision": "稿次",
    "template": "模板",
    "name": "名称",
    "weight": "权重",
    "weights": "权重",
    "target": "预期值",
    "actual": "实现值",
    "completion": "完成率",
    "direction": "方向",
    "self_score": "自评分数",
    "reason": "未达标原因",
}


def mend(content: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the content with every known key in its type, and a sentence for each kind of mend."""
    mender = _Mender()
    mended = mender.model(Document, content, "")
    return mended, mender.sentences()


class _Mender:
    """Walk one file's content along the models and collect the places that were mended."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.moved: list[str] = []

    def sentences(self) -> tuple[str, ...]:
        """Return what was mended, one sentence for each way."""
        told = []
        if self.texts:
            count, places = len(self.texts), _places(self.texts)
            told.append(f"有 {count} 处应为文字的内容写成了数字等其他类型，已按原样作为文字读入：{places}。")
        if self.moved:
            count, places = len(self.moved), _places(self.moved)
            told.append(f"有 {count} 处内容类型不对，表格里无法显示，已原样保留在文件中：{places}。")
        return tuple(told)

    def model(self, kind: type[BaseModel], content: Mapping[str, Any], place: str) -> dict[str, Any]:
        """Return the content of one model; keys it does not know stay as they are."""
        mended: dict[str, Any] = {}
        kept: dict[str, Any] = {}
        for key, item in content.items():
            field = kind.model_fields.get(key)
            if field is None:
                mended[key] = item
                continue
            value, rest = self.value(field.annotation, item, f"{place}/{key}" if place else key)
            if rest is not MISSING:
                kept[key] = rest
            if value is MISSING and field.is_required():
                value = ""  # all that is required is text; without it the whole item would have to go
            if value is not MISSING:
                mended[key] = value
        for key, item in kept.items():
            name = KEPT + key
            while name in mended:  # of an earlier mend
                name += "'"
            mended[name] = item
        return mended

    def value(self, kind: Any, item: Any, place: str) -> tuple[Any, Any]:
        """Return what fits the type, and what does not; MISSING for neither."""
        if kind is str:
            return self.text(item, place)
        if kind is int:
            return self.number(item, place)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if isinstance(item, dict) and _needed(kind) <= item.keys():
                return self.model(kind, item, place), MISSING
            return MISSING, self.move(item, place)
        if get_origin(kind) is tuple:
            return self.items(get_args(kind)[0], item, place)
        if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):
            return self.mapping(item, place)
        return item, MISSING  # `format`: checked before anything was mended

    def text(self, item: Any, place: str) -> tuple[Any, Any]:
        if isinstance(item, str):
            return item, MISSING
        if isinstance(item, dict | list):
            return MISSING, self.move(item, place)
        self.texts.append(place)
        if item is None:
            return "", MISSING
        if isinstance(item, bool):
            return ("true" if item else "false"), MISSING
        return (item.text if isinstance(item, Numeral) else str(item)), MISSING

    def number(self, item: Any, place: str) -> tuple[Any, Any]:
        if isinstance(item, int) and not isinstance(item, bool):
            return item, MISSING
        if isinstance(item, str) and item.isascii() and item.isdecimal() and len(item) < 10:
            return int(item), MISSING
        return MISSING, self.move(item, place)

    def items(self, kind: Any, item: Any, place: str) -> tuple[Any, Any]:
        if not isinstance(item, list):
            return MISSING, self.move(item, place)
        fitting, rest = [], []
        for number, inner in enumerate(item, 1):
            value, left = self.value(kind, inner, f"{place}/{number}")
            if left is not MISSING:
                rest.append(left)
            if value is not MISSING or kind is str:  # in a list of texts the place counts
                fitting.append("" if value is MISSING else value)
        return fitting, rest or MISSING

    def mapping(self, item: Any, place: str) -> tuple[Any, Any]:
        if not isinstance(item, dict):
            return MISSING, self.move(item, place)
        fitting, rest = {}, {}
        for key, inner in item.items():
            value, left = self.text(inner, f"{place}/{key}")
            if value is not MISSING:
                fitting[key] = value
            if left is not MISSING:
                rest[key] = left
        return fitting, rest or MISSING

    def move(self, item: Any, place: str) -> Any:
        self.moved.append(place)
        return item


def _needed(kind: type[BaseModel]) -> set[str]:
    return {key for key, field in kind.model_fields.items() if field.is_required()}


def _places(places: list[str]) -> str:
    more = "等" if len(places) > NAMED else ""
    return "；".join(_told(place) for place in places[:NAMED]) + more


def _told(place: str) -> str:
    """Return a place of the file as a person would name it: ``第 1 个一级指标第 2 个二级指标的权重``."""
    steps, words, level = place.split("/"), [], 0
    while steps:
        step = steps.pop(0)
        if step in {"indicators", "children"} and steps and steps[0].isdigit():
            words.append(f"第 {steps.pop(0)} 个{LEVEL_NAMES[min(level, 2)]}")
            level += 1
        elif steps and steps[0].isdigit():
            words.append(f"第 {steps.pop(0)} 条{WORDS.get(step, step)}")
        elif step == "fields" and steps:
            words.append(f"栏目“{'/'.join(steps)}”")
            break
        else:
            words.append(WORDS.get(step, f"“{step}”"))
    return "的".join(words)
