"""Editions: what one edition of an official form changes against another, in plain words, a line a thing.

Template files differ in many ways that only the page shows; the lines name what an officer would do or reckon
otherwise; that words of help or the layout differ is said as such. Two templates that differ in anything but their name
give at least one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal

from evaldesk.history.edition_words import KINDS, METHODS, NUMBERS, PERCENTS, SHARES
from evaldesk.model.template import Signature, Template
from evaldesk.model.template.fields import FieldBase
from evaldesk.model.template.reckoning import Funding, Thresholds
from evaldesk.model.template.table import IndicatorsSection

ABOUT = {"title": "名称", "annex": "附件号", "region": "适用地区", "source": "依据"}
HELP = ("help", "good", "bad", "source")
MOST_NAMES = 6


def edition_changes(old: Template, new: Template) -> tuple[str, ...]:
    """Return what ``new`` changes against ``old``, a line each; nothing where only the name differs."""
    lines = (
        *_about(old, new),
        *_fields(old, new),
        *_indicators(old.indicators, new.indicators),
        *_funding(old.funding, new.funding),
        *_thresholds(old.thresholds, new.thresholds),
        *_rest(old, new),
    )
    named = {"id": new.id, "edition": new.edition}
    if lines or old.model_copy(update=named) == new:
        return lines
    return ("其他细节有改动",)


def _about(old: Template, new: Template) -> Iterator[str]:
    for key, name in ABOUT.items():
        yield from _changed(name, getattr(old, key), getattr(new, key))


def _fields(old: Template, new: Template) -> Iterator[str]:
    before, after = ({field.key: field for field in template.fields} for template in (old, new))
    yield from _named("新增栏目", (after[key].label for key in after if key not in before))
    yield from _named("删去栏目", (before[key].label for key in before if key not in after))
    common = [(before[key], after[key]) for key in before if key in after]
    for was, now in common:
        yield from _changed("栏目改名", was.label, now.label)
    for was, now in common:
        yield from _field(f"“{now.label}”", was, now)
    yield from _named("填写说明有改动的栏目", (now.label for was, now in common if _help(was) != _help(now)))


def _field(name: str, was: FieldBase, now: FieldBase) -> Iterator[str]:
    yield from _changed(f"{name}的填法", *(KINDS[getattr(field, "kind")] for field in (was, now)))  # noqa: B009 - only its kinds have one
    if was.required != now.required:
        yield f"{name}改为{'必填' if now.required else '可以不填'}"
    yield from _changed(f"{name}的单位", getattr(was, "unit", ""), getattr(now, "unit", ""))
    choices = ["、".join(getattr(field, "choices", ())) for field in (was, now)]
    yield from _changed(f"{name}的选项", *choices)
    for key, word in (("heading", "标题"), ("note", "附注")):
        yield from _changed(f"{name}的{word}", getattr(was, key, ""), getattr(now, key, ""))


def _indicators(old: IndicatorsSection, new: IndicatorsSection) -> Iterator[str]:
    before, after = ({item.name: item for item in section.level1} for section in (old, new))
    yield from _named("新增一级指标", (f"{name}（{after[name].weight}）" for name in after if name not in before))
    yield from _named("删去一级指标", (name for name in before if name not in after))
    for name in before:
        if name in after:
            was, now, here = before[name], after[name], f"“{name}”"
            yield from _changed(f"{here}的权重", was.weight, now.weight)
            yield from _changed(f"{here}下面的权重", SHARES[was.share], SHARES[now.share])
            yield from _changed(f"{here}的评分方法", METHODS[was.method], METHODS[now.method])
            yield from _weights(
                f"{here}下的二级指标", *({group.name: group.weight for group in item.level2} for item in (was, now))
            )
            fixed = [{item.name: item for group in branch.level2 for item in group.fixed} for branch in (was, now)]
            yield from _weights(
                f"{here}下的固定指标", *({key: item.weight for key, item in found.items()} for found in fixed)
            )
            for key in fixed[0]:
                if key in fixed[1]:
                    methods = [METHODS[found[key].method] for found in fixed]
                    yield from _changed(f"“{key}”的评分方法", *methods)
    columns = [{column.key: column.label for column in section.columns} for section in (old, new)]
    yield from _named("指标表新增的列", (label for key, label in columns[1].items() if key not in columns[0]))
    yield from _named("指标表删去的列", (label for key, label in columns[0].items() if key not in columns[1]))
    for key in columns[0]:
        if key in columns[1]:
            yield from _changed("指标表的列改名", columns[0][key], columns[1][key])
    if [_help(column) for column in old.columns] != [_help(column) for column in new.columns]:
        yield "指标表各列的填写说明有改动"
    if old.guidance != new.guidance:
        yield "印出的评分标准或参考佐证材料有改动"


def _weights(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    yield from _named(f"{what}新增", (name for name in after if name not in before))
    yield from _named(f"{what}删去", (name for name in before if name not in after))
    for name in before:
        if name in after:
            yield from _changed(f"“{name}”的权重", before[name], after[name])


def _funding(old: Funding | None, new: Funding | None) -> Iterator[str]:
    if old == new:
        return
    if old is None or new is None:
        yield "不再核算支出率" if new is None else "开始核算支出率"
        return
    yield from _changed("支出率的名称", old.rate_label, new.rate_label)
    bases = [item.base_label or {"planned": "预算数", "allocated": "下达数"}[item.base] for item in (old, new)]
    yield from _changed("支出率的分母", *bases)
    plain = {"rate_label": "", "base_label": "", "base": "planned"}
    if old.model_copy(update=plain) != new.model_copy(update=plain):
        yield "计入预算数、支出数的栏目或合计关系有改动"


def _thresholds(old: Thresholds, new: Thresholds) -> Iterator[str]:
    for key, name in PERCENTS.items():
        yield from _changed(name, *(_percent(getattr(item, key)) for item in (old, new)))
    for key, name in NUMBERS.items():
        yield from _changed(name, *(str(getattr(item, key)) for item in (old, new)))
    bands = ["；".join(f"{band.label} {band.meaning}".strip() for band in item.bands) for item in (old, new)]
    yield from _changed("定性指标的分档", *bands)
    if bands[0] == bands[1] and old.bands != new.bands:
        yield "定性指标各档的分数有改动"


def _rest(old: Template, new: Template) -> Iterator[str]:
    grades = ["，".join(f"{grade.name} {grade.low} 分起" for grade in item.grades) for item in (old, new)]
    yield from _changed("等级", *grades)
    yield from _changed("签章处", *(_signature(item.signature) for item in (old, new)))
    tabs = ["、".join(dict.fromkeys(section.tab for section in item.sections)) for item in (old, new)]
    yield from _changed("各页", *tabs)
    if old.figures != new.figures:
        yield "权重和得分" + ("印出时凑足合计" if new.figures == "apportioned" else "各自四舍五入印出")
    both = {branch.name for branch in old.indicators.level1} & {branch.name for branch in new.indicators.level1}
    if _layout(old, both) != _layout(new, both):
        yield "印出的版面有调整"


def _layout(template: Template, branches: Set[str]) -> object:
    """Return what decides where on the page a thing stands, and the words that are printed around it."""
    sections = [
        (section.key, section.tab, section.label, [field.key for field in section.fields],
         getattr(section, "columns", ()), getattr(section, "grid", ()))
        for section in template.sections
        if section.kind != "indicators"
    ]  # fmt: skip
    table = template.indicators
    columns = [(column.key, column.groups, column.width) for column in table.columns]
    shared = [(item.name, item.share_note, item.printed) for item in table.level1 if item.name in branches]
    return sections, columns, shared, table.label, table.total_label, template.subtitle, template.headline


def _signature(signature: Signature | None) -> str:
    return "、".join((*signature.people, signature.seal, signature.date)) if signature else ""


def _help(item: object) -> Sequence[str]:
    return [getattr(item, key) for key in HELP]


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f"{(value * 100).normalize():f}%"


def _changed(what: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"{what}：{_shown(old)} → {_shown(new)}"


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return (text if len(text) <= 60 else f"{text[:59]}…") if text else "（无）"


def _named(what: str, names: Iterable[str]) -> Iterator[str]:
    known = list(names)
    if known:
        more = f"等 {len(known)} 个" if len(known) > MOST_NAMES else ""
        yield f"{what}：{'、'.join(known[:MOST_NAMES])}{more}"
