"""Every template of the folder is whole, and a slip in a hand-edited one is told with its place."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pypdfium2
import pytest
from pydantic import BaseModel

from evaldesk.errors import TemplateProblem
from evaldesk.files.decode import decode
from evaldesk.files.encode import encode
from evaldesk.files.templates import load_template, read_template, template_names
from evaldesk.model.blank import new_document
from evaldesk.model.template import Template
from evaldesk.model.template.table import Method
from evaldesk.paths import resources
from evaldesk.report.render import render
from evaldesk.rules import evaluate
from evaldesk.rules.methods import METHODS

FOLDER = resources() / "templates"
PRINTED = Path(__file__).parent / "data" / "examples"
OFFICIAL = {
    "jiangmen-annex-2@2023": "annex-2-printed.txt",
    "jiangmen-annex-3@2023": "annex-3-printed.txt",
    "mof-2020-10@2020": "mof-2020-10-printed.txt",
}
SOURCES = {
    "",
    "《项目支出绩效评价管理办法》（财预〔2020〕10号）",
    "《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）",
}
TABS = ["基本信息", "资金情况", "绩效目标", "指标评分", "自评总结"]
USABLE_WIDTH = 277  # mm: A4 landscape within margins of 10

every = pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*")))


def printed_texts(template: Template) -> Iterator[str]:
    """Yield every text that the paper of this template shows whatever the officer types."""
    yield from (template.annex, template.title)
    yield from (piece.text for piece in (*template.subtitle, *template.headline))
    for section in template.sections:
        yield section.label
        if section.kind == "fields":
            yield from (cell.text for row in section.grid for cell in row)
        elif section.kind == "texts":
            yield from (text for field in section.fields for text in (field.heading, field.note))
        else:
            yield from (text for column in section.columns for text in (*column.groups, column.label))
            yield from (text for guide in section.guidance.values() for text in (guide.criterion, guide.evidence))
            for level1 in section.level1:
                yield from (level1.name, level1.share_note)
                for level2 in level1.level2:
                    yield from (level2.name, *(item.name for item in level2.fixed))
            yield section.total_label
    if signed := template.signature:
        yield from (*signed.people, signed.seal, signed.date)


def misplaced_keys(model: BaseModel, data: Any, place: str = "") -> Iterator[str]:
    """Yield the places where the file's keys do not follow the order of the model."""
    keys = list(data)
    if keys != [key for key in type(model).model_fields if key in data]:
        yield place or "top"
    for key in keys:
        yield from _misplaced_below(getattr(model, key), data[key], f"{place}/{key}")


def _misplaced_below(value: Any, data: Any, place: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from misplaced_keys(value, data, place)
    elif isinstance(value, tuple):
        for number, (one, its) in enumerate(zip(value, data, strict=True)):
            yield from _misplaced_below(one, its, f"{place}/{number}")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _misplaced_below(one, data[key], f"{place}/{key}")


def test_the_official_forms_are_there() -> None:
    assert {"jiangmen-annex-2@2023", "jiangmen-annex-3@2023"} <= set(template_names())


def test_the_folder_holds_nothing_but_templates() -> None:
    assert [path.name for path in sorted(FOLDER.iterdir())] == [f"{name}.json" for name in template_names()]


@every
def test_a_template_is_named_as_its_file(name: str) -> None:
    assert read_template(FOLDER / f"{name}.json").name == name


@every
def test_a_template_is_readable_json_in_the_order_of_the_model(name: str) -> None:
    text = (FOLDER / f"{name}.json").read_bytes().decode("utf-8")
    data = json.loads(text, parse_float=Decimal)
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text
    assert list(misplaced_keys(load_template(name), data)) == []


@every
def test_a_template_survives_a_round_trip(name: str) -> None:
    template = load_template(name)
    assert Template.model_validate_json(template.model_dump_json()) == template


@every
def test_an_empty_form_evaluates(name: str) -> None:
    template = load_template(name)
    evaluation = evaluate(new_document(template), template)
    assert evaluation.weight_total == 100
    assert evaluation.score == 0
    assert evaluation.grade == "差"


@every
def test_an_empty_form_prints(name: str) -> None:
    template = load_template(name)
    document = new_document(template)
    with pypdfium2.PdfDocument(render(document, template, evaluate(document, template))) as pdf:
        paper = "".join(page.get_textpage().get_text_range() for page in pdf)
    shown = "".join(paper.split())
    people = template.signature.people if template.signature else ()
    for text in (template.title, template.annex, *people, template.indicators.total_label):
        assert text in shown


@every
def test_an_empty_form_survives_saving(name: str) -> None:
    document = new_document(load_template(name))
    assert decode(encode(document), "空白表") == document


@every
def test_columns_fill_the_page(name: str) -> None:
    columns = load_template(name).indicators.columns
    assert sum(column.width for column in columns) == USABLE_WIDTH
    assert all(column.width >= 10 for column in columns)
    keys = [column.key for column in columns]
    assert len(keys) == len(set(keys))
    assert {"level1_name", "level2_name", "name", "weight", "target", "actual", "self_score", "reason"} <= set(keys)


@every
def test_every_field_and_every_column_has_help_and_two_examples(name: str) -> None:
    template = load_template(name)
    for field in (*template.fields, *template.indicators.columns):
        assert field.label, field.key
        assert field.help.endswith("。"), field.key
        assert field.good, field.key
        assert field.bad.endswith("）"), f"{field.key}: a bad example says in brackets what is wrong with it"
        assert len({field.help, field.good, field.bad}) == 3, field.key


GOOD = {
    "amount": r"\d+(\.\d+)?",
    "year": r"20\d\d",
    "phone": r"0\d{2,3}-\d{7,8}",
    "email": r"[a-z]+@[a-z.]+",
}


@every
def test_good_examples_have_the_form_they_teach(name: str) -> None:
    for field in load_template(name).fields:
        assert re.fullmatch(GOOD.get(field.kind, ".+"), field.good), field.key
        if field.kind == "choice":
            assert field.good in field.choices


@every
def test_amounts_are_in_ten_thousand_yuan(name: str) -> None:
    assert {field.unit for field in load_template(name).fields if field.kind == "amount"} == {"万元"}


@every
def test_rules_are_cited_by_their_full_title(name: str) -> None:
    template = load_template(name)
    assert {field.source for field in template.fields} <= SOURCES
    assert {column.source for column in template.indicators.columns} <= SOURCES - {""}


@every
def test_tabs_and_keys_are_the_usual_ones(name: str) -> None:
    sections = load_template(name).sections
    assert [section.tab for section in sections] == TABS[: len(sections)]
    assert [section.key for section in sections] == ["basic", "funds", "goals", "indicators", "summary"][
        : len(sections)
    ]


@every
def test_labels_of_fields_use_the_words_of_the_paper(name: str) -> None:
    template = load_template(name)
    paper = "\n".join(printed_texts(template))
    for field in template.fields:
        for word in field.label.split("："):
            assert word in paper, field.key


@every
def test_bands_and_grades_are_those_of_the_printed_criterion(name: str) -> None:
    template = load_template(name)
    criterion = template.indicators.guidance["results"].criterion
    for band in template.thresholds.bands:
        assert band.label in criterion
        assert band.meaning in criterion
    assert {grade.name: int(grade.low) for grade in template.grades} == {"优": 90, "良": 80, "中": 60, "差": 0}


@every
def test_every_field_has_its_place_on_paper(name: str) -> None:
    template = load_template(name)
    placed = [piece.field for piece in (*template.subtitle, *template.headline)]
    for section in template.sections:
        if section.kind == "fields":
            placed += [cell.field for row in section.grid for cell in row]
        elif section.kind == "texts":
            placed += [field.key for field in section.fields]
    assert sorted(filter(None, placed)) == sorted(field.key for field in template.fields)


@every
def test_weights_add_up_as_the_template_prescribes_them(name: str) -> None:
    branches = load_template(name).indicators.level1
    assert sum(Decimal(branch.weight) for branch in branches) == 100
    for branch in branches:
        fixed = [Decimal(item.weight) for group in branch.level2 for item in group.fixed]
        assert not fixed or sum(fixed) == Decimal(branch.weight), branch.name
        for group in branch.level2:
            assert not group.weight or Decimal(group.weight) == sum(Decimal(item.weight) for item in group.fixed)


def test_templates_may_name_every_method_and_no_other() -> None:
    assert set(get_args(Method)) == {*METHODS, "execution_rate"}


@every
def test_the_execution_rate_has_money_to_rest_on(name: str) -> None:
    template = load_template(name)
    methods = [item.method for branch in template.indicators.level1 for l2 in branch.level2 for item in l2.fixed]
    assert "execution_rate" in methods
    assert template.funding is not None
    used = (*template.funding.planned, *template.funding.allocated, *template.funding.spent)
    assert {template.field(key).kind for key in used} == {"amount"}


@every
def test_bands_and_grades_leave_no_gap(name: str) -> None:
    template = load_template(name)
    bands = template.thresholds.bands
    assert bands[0].high == 1
    assert bands[-1].low == 0
    assert [band.low for band in bands[:-1]] == [band.high for band in bands[1:]]
    lows = [grade.low for grade in template.grades]
    assert lows == sorted(lows, reverse=True)
    assert lows[-1] == 0


@every
def test_every_printed_text_of_the_official_form_is_there_and_no_other(name: str) -> None:
    template = load_template(name)
    lines = (PRINTED / OFFICIAL[name]).read_text(encoding="utf-8").splitlines()
    official = {line for line in lines if line and not line.startswith("#")}
    ours = {line for text in printed_texts(template) for line in text.split("\n") if line}
    assert official - ours == set(), "missing in the template"
    assert ours - official == set(), "not on the official form"


def test_heads_stand_in_the_order_of_the_official_form() -> None:
    columns = load_template("jiangmen-annex-3@2023").indicators.columns
    assert [column.groups for column in columns[:6:2]] == [
        ("评价指标", "一级指标"),
        ("评价指标", "二级指标"),
        ("评价指标", "三级指标"),
    ]
    assert [column.label for column in columns[:6]] == ["名称", "权重(%)"] * 3
    assert [column.label.split("\n")[0] for column in columns[6:]] == [
        "评价年度预期值",
        "评价年度实现值",
        "自评分数",
        "未达标原因分析",
        "评分标准",
        "参考佐证材料",
    ]


def test_only_special_funds_must_tell_about_expiring_funds() -> None:
    assert load_template("jiangmen-annex-2@2023").field("expiring_funds").required
    assert not load_template("jiangmen-annex-3@2023").field("expiring_funds").required
    assert not load_template("jiangmen-annex-2@2023").field("email").required


# A slip of the hand: what it does to the file, and the words of the place that the error must name.
Slip = tuple[Callable[[dict[str, Any]], object], list[str]]
SLIPS: dict[str, Slip] = {
    "a key misspelt": (lambda t: t.update(heading=[]), ["heading"]),
    "a title forgotten": (lambda t: t.pop("title"), ["title"]),
    "an edition as a number": (lambda t: t.update(edition=2023), ["edition"]),
    "a field kind that does not exist": (
        lambda t: t["sections"][0]["fields"][2].update(kind="jahr"),
        ["sections › 0", "fields › 2", "jahr"],
    ),
    "a method that does not exist": (
        lambda t: t["sections"][3]["level1"][1].update(method="guess"),
        ["level1 › 1 › method：不是允许的取值", "guess"],
    ),
    "a column without width": (
        lambda t: t["sections"][3]["columns"][0].update(width=0),
        ["columns › 0 › width：应大于 0"],
    ),
    "a whole list where a word is due": (
        lambda t: t["sections"][3].update(kind=t["sections"][3]["columns"]),
        ["sections › 3", "…”"],
    ),
    "a label forgotten": (
        lambda t: t["sections"][1]["fields"][3].pop("label"),
        ["sections › 1", "fields › 3", "label"],
    ),
    "an unknown key in a field": (
        lambda t: t["sections"][1]["fields"][3].update(hint="…"),
        ["sections › 1", "fields › 3", "hint"],
    ),
    "a cell for no field": (
        lambda t: t["sections"][1]["grid"][0][2].update(field="plan"),
        ["sections › 1", "grid 第 1 行", "plan"],
    ),
    "a grid row too wide": (
        lambda t: t["sections"][0]["grid"][1][1].update(cols=2),
        ["sections › 0", "grid 第 2 行", "超出"],
    ),
    "a grid row too short": (
        lambda t: t["sections"][0]["grid"][1].pop(),
        ["sections › 0", "grid 第 2 行", "没有占满"],
    ),
    "a span below the grid": (
        lambda t: t["sections"][1]["grid"][2][0].update(rows=2),
        ["sections › 1", "跨行"],
    ),
    "a width in words": (
        lambda t: t["sections"][3]["columns"][4].update(width="宽"),
        ["sections › 3", "columns › 4", "width"],
    ),
    "a column that does not exist": (
        lambda t: t["sections"][3]["columns"][4].update(key="names"),
        ["sections › 3", "columns › 4", "key"],
    ),
    "a share that does not exist": (
        lambda t: t["sections"][3]["level1"][1].update(share="half"),
        ["sections › 3", "level1 › 1", "share"],
    ),
    "a guidance that does not exist": (
        lambda t: t["sections"][3]["level1"][1].update(guidance="result"),
        ["sections › 3", "产出", "result"],
    ),
    "a field defined twice": (
        lambda t: t["sections"][0]["fields"].append(copy.deepcopy(t["sections"][1]["fields"][0])),
        ["重复定义", "planned"],
    ),
    "money from no field": (lambda t: t["funding"].update(spent=["spend"]), ["funding", "spend"]),
    "a headline without its field": (lambda t: t["headline"][1].update(field="unit"), ["headline", "unit"]),
    "no indicator table": (lambda t: t["sections"].pop(3), ["恰有一个", "indicators"]),
    "a threshold in words": (lambda t: t["thresholds"].update(over_target="很高"), ["thresholds › over_target"]),
    "a band without its end": (
        lambda t: t["thresholds"]["bands"][1].pop("high"),
        ["thresholds › bands › 1 › high"],
    ),
    "a signature without a date": (lambda t: t["signature"].pop("date"), ["signature › date"]),
    "figures of a third kind": (lambda t: t.update(figures="rough"), ["figures"]),
}


@pytest.mark.parametrize("slip", sorted(SLIPS))
def test_a_slip_of_the_hand_is_told_with_its_place(slip: str, tmp_path: Path) -> None:
    spoil, place = SLIPS[slip]
    data = json.loads((FOLDER / "jiangmen-annex-3@2023.json").read_text(encoding="utf-8"))
    spoil(data)
    path = tmp_path / "jiangmen-annex-3@2023.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(TemplateProblem) as caught:
        read_template(path)
    assert path.name in str(caught.value)
    for words in place:
        assert words in str(caught.value)


def test_an_untouched_copy_is_no_slip(tmp_path: Path) -> None:
    path = tmp_path / "jiangmen-annex-3@2023.json"
    path.write_bytes((FOLDER / path.name).read_bytes())
    assert read_template(path) == load_template(path.stem)


def test_a_bracket_lost_is_told(tmp_path: Path) -> None:
    path = tmp_path / "jiangmen-annex-3@2023.json"
    path.write_text((FOLDER / path.name).read_text(encoding="utf-8")[:-3], encoding="utf-8")
    with pytest.raises(TemplateProblem, match="jiangmen-annex-3@2023"):
        read_template(path)


def test_a_file_under_another_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "jiangmen-annex-3@2024.json"
    path.write_bytes((FOLDER / "jiangmen-annex-3@2023.json").read_bytes())
    with pytest.raises(TemplateProblem, match=r"文件名应为“jiangmen-annex-3@2023\.json”"):
        read_template(path)


def test_an_edition_that_is_not_installed_is_told() -> None:
    with pytest.raises(TemplateProblem, match="jiangmen-annex-3@1999"):
        load_template("jiangmen-annex-3@1999")
