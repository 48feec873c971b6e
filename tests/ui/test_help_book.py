"""The manual's pages: their links and pictures exist, and what they name is in the window, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from evaldesk.ui import help_place
from evaldesk.ui.help_book import (
    COMMAND,
    CONTENTS,
    KEY,
    KEYS,
    LINK,
    Page,
    book,
    find,
    folder,
    headings,
    links,
    pictures,
    spoken,
)
from evaldesk.ui.help_html import as_html
from evaldesk.ui.help_keys import key_table, name_of
from evaldesk.ui.help_place import COLUMNS, PANELS
from evaldesk.ui.palette import DARK, LIGHT
from evaldesk.ui.window import Window

# Keys that text fields, tables and the manual itself answer to without a command of the window.
USUAL = {"Tab", "Shift+Tab", "回车", "Shift+回车", "Alt+回车", "Ctrl+回车", "Esc", "Alt", "Ctrl+=", "Ctrl+C", "Alt+↓"}
INDOOR = ("/work", "http", "TODO", "Error", "invalid")

every = pytest.mark.parametrize("page", book().values(), ids=lambda page: page.name)


def entries(window: Window) -> Iterator[tuple[str, str, QAction]]:
    """Yield every entry of the menus with its menu's name and its own."""
    for top in window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            if not action.isSeparator():
                yield top.text().partition("(")[0], name_of(action), action


def unknown(named: re.Pattern[str], known: set[str]) -> dict[str, set[str]]:
    """Return what each page names that is not among ``known``."""
    found = {page.name: set(named.findall(page.text)) - known for page in book().values()}
    return {page: names for page, names in found.items() if names}


def test_every_page_is_in_the_contents_and_every_file_is_a_page() -> None:
    assert {path.stem for path in folder().glob("*.md")} == set(book())
    assert next(iter(book())) == CONTENTS


@every
def test_links_lead_to_pages_and_headings_that_exist(page: Page) -> None:
    for target in links(page.text):
        name, _, heading = target.partition("#")
        assert name.endswith(".md"), target
        there = book()[name.removesuffix(".md")]
        assert not heading or heading in headings(there.text), target


@every
def test_pictures_exist_and_have_words(page: Page) -> None:
    for target in pictures(page.text):
        assert (folder() / target).is_file()
    assert all(words for picture, words, _ in LINK.findall(page.text) if picture)


@every
def test_a_page_is_written_for_people(page: Page) -> None:
    assert page.text.startswith(f"# {page.title}\n")
    assert len(headings(page.text)) == len(set(headings(page.text)))
    assert not [word for word in INDOOR if word in page.text]
    # What opens in bold or as a key must close, or the marks themselves would be read.
    assert "**" not in as_html(page.text, LIGHT)
    assert "`" not in as_html(page.text, LIGHT)


def test_menu_commands_that_the_pages_name_exist(window: Window) -> None:
    known = {f"{menu} ▸ {name}" for menu, name, _ in entries(window)}
    assert unknown(COMMAND, known) == {}


def test_keys_that_the_pages_name_exist(window: Window) -> None:
    native = QKeySequence.SequenceFormat.PortableText
    keys = {key.toString(native) for action in window.findChildren(QAction) for key in action.shortcuts()}
    own = {action.text().partition("\t")[2] for _, _, action in entries(window)}
    assert unknown(KEY, keys | own | USUAL) == {}


def test_keys_beside_a_command_are_its_own(window: Window) -> None:
    native = QKeySequence.SequenceFormat.PortableText
    known = {f"{menu} ▸ {name}": action for menu, name, action in entries(window)}
    beside = re.compile(COMMAND.pattern + r"（`([^`]+)`）")
    told = [pair for page in book().values() for pair in beside.findall(page.text)]
    assert len(told) > 20
    for command, key in told:
        assert key in [own.toString(native) for own in known[command].shortcuts()], command


def test_every_command_of_every_menu_is_in_the_manual(window: Window) -> None:
    told = key_table(window)
    for menu, name, action in entries(window):
        assert f"| {name} |" in told, f"{menu} ▸ {name}"
        for key in action.shortcuts():
            assert key.toString(QKeySequence.SequenceFormat.NativeText) in told
    assert KEYS in book()["keys"].text


def test_places_of_the_window_have_pages() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(help_place.__file__).parent.glob("*.py"))
    assert [name for name in PANELS if f"class {name}(" not in sources] == []
    for name, heading in [*PANELS.values(), *(("indicators", heading) for heading in COLUMNS.values())]:
        assert not heading or heading in headings(book()[name].text), (name, heading)


def test_the_tabs_of_every_form_have_their_heading() -> None:
    from evaldesk.files.templates import templates

    told = headings(book()["filling"].text)
    for template in templates():
        assert {section.tab for section in template.sections if section.kind != "indicators"} <= set(told)


def test_search_finds_headings_first_and_all_words_wherever_they_stand() -> None:
    hits = find("支出率")
    assert (hits[0].page, hits[0].heading, hits[0].words) == ("scoring", "支出率", "支出率")
    assert len(hits) > 3
    assert {hit.page for hit in find("草稿 错误")} == {"checkup", "printing"}
    assert find("  ") == []
    assert find("天文望远镜") == []
    assert all(len(hit.words) < 60 for hit in hits)


def test_search_reads_what_people_read() -> None:
    assert spoken("- [填表](filling.md)：按 `F1`，选 **文件 ▸ 打印**。") == "填表：按 F1，选 文件 ▸ 打印。"
    assert spoken("![主窗口](pictures/window.png)") == ""
    assert spoken("|---|---|") == ""
    assert spoken("| 大约 | 约420公里 |") == "大约　约420公里"


def test_markdown_becomes_html_in_the_colours_that_are_on() -> None:
    text = "# 甲\n\n一\n二\n\n- 三 **四**\n- `F1`\n\n1. 五\n\n| 六 | 七 |\n|---|---|\n| 八 | <九> |\n\n[十](a.md#乙)\n"
    html = as_html(text, LIGHT)
    assert "<a name='甲'></a>甲</h1>" in html
    assert ">一二</p>" in html
    assert html.count("<ul") == html.count("<ol") == html.count("<table") == 1
    assert "<b>四</b>" in html
    assert "&nbsp;F1&nbsp;" in html
    assert "&lt;九&gt;" in html
    assert f"<a href='a.md#乙' style='color:{LIGHT.accent}'>十</a>" in html
    assert DARK.accent in as_html(text, DARK)
