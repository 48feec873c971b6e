"""Fair copy or draft: what a form's open findings mean for its paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evaldesk.model.finding import Finding, Level
from evaldesk.rules.findings import holds_back


def draft_sentence(findings: Iterable[Finding]) -> str:
    """Say what keeps a paper from being the fair copy, nothing where that is so."""
    waiting = Counter(finding.level for finding in findings if holds_back(finding))
    errors, explanations = waiting[Level.ERROR], waiting[Level.EXPLAIN]
    parts = [f"{errors} 处错误"] * bool(errors) + [f"{explanations} 处需说明"] * bool(explanations)
    if not parts:
        return ""
    rest = "打印件带“草稿”字样。" if errors else "请写好说明再打印正式稿。"
    return f"还有 {'、'.join(parts)}，{rest}"
