"""修改说明: what changed since the form was handed in last, with the officer's reasons and answers, ready to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evaldesk.history.diff import Change, diff
from evaldesk.history.diff.changes import Effect
from evaldesk.history.diff.jsonable import change_json
from evaldesk.history.diff.text import change_lines
from evaldesk.history.events import STATUS_NAMES
from evaldesk.history.labels import place_label, row_names
from evaldesk.history.revision import last_hand_in
from evaldesk.model.document import Document, Remark
from evaldesk.model.template import Template

TITLE = "修改说明"
PLAIN = ("title", "reporting_unit", "project_name", "year", "old_revision", "new_revision", "handed_in_at")


@dataclass(frozen=True, slots=True)
class Altered:
    """Hold one numbered change and the officer's reason for it."""

    number: int
    change: Change
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold one remark of the reviewer with its place and the numbers of the changes that it led to."""

    number: int
    label: str
    remark: Remark
    status: str
    altered: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ResponseSheet:
    """Hold the content of a 修改说明."""

    title: str
    reporting_unit: str
    project_name: str
    year: str
    old_revision: int
    new_revision: int
    handed_in_at: str
    answers: tuple[Answer, ...]
    altered: tuple[Altered, ...]
    score: tuple[str, str]
    grade: tuple[str, str]


def response_sheet(old: Document, new: Document, template: Template | None) -> ResponseSheet:
    """Return the sheet for the change from ``old``, handed in last, to ``new``.

    The reason for a change is the answer to a remark on that text, on its row or on rows above it, and the explanation
    given for a finding there.
    """
    found = diff(old, new, template)
    told = [item for item in found.changes if item.part not in ("remarks", "explanations", "other")]
    altered = tuple(
        Altered(number, change, "；".join(dict.fromkeys(_reasons(change.where, new))))
        for number, change in enumerate(told, 1)
    )
    names = row_names(old.indicators) | row_names(new.indicators)
    answers = tuple(
        Answer(
            number=number,
            label=place_label(template, names, remark.where),
            remark=remark,
            status=STATUS_NAMES.get(remark.status, remark.status),
            altered=tuple(item.number for item in altered if _about(remark, item.change.where)),
        )
        for number, remark in enumerate(new.remarks, 1)
    )
    last = last_hand_in(old) or last_hand_in(new)
    return ResponseSheet(
        title=TITLE,
        reporting_unit=new.fields.get("reporting_unit", ""),
        project_name=new.fields.get("project_name", ""),
        year=new.fields.get("year", ""),
        old_revision=old.revision,
        new_revision=new.revision,
        handed_in_at=last.at if last else "",
        answers=answers,
        altered=altered,
        score=_pair(found.effect, "score"),
        grade=_pair(found.effect, "grade"),
    )


def as_text(sheet: ResponseSheet) -> str:
    """Return the sheet as lines for a terminal."""
    return "\n".join(_lines(sheet))


def as_json(sheet: ResponseSheet) -> dict[str, Any]:
    """Return the sheet as plain data."""
    return {
        **{key: getattr(sheet, key) for key in PLAIN},
        "answers": [
            {
                "number": item.number,
                "label": item.label,
                **item.remark.model_dump(),
                "altered": list(item.altered),
            }
            for item in sheet.answers
        ],
        "altered": [
            {"number": item.number, **change_json(item.change), "reason": item.reason} for item in sheet.altered
        ],
        "score": list(sheet.score),
        "grade": list(sheet.grade),
    }


def _reasons(where: str, new: Document) -> Iterator[str]:
    yield from (remark.response.strip() for remark in new.remarks if remark.response.strip() and _about(remark, where))
    for note in new.explanations:
        if note.text.strip() and note.where == where:
            yield note.text.strip()


def _about(remark: Remark, where: str) -> bool:
    """Tell whether a remark is about a place: the text itself, or the row that it stands in."""
    return bool(remark.where) and (where == remark.where or where.startswith(f"{remark.where}/"))


def _pair(effect: Effect | None, figure: str) -> tuple[str, str]:
    return (getattr(effect.before, figure), getattr(effect.after, figure)) if effect else ("", "")


def _lines(sheet: ResponseSheet) -> Iterator[str]:
    yield f"{sheet.title}（第 {sheet.old_revision} 稿 → 第 {sheet.new_revision} 稿）"
    yield "  ".join(text for text in (sheet.reporting_unit, sheet.project_name, sheet.year) if text)
    if sheet.handed_in_at:
        yield f"上次上报：{sheet.handed_in_at}"
    if sheet.answers:
        yield from ("", "一、审核意见及答复")
    for answer in sheet.answers:
        yield f"{answer.number}. {answer.label}（{answer.status}）"
        yield f"    意见：{answer.remark.text}"
        yield f"    答复：{answer.remark.response or '（尚未答复）'}"
        if answer.altered:
            yield f"    对应修改：第 {'、'.join(map(str, answer.altered))} 处"
    yield from ("", "二、修改内容" if sheet.answers else "修改内容")
    if not sheet.altered:
        yield "内容没有变动。"
    for item in sheet.altered:
        first, *rest = change_lines(item.change)
        yield f"{item.number}. {first}"
        yield from rest
        if item.reason:
            yield f"    原因：{item.reason}"
    if any(sheet.score):
        (old, new), (was, now) = sheet.score, sheet.grade
        yield ""
        yield (
            f"总分：{old}（{was}） → {new}（{now}）" if (old, was) != (new, now) else f"总分：{new}（{now}），没有变化"
        )
