"""Every place a person can be in: each tab, each panel and each dialog, opened as the window opens it.

The tests of access walk through them, and the pictures are taken of them. A dialog that is new needs a scene here:
``tests/ui/test_access.py`` knows the dialogs there are, and says which was never shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from evaldesk.history.merge import Conflict
from evaldesk.model.document import Document, cell
from evaldesk.ui import dialogs
from evaldesk.ui.banner import put_up, take_down
from evaldesk.ui.picture import settle
from tests import scenes_filled, scenes_packs
from tests.stage import INDICATOR, LONGEST, MOMENT, SIZE, Stage

CONFLICTS = (
    Conflict("fields/contact", "fields/contact", "基本情况 › 联系人", "甲", "乙", "丙"),
    Conflict("fields/phone", "fields/phone", "基本情况 › 联系电话", "", "1", "2\n3"),
)


def _document(on: Stage) -> Document:
    assert on.window.session is not None
    return on.window.session.document


def _tab(at: int, on: Stage) -> None:
    on.window.show_tab(at)
    if at == 3:
        on.window.show_where(cell(INDICATOR, "actual"))
    settle(MOMENT)
    on.look(on.window)


def _start(on: Stage) -> None:
    from evaldesk.ui.offers import offer

    empty = on.desk.new_window()
    empty.resize(*SIZE)
    offer(empty)
    on.show(empty)


def _finding(code: str, on: Stage) -> None:
    from evaldesk.ui import checkup_guide

    found = next(item for item in on.window.checkup.session.findings if item.code == code)
    before = on.window.checkup.isVisible()
    checkup_guide.show(on.window, True)
    on.window.checkup.choose(found)
    checkup_guide.go(on.window, found)
    settle(MOMENT)
    on.look(on.window)
    checkup_guide.show(on.window, before)


def _above(on: Stage) -> None:
    said = "“表.evform”已被别人或其他程序改动。保存时会先给您比较，不会互相覆盖。"
    put_up(on.window, "scene", said, [("现在处理…", object)])
    on.window.notice.say("“旧表.evform”不是本程序的表，没有打开。请选择 .evform 或 .json 文件。", "details")
    notice = on.window.notice
    for _ in range(LONGEST):  # it slides in
        settle(MOMENT)
        if notice.maximumHeight() > notice.sizeHint().height():
            break
    on.look(on.window)
    take_down(on.window, "scene")
    on.window.notice.dismiss()


def _template(on: Stage) -> None:
    from evaldesk.files.templates import templates

    on.ask(partial(dialogs.ask_template, on.window, templates()))


def _carry(on: Stage) -> None:
    from evaldesk.files.templates import template_of

    document = _document(on)
    on.ask(partial(dialogs.ask_carry, on.window, document, template_of(document)))


def _paste(on: Stage) -> None:
    from evaldesk.ui.paste_table import paste_table

    QGuiApplication.clipboard().setText(
        "产出指标\t数量指标\t新建平台数\t5\t≥3个\t4个\n产出指标\t质量指标\t验收合格率\t5\t≥95%\t98%\n"
    )
    on.window.show_tab(3)
    on.ask(partial(paste_table, on.window))


def _search(on: Stage) -> None:
    from PySide6.QtTest import QTest

    from evaldesk.ui.search_guide import open_search
    from evaldesk.ui.search_popup import SearchPopup

    open_search(on.window)
    popup = on.window.findChild(SearchPopup)
    assert popup is not None
    QTest.keyClicks(popup.line, "zwfw")
    settle(MOMENT)
    on.look(on.window)
    popup.close()


def _note(on: Stage) -> None:
    from evaldesk.ui.help_popover import show_note

    on.window.activateWindow()
    on.window.show_tab(0)
    on.window.panels[0].focus_first()
    settle(5 * MOMENT)  # the note is about where the focus is
    note = show_note(on.window)
    assert note is not None
    on.show(note)


def _tour(on: Stage) -> None:
    from evaldesk.ui.tour_offer import begin_tour

    tour = begin_tour(on.window)
    assert tour is not None
    settle(5 * MOMENT)  # a tab that has just come into view has its final size a moment later
    on.look(on.window)
    tour.end()


def _manual(on: Stage) -> None:
    from evaldesk.ui.help_manual import show_manual

    on.show(show_manual(on.window))


def _guesses(on: Stage) -> None:
    from evaldesk.ui.import_guesses import Guesses, show_guesses

    show_guesses(on.window, on.window.checkup.session.findings[:12])
    shown = on.window.findChild(Guesses)
    assert shown is not None
    on.show(shown)


def _rules(on: Stage) -> None:
    from evaldesk.ui.checkup_rules import show_rules

    on.show(show_rules(on.window))


def _shortcuts(on: Stage) -> None:
    from evaldesk.ui.shortcuts import show_shortcuts

    on.show(show_shortcuts(on.window))


def _versions(on: Stage) -> None:
    from evaldesk.ui.versions_panel import show_versions

    shown = show_versions(on.window)
    settle(5 * MOMENT)
    on.show(shown)


def _remarks(on: Stage) -> None:
    from evaldesk.ui.remarks_panel import show_remarks

    on.show(show_remarks(on.window))


def _paper_check(on: Stage) -> None:
    from evaldesk.ui.paper_window import show_paper_check

    on.show(show_paper_check(on.window))


def _why(on: Stage) -> None:
    from evaldesk.ui.popover import Popover

    label = on.window.strip.labels["score"]
    label.asked.emit()
    popover = on.window.findChild(Popover)
    assert popover is not None
    on.show(popover)


def _beside(on: Stage) -> None:
    from evaldesk.ui.preview_beside import PreviewBeside, show_beside

    on.window.show_tab(0)
    show_beside(on.window)
    beside = on.window.findChild(PreviewBeside)
    assert beside is not None
    settle(5 * MOMENT)
    on.show(beside)


def _page(on: Stage) -> None:
    on.ask(partial(dialogs.ask_page, on.window, on.window.printout.order()))


def _failure(on: Stage) -> None:
    from evaldesk.errors import Broken
    from evaldesk.ui.failure import show_failure
    from evaldesk.ui.rim import SORRY

    on.show(show_failure(on.window, Broken(SORRY, "ValueError: 例")))


def _package(on: Stage) -> None:
    from evaldesk.ui.evidence_package import PackageProgress

    shown = PackageProgress(on.window, Path("材料包.zip"))
    shown.show()
    on.show(shown)


def _asked(question: Callable[..., object], *rest: object) -> Callable[[Stage], None]:
    def play(on: Stage) -> None:
        on.ask(partial(question, on.window, *rest))

    return play


SCENES: dict[str, Callable[[Stage], None]] = {
    "start": _start,
    "basic": partial(_tab, 0),
    "funds": partial(_tab, 1),
    "goals": partial(_tab, 2),
    "indicators": partial(_tab, 3),
    "summary": partial(_tab, 4),
    "charts": partial(_tab, 5),
    "preview": partial(_tab, 6),
    "beside": _beside,
    "above": _above,
    "explain": partial(_finding, "targets.over"),
    "words": partial(_finding, "narrative.indicator-count"),
    "why": _why,
    "search": _search,
    "note": _note,
    "tour": _tour,
    "manual": _manual,
    "rules": _rules,
    "shortcuts": _shortcuts,
    "versions": _versions,
    "remarks": _remarks,
    "paper-check": _paper_check,
    "guesses": _guesses,
    "paste": _paste,
    "template": _template,
    "carry": _carry,
    "page": _page,
    "conflict": _asked(dialogs.ask_conflict, "“表.evform”已被改动。", "<p>对方改了“联系人”。</p>", True, False),
    "sides": _asked(dialogs.choose_sides, CONFLICTS),
    "unsaved": _asked(dialogs.ask_unsaved, "表.evform"),
    "draft": _asked(dialogs.ask_draft, "还有 3 处错误没有改。", "打印"),
    "hand-in": _asked(dialogs.ask_hand_in, 2, "体检还有 3 处待处理"),
    "about": _asked(dialogs.tell_about, "1.0"),
    "failure": _failure,
    "package": _package,
    **scenes_filled.SCENES,
    **scenes_packs.SCENES,
}


def play(name: str, on: Stage, look: Callable[[QWidget], object] | None = None) -> None:
    """Play one scene on a stage; ``look`` in place of the stage's own."""
    SCENES[name](replace(on, look=look) if look is not None else on)
