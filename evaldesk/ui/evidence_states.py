"""What the list of evidence says of each piece: a mark, a word, and the whole story under the mouse."""

from __future__ import annotations

from evaldesk.files.evidence import Looks, key, present
from evaldesk.model.indicators import Evidence, Indicator
from evaldesk.ui.evidence_box import Shown


def shown(node: Indicator, looks: Looks) -> list[Shown]:
    """Return the lines of a row's evidence, as far as the disk was looked at."""
    return [_shown(item, looks) for item in node.evidence]


def _shown(item: Evidence, looks: Looks) -> Shown:
    mark, word, has_file = _state(item, looks)
    told = [item.file.strip() or "只列名称，没有文件。"]
    if item.sha256.strip():
        told.append(f"校验码（SHA-256）：{item.sha256.strip()}")
    return Shown(item.title, item.page, mark, word, "\n".join(told), has_file)


def _state(item: Evidence, looks: Looks) -> tuple[str, str, bool]:
    if not item.file.strip():
        return "", "无文件", False
    found = looks.get(key(item))
    if found is None:
        return "", "正在查看", False
    if found.seen is not None and not item.sha256.strip():
        return "hint", "无校验码", True
    if found.seen is not None:
        return ("met", "一致", True) if found.seen.sha256 == key(item)[1] else ("explain", "已改动", True)
    if found.elsewhere is not None:
        return "hint", "在别处", present(found) is not None
    return {"afar": ("", "未查看", False), "unreadable": ("explain", "打不开", False)}.get(
        found.problem, ("explain", "找不到", False)
    )
