"""The command line: what it prints, its exit codes, and that it needs no Qt but for the window."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaldesk.batch import check_files
from evaldesk.cli import main
from evaldesk.files.store import open_document, save_document
from evaldesk.files.templates import template_names
from evaldesk.history.events import PRINTED
from evaldesk.history.snapshots import take
from evaldesk.model.digest import digest
from evaldesk.model.document import cell, field, put
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources
from evaldesk.report.pixels import page_count
from tests.report.scan.scanner import Scanner, as_file, printed_page, scanned

ANNEX_2 = resources() / "examples" / "annex-2-special-fund.evform"
ANNEX_3 = resources() / "examples" / "annex-3-project.evform"

Run = tuple[int, str, str]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Run:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_templates_are_listed_for_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "templates")
    assert code == 0
    assert "jiangmen-annex-3@2023\t附件3\t项目支出绩效自评表" in said
    _, said, _ = run(capsys, "templates", "--json")
    assert [item["name"] for item in json.loads(said)] == template_names()


@pytest.mark.parametrize("name", ["jiangmen-annex-3@2023", "jiangmen-annex-2"])
def test_new_writes_a_form_of_the_template(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "新表.evform"
    assert run(capsys, "new", name, "-o", path)[0] == 0
    assert open_document(path).template.startswith(name)
    before = path.read_bytes()
    code, _, said = run(capsys, "new", name, "-o", path)
    assert (code, path.read_bytes()) == (2, before)
    assert "已经存在" in said
    assert run(capsys, "new", name, "-o", path, "--force")[0] == 0
    assert path.read_bytes() != before


def test_an_unknown_template_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, said = run(capsys, "new", "nobody@1", "-o", tmp_path / "a.evform")
    assert code == 3
    assert "没有模板“nobody@1”" in said


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (ANNEX_2, ["权重合计 100.00", "总分 98.00（优）", "建议总分 97.86", "支出率 98.84%（÷ 预算计划安排）"]),
        (ANNEX_3, ["权重合计 100.00", "总分 100.00（优）", "建议总分 99.72", "支出率 97.66%（÷ 预算计划安排）"]),
    ],
    ids=["annex-2", "annex-3"],
)
def test_score_says_the_totals_of_the_real_forms(
    path: Path, lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = run(capsys, "score", path)
    assert code == 0
    assert said.splitlines()[-4:] == lines


def test_score_gives_programs_exact_weights(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = run(capsys, "score", ANNEX_3, "--json")
    content = json.loads(said)
    output = next(branch for branch in content["indicators"] if branch["name"] == "产出")
    rows = [row for group in output["children"] for row in group["children"]]
    assert {row["weight_exact"] for row in rows} == {"20/19"}
    assert {row["weight"] for row in rows} == {"1.052632"}
    assert {row["weight_text"] for row in rows} == {"1.05"}
    assert (content["score"], content["suggested"], content["weight"]) == ("100", "99.719465", "100")
    assert all(row["trail"] and row["verdict"] for row in rows)


def test_check_says_what_is_wrong_and_exits_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "check", ANNEX_3)
    assert code == 1
    assert "暂不能打印正式稿" in said.splitlines()[0]
    assert "39.90" in said
    _, said, _ = run(capsys, "check", ANNEX_3, "--json")
    (form,) = json.loads(said)
    keys = {"code", "level", "where", "span", "message", "numbers", "source", "fix", "explained"}
    assert all(keys <= finding.keys() for finding in form["findings"])


def test_check_holds_forms_of_one_unit_against_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = run(capsys, "check", ANNEX_2.parent, "--json")
    codes = {finding["code"] for form in json.loads(said) for finding in form["findings"]}
    assert "across.measure" in codes


def test_check_lists_what_it_cannot_read_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.evform").write_bytes(b"{")
    (tmp_path / "b.evform").write_bytes(ANNEX_3.read_bytes())
    code, said, _ = run(capsys, "check", tmp_path)
    assert code == 3
    assert "a.evform”已损坏" in said
    assert "39.90" in said
    assert run(capsys, "check", tmp_path / "nobody")[0] == 3


def test_many_files_are_shared_out_and_found_alike(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.evform" for number in range(6)]
    for number, path in enumerate(paths):
        path.write_bytes((ANNEX_2 if number % 2 else ANNEX_3).read_bytes())
    assert check_files(paths, processes=2) == check_files(paths, processes=1)


def test_rules_are_listed_with_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = run(capsys, "rules", "--json")
    rules = json.loads(said)
    assert len({rule["code"] for rule in rules}) == len(rules) > 50
    assert all(rule["sentence"] and rule["source"] for rule in rules)
    assert "【完整性】" in run(capsys, "rules")[1]


def test_explain_reads_one_pair_and_a_batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = ("--target", "≤3分钟", "--actual", "179.71秒", "--name", "平均服务时长", "--weight", "1.05")
    _, said, _ = run(capsys, "explain", *pair, "--json")
    content = json.loads(said)
    assert (content["verdict"], content["direction"], content["score"]) == ("exceeded", "lower", "1.05")
    assert content["target"]["number"] == "3"
    batch = tmp_path / "pairs.jsonl"
    lines = [{"name": "投诉", "target": "≤3次", "actual": 0, "weight": 1.5}, {"target": "秒批", "actual": "100%"}]
    batch.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    _, said, _ = run(capsys, "explain", "--batch", batch)
    assert [json.loads(line)["verdict"] for line in said.splitlines()] == ["exceeded", "judgement"]
    batch.write_text("[1]", "utf-8")
    assert run(capsys, "explain", "--batch", batch)[0] == 2
    assert run(capsys, "explain", "--target", "1")[0] == 2


def test_why_tells_a_trail(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = run(capsys, "score", ANNEX_3, "--why", "平均服务时长")
    assert "40 ÷ 38 = 1.0526…" in said
    assert "179.71 秒 = 2.995167 分钟" in said
    assert run(capsys, "score", ANNEX_3, "--why", "没有这一项")[0] == 2


def changed(path: Path, old: str, new: str) -> Path:
    """Write annex-3 with one text replaced, and return the file."""
    path.write_text(ANNEX_3.read_text("utf-8").replace(old, new), "utf-8")
    return path


def test_diff_and_merge_tell_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = changed(tmp_path / "mine.evform", "336项", "320项")
    theirs = changed(tmp_path / "theirs.evform", "126项", "130项")
    clash = changed(tmp_path / "clash.evform", "336项", "340项")
    out = tmp_path / "out.evform"
    code, said, _ = run(capsys, "diff", ANNEX_3, mine)
    assert code == 0
    assert "336项 → 320项" in said
    assert run(capsys, "merge", ANNEX_3, mine, theirs, "-o", out)[0] == 0
    merged = out.read_text("utf-8")
    assert "320项" in merged
    assert "130项" in merged
    code, said, _ = run(capsys, "merge", ANNEX_3, mine, clash, "-o", out)
    assert code == 1
    assert "对方：340项" in said
    assert "还没有历史版本" in run(capsys, "history", out)[1]


def test_pdf_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "表.pdf"
    assert run(capsys, "pdf", ANNEX_3, "-o", path)[0] == 0
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_draft_says_so_and_a_pdf_proves_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "表.pdf"
    _, said, _ = run(capsys, "pdf", ANNEX_3, "-o", path, "--annex", "评分", "--annex", "说明")
    assert "处错误，各页带“草稿”字样" in said
    assert run(capsys, "verify", path)[:2] == (0, "一致\n")
    code, said, _ = run(capsys, "verify", path, "--json")
    assert json.loads(said) == {"same": True, "differences": []}
    code, _, said = run(capsys, "verify", ANNEX_3)
    assert code == 3
    assert "不是 PDF" in said


def test_a_scan_of_the_paper_is_held_against_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf, scan, form = tmp_path / "表.pdf", tmp_path / "扫描.png", tmp_path / "表.evform"
    assert run(capsys, "pdf", ANNEX_2, "-o", pdf)[0] == 0
    scan.write_bytes(as_file(scanned(printed_page(pdf.read_bytes(), 1), Scanner(skew=1))))
    code, said, _ = run(capsys, "verify", scan, ANNEX_2)
    assert (code, said.splitlines()[0][:14]) == (0, "一致：纸质件与文件相同（第 1"[:14])
    document = open_document(ANNEX_2)
    take(document, PRINTED)
    row = next(row for row in leaves(document.indicators) if row.actual == "32")
    save_document(put(document, cell(row.id, "actual"), "39").model_copy(update={"revision": 2}), form)
    code, said, _ = run(capsys, "verify", scan, form, "--json")
    told = json.loads(said)
    assert (code, told["verdict"], told["revision"]) == (1, "revision", 1)
    assert [(item["file"], item["paper"]) for item in told["differences"]] == [("39", "32")]
    code, _, said = run(capsys, "verify", scan)
    assert code == 2
    assert "FORM" in said


def test_a_character_that_no_font_has_is_told_by_check_and_pdf(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "表.evform"
    save_document(put(open_document(ANNEX_3), field("contact"), "张𪚥"), form)
    told = "“联系人”里的“𪚥”没有字体可用，打印时以编号〔U+2A6A5〕代替。"
    assert told in run(capsys, "check", form)[1]
    code, _, said = run(capsys, "pdf", form, "-o", tmp_path / "表.pdf")
    assert (code, said) == (0, f"{told}\n")


def test_annexes_and_codes_follow_the_form_where_they_have_something_to_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages: list[int] = []
    for names in ((), ("评分",), ("评分", "修改"), ("评分", "数据")):
        path = tmp_path / f"{len(pages)}.pdf"
        assert run(capsys, "pdf", ANNEX_3, "-o", path, *(word for name in names for word in ("--annex", name)))[0] == 0
        pages.append(page_count(path.read_bytes()))
    assert pages[0] < pages[1] == pages[2] < pages[3]


def test_schema_describes_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "schema")
    assert code == 0
    properties = json.loads(said)["properties"]
    assert {"template", "fields", "indicators", "total"} <= properties.keys()
    assert properties["computed"]["properties"].keys() == {"figures", "texts"}


@pytest.mark.parametrize("arguments", [["score"], ["pdf", "x"], ["new", "a"], ["score", "a", "--nonsense"]])
def test_wrong_use_is_two_and_says_how(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, _, said = run(capsys, *arguments)
    assert code == 2
    assert "命令用法不对" in said


def test_an_unreadable_file_is_three_and_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, said = run(capsys, "score", tmp_path / "nobody.evform")
    assert (code, out) == (3, "")
    assert said.count("\n") == 1
    assert "找不到文件" in said


def test_an_unwritable_place_is_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, said = run(capsys, "pdf", ANNEX_3, "-o", tmp_path / "none" / "a.pdf")
    assert code == 3
    assert "文件夹不存在" in said


@pytest.mark.parametrize(
    "arguments", [["templates"], ["score", str(ANNEX_3)], ["schema"], ["pdf", str(ANNEX_3), "-o", "{tmp}/a.pdf"]]
)
def test_no_command_but_edit_imports_qt(arguments: list[str], tmp_path: Path) -> None:
    script = """
import sys
from evaldesk.batch import check_files
from evaldesk.cli import main
code = main(sys.argv[1:])
assert "PySide6" not in sys.modules
sys.exit(code)
"""
    given = [argument.format(tmp=tmp_path) for argument in arguments]
    subprocess.run([sys.executable, "-c", script, *given], check=True, capture_output=True)


def test_a_console_that_cannot_show_chinese_stops_nothing() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "evaldesk", "templates"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert b"jiangmen-annex-3@2023" in run.stdout


def test_export_and_import_give_the_same_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, form = tmp_path / "表.xlsx", tmp_path / "表.evform"
    assert main(["export", str(ANNEX_3), "-o", str(sheet)]) == 0
    assert main(["import", str(sheet), "-o", str(form)]) == 0
    assert digest(open_document(form)) == digest(open_document(ANNEX_3))
    assert "没有推断" in capsys.readouterr().err
    before = form.read_bytes()
    assert main(["import", str(sheet), "-o", str(form)]) == 2
    assert form.read_bytes() == before


def test_import_tells_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    foreign = tmp_path / "表.xlsx"
    foreign.write_bytes(b"not a workbook")
    assert main(["import", str(foreign), "-o", str(tmp_path / "x.evform")]) == 3
    assert "另存为 .xlsx" in capsys.readouterr().err
    assert not (tmp_path / "x.evform").exists()
