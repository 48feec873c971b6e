"""The rulebook: every check with its code, level, sentence, reason and source, from the checks' own docstrings."""

from __future__ import annotations

from evaldesk.model.finding import LEVEL_NAMES
from evaldesk.rules.case import Check
from evaldesk.rules.checks import all_checks
from evaldesk.rules.checks.across import across_checks

FAMILY_NAMES = {
    "completeness": "完整性",
    "funding": "资金",
    "weights": "权重",
    "targets": "预期值与实现值",
    "scores": "得分",
    "duplicates": "重复与归类",
    "satisfaction": "满意度",
    "yearly": "与去年比较",
    "narrative": "核数",
    "across": "各表之间",
}


def rulebook() -> list[dict[str, str]]:
    """Return every check as plain data: code, family, level, level_name, sentence, reason, source."""
    return [_entry(item) for item in (*all_checks(), *across_checks())]


def rulebook_text() -> str:
    """Return the rulebook as text for a terminal, family by family."""
    lines: list[str] = []
    family = ""
    for entry in rulebook():
        if entry["family"] != family:
            family = entry["family"]
            lines += ["", f"【{FAMILY_NAMES.get(family, family)}】"]
        lines.append(f"{entry['code']}（{entry['level_name']}）{entry['sentence']}")
        lines += [f"    {line}" for line in entry["reason"].splitlines()]
        lines.append(f"    依据：{entry['source']}")
    return "\n".join(lines).strip()


def _entry(item: Check) -> dict[str, str]:
    sentence, _, reason = item.help.partition("\n")
    return {
        "code": item.code,
        "family": item.code.partition(".")[0],
        "level": item.level.value,
        "level_name": LEVEL_NAMES[item.level],
        "sentence": sentence.strip(),
        "reason": reason.strip(),
        "source": item.source,
    }
