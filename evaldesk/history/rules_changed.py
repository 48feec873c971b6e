"""Rules changed: what a newer program or a newer edition of a template makes of a form that nobody has touched.

What a form is worth is compared with what it was when it was last seen, and only while its content is still the same:
otherwise nobody could tell the rules' doing from people's. To stay with the old edition is to do nothing, since the
document names its template; to go along is ``under_edition``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaldesk.history.labels import row_label, row_names
from evaldesk.history.seen import Seen, seen
from evaldesk.model.document import Document
from evaldesk.rules.evaluation import Evaluation

ROW_FIGURES = {"weight": "权重", "score": "得分", "suggested": "建议分"}
TOTALS = {"score": "总分", "suggested": "建议总分", "weight": "权重合计", "grade": "等级", "rate": "支出率"}


@dataclass(frozen=True, slots=True)
class Value:
    """Hold one figure that the rules changed, and its name; ``indicator`` says that it is one's own and not a sum."""

    where: str
    label: str
    figure: str
    name: str
    old: str
    new: str
    indicator: bool


@dataclass(frozen=True, slots=True)
class RulesChange:
    """Hold every figure that changed although nobody typed anything, and the editions before and after."""

    old_template: str
    new_template: str
    values: tuple[Value, ...]

    @property
    def sentence(self) -> str:
        """Return the strip's sentence. Sums change when indicators do, so that these are what is counted."""
        own = [value for value in self.values if value.indicator]
        scores = len({value.where for value in own if value.figure != "weight"})
        weights = len({value.where for value in own if value.figure == "weight"})
        counts = [f"{count} 个{name}" for count, name in ((scores, "分值"), (weights, "权重")) if count]
        return f"规则更新使 {'、'.join(counts) or f'{len(self.values)} 个数值'}变化"


def rules_changed(last: Seen, document: Document, evaluation: Evaluation) -> RulesChange | None:
    """Return what the rules changed since a form was last seen; None where nothing did, or its content changed too."""
    now = seen(document, evaluation)
    if (last.form, last.content) != (now.form, now.content):
        return None
    values = (*_rows(last, now, document, evaluation), *_total(last, now))
    return RulesChange(last.template, now.template, values) if values else None


def under_edition(document: Document, template: str) -> Document:
    """Return the document under another edition (``id@edition``) of its template."""
    return document if document.template == template else document.model_copy(update={"template": template})


def newer_edition(template: str, known: Sequence[str]) -> str | None:
    """Return the newest of the known editions of a form, None where it is not newer than this one."""
    id, _, edition = template.partition("@")
    newest = max((name.partition("@")[2] for name in known if name.partition("@")[0] == id), default="")
    return f"{id}@{newest}" if newest > edition else None


def as_text(change: RulesChange) -> str:
    """Return the sentence and the list of figures, a line a place."""
    editions = (
        f"（{change.old_template} → {change.new_template}）" if change.old_template != change.new_template else ""
    )
    places: dict[str, list[str]] = {}
    for value in change.values:
        told = f"{value.name} {value.old or '（无）'} → {value.new or '（无）'}"
        places.setdefault(f"{value.where} {value.label}", []).append(told)
    lines = [f"    {place.partition(' ')[2]}：{'，'.join(told)}" for place, told in places.items()]
    return "\n".join([f"{change.sentence}{editions}。", *lines])


def _rows(last: Seen, now: Seen, document: Document, evaluation: Evaluation) -> Iterator[Value]:
    names = row_names(document.indicators)
    for id in names:
        result = evaluation.nodes.get(id)
        for key, name in ROW_FIGURES.items() if result else ():
            old, new = last.rows.get(id, {}).get(key, ""), now.rows[id][key]
            if old != new:
                own = result is not None and not result.children
                yield Value(f"indicators/{id}", row_label(names[id]), key, name, old, new, own)


def _total(last: Seen, now: Seen) -> Iterator[Value]:
    for key, name in TOTALS.items():
        old, new = last.total.get(key, ""), now.total[key]
        if old != new:
            yield Value("total/score", "合计", key, name, old, new, False)
