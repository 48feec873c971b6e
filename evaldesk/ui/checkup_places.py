"""Places: in which tab an address stands, and how an officer would name it."""

from __future__ import annotations

from evaldesk.model.document import EVIDENCE
from evaldesk.model.template import Template
from evaldesk.model.template.grid import FieldsSection, TextsSection
from evaldesk.rules.evaluation import Evaluation
from evaldesk.ui.indicator_row import ATTRIBUTES, heads

LONGEST = 24  # characters of a row's name
TOTAL = "合计"
OTHERS = {"weights1": "权重", "weights2": "二级指标权重", "weights3": "三级指标权重", "score": "总分", "reason": "原因"}


class Places:
    """Know the tabs of a template and the names of its places."""

    def __init__(self, template: Template) -> None:
        self.tabs = list(dict.fromkeys(section.tab for section in template.sections))
        self._labels: dict[str, str] = {}
        self._tabs: dict[str, str] = {}
        self._table = template.indicators.tab
        for section in template.sections:
            if isinstance(section, FieldsSection | TextsSection):
                for field in section.fields:
                    self._labels[field.key] = field.label
                    self._tabs[field.key] = section.tab
        self._heads = dict(zip(ATTRIBUTES, ("名称", *heads(template)[1:]), strict=True))

    def tab_of(self, where: str) -> str:
        """Return the title of the tab that an address stands in."""
        part, _, rest = where.partition("/")
        return self._tabs.get(rest, self._table) if part == "fields" else self._table

    def label(self, where: str, evaluation: Evaluation) -> str:
        """Return an address in the officer's words: ``资金情况 ▸ 实际支出``, ``指标评分 ▸ 服务人数 ▸ 实现值``."""
        part, _, rest = where.partition("/")
        if part == "fields":
            return f"{self.tab_of(where)} ▸ {self._labels.get(rest, rest)}"
        if part == "total":
            return f"{self._table} ▸ {TOTAL} ▸ {OTHERS.get(rest, rest)}"
        id, _, attribute = rest.partition("/")
        known = evaluation.nodes.get(id)
        name = " ".join(known.node.name.split()) if known else ""
        name = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        other = "佐证材料" if attribute.startswith(f"{EVIDENCE}/") else "方向"
        return f"{self._table} ▸ {name or '未命名'} ▸ {self._heads.get(attribute, other)}"
