"""The command about templates: lists, makes packs, shows, installs and takes back, with its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaldesk.cli import main
from evaldesk.files.settings import Settings, save_settings
from evaldesk.files.template_packs.installing import install
from evaldesk.files.template_packs.pack import open_pack
from evaldesk.files.templates import template_names
from tests.files.packs import BASE, NEW, TITLE, packed, template

Run = tuple[int, str, str]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Run:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "表样.evtemplates"
    path.write_bytes(packed())
    return path


def test_the_list_tells_where_each_template_is_from(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = run(capsys, "templates")
    assert "已装的模板包" not in said
    done = install(open_pack(pack))
    _, said, _ = run(capsys, "templates")
    assert f"{BASE}\t附件3\t项目支出绩效自评表\t广东省江门市\t随程序\n" in said
    assert f"{NEW}\t附件3\t项目支出绩效自评表\t广东省江门市\t模板包“{TITLE}”\n" in said
    assert said.splitlines()[-1] == f"{done.at.astimezone():%Y-%m-%d %H:%M}\t{TITLE}\t{NEW}"
    _, said, _ = run(capsys, "templates", "--json")
    packs = {item["name"]: item["pack"] for item in json.loads(said)}
    assert packs == dict.fromkeys(template_names()) | {NEW: {"title": TITLE, "installed": done.at.isoformat()}}


def test_a_damaged_pack_is_listed_with_what_is_wrong(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = install(open_pack(pack))
    done.path.write_bytes(b"")
    code, said, _ = run(capsys, "templates")
    assert code == 0
    assert "没有复制完" in said.splitlines()[-1]


def test_a_pack_is_shown_installed_used_and_taken_back(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = run(capsys, "templates", "--show", pack)
    assert (code, said.splitlines()[0]) == (0, TITLE)
    assert "“产出”的权重：40 → 50" in said
    assert NEW not in template_names()
    code, said, _ = run(capsys, "templates", "--install", pack)
    assert (code, said) == (0, f"已安装模板包“{TITLE}”：{NEW}。\n")
    assert run(capsys, "templates", "--install", pack)[:2] == (
        0,
        "这个模板包里的模板本机都有了，内容相同，不用再装。\n",
    )
    form = tmp_path / "表.evform"
    assert run(capsys, "new", "jiangmen-annex-3", "-o", form)[0] == 0
    assert json.loads(form.read_bytes())["template"] == NEW
    assert run(capsys, "score", form)[0] == 0
    save_settings(Settings(recent=(str(form),)))
    code, said, error = run(capsys, "templates", "--rollback")
    assert (code, said) == (1, "")
    assert str(form) in error
    assert "--force" in error
    code, said, _ = run(capsys, "templates", "--rollback", "--force")
    assert (code, said) == (0, f"已撤回模板包“{TITLE}”，本机不再有：{NEW}。\n")
    assert run(capsys, "score", form)[0] == 3
    code, _, error = run(capsys, "templates", "--rollback")
    assert (code, error) == (2, "还没有装过模板包，没有可以撤回的。\n")


def test_show_is_read_by_programs_and_says_what_stands_in_the_way(
    tmp_path: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said, _ = run(capsys, "templates", "--show", pack, "--json")
    assert json.loads(said)["templates"][0]["kind"] == "edition"
    wrong = tmp_path / "换.evtemplates"
    wrong.write_bytes(packed(BASE))
    code, said, _ = run(capsys, "templates", "--show", wrong)
    assert code == 1
    assert "没有安装" in said.splitlines()[-1]
    code, said, error = run(capsys, "templates", "--install", wrong)
    assert (code, said) == (3, "")
    assert "内容不同" in error
    code, _, error = run(capsys, "templates", "--install", tmp_path / "没有.evtemplates")
    assert code == 3
    assert "找不到文件“没有.evtemplates”" in error


def test_a_bureau_makes_a_pack_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "表样").mkdir()
    (tmp_path / "表样" / f"{NEW}.json").write_bytes(template())
    told = ("--title", TITLE, "--issuer", "江门市财政局", "--date", "2026-11-20", "--notes", "说明")
    code, said, _ = run(capsys, "templates", "--pack", tmp_path / "表样", "-o", tmp_path / "一", *told)
    assert code == 0
    assert f"内有 1 个模板：{NEW}" in said
    one = tmp_path / "一.evtemplates"
    assert open_pack(one).sha256 in said
    assert open_pack(one).manifest.notes == "说明"
    assert run(capsys, "templates", "--pack", tmp_path / "表样" / f"{NEW}.json", "-o", tmp_path / "二", *told)[0] == 0
    assert one.read_bytes() == (tmp_path / "二.evtemplates").read_bytes()
    code, _, error = run(capsys, "templates", "--pack", tmp_path / "表样", "-o", one, *told)
    assert code == 2
    assert "已经存在" in error
    assert run(capsys, "templates", "--pack", tmp_path / "表样", "-o", one, *told, "--force")[0] == 0
    code, _, error = run(capsys, "templates", "--pack", tmp_path / "表样", "-o", tmp_path / "三")
    assert code == 2
    assert "--title" in error
    code, _, error = run(capsys, "templates", "--install", one, "--rollback")
    assert code == 2


def test_a_pack_has_no_window_to_take_a_picture_of(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, error = run(capsys, pack, "--screenshot", tmp_path / "窗口.png")
    assert code == 2
    assert "templates --show" in error


def test_without_a_day_a_pack_is_of_today(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / f"{NEW}.json").write_bytes(template())
    target = tmp_path / "一.evtemplates"
    assert run(capsys, "templates", "--pack", tmp_path, "-o", target, "--title", "一")[0] == 0
    assert len(open_pack(target).manifest.date) == len("2026-11-20")
