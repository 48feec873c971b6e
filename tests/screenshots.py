"""Make the pictures of README and manual from the real window: ``python3 tests/screenshots.py FOLDER``.

Each scale is a process of its own on a screen of our own, since Qt reads the scale once. What is named on the command
line (``--scale 2 --look dark``) narrows the set.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evaldesk.ui.desk import Desk
    from evaldesk.ui.window import Window

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

SCALES = (1.0, 1.5, 2.0)
LOOKS = ("light", "dark")
WIDTH, HEIGHT = 1280, 800
NARROW = (960, 540)  # what 1280 × 720 leaves at 133 %
EXAMPLE = "annex-3-project.evform"
INDICATOR = "a3-009"
PATIENCE = 700  # milliseconds for what arrives a moment later, such as the pages of the preview


def main() -> int:
    """Make the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, action="append", help="100 % is 1")
    parser.add_argument("--look", choices=LOOKS, action="append")
    parser.add_argument("--here", action="store_true", help="on the present screen, at its scale")
    wishes = parser.parse_args()
    wishes.folder.mkdir(parents=True, exist_ok=True)
    if wishes.here:
        for look in wishes.look or LOOKS:
            take_all(wishes.folder, look)
        return 0
    from tests import screen

    for scale in wishes.scale or SCALES:
        with screen.opened() as display, tempfile.TemporaryDirectory() as home:
            looks = [word for look in wishes.look or LOOKS for word in ("--look", look)]
            folder = wishes.folder / f"{scale:.0%}".rstrip("%")
            environment = {**os.environ, "DISPLAY": display, "EVALDESK_HOME": home, "QT_SCALE_FACTOR": str(scale)}
            environment["QT_QPA_PLATFORM"] = "xcb"
            subprocess.run([sys.executable, __file__, "--here", *looks, str(folder)], check=True, env=environment)
            print(folder)
    return 0


def take_all(folder: Path, look: str) -> None:
    """Take every picture in one appearance."""
    from PySide6.QtWidgets import QApplication

    from evaldesk.model.document import cell
    from evaldesk.paths import resources
    from evaldesk.ui.app import make_application, prepare, speak_chinese
    from evaldesk.ui.desk import Desk
    from evaldesk.ui.picture import settle

    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else make_application()
    prepare(application)
    speak_chinese(application)
    desk = Desk(application)
    desk.choose_appearance("dark" if look == "dark" else "light")

    def take(window: QWidget, name: str) -> None:
        settle(PATIENCE)
        window.grab().save(str(folder / f"{name}-{look}.png"))

    empty = desk.new_window()
    empty.resize(WIDTH, HEIGHT)
    desk.begin([], empty)
    take(empty, "start")
    window = desk.open_path(resources() / "examples" / EXAMPLE, empty)
    for at, name in enumerate(("basic", "funds", "goals", "indicators", "summary", "charts", "preview")):
        window.show_tab(at)
        if name == "indicators":
            window.show_where(cell(INDICATOR, "actual"))
        take(window, name)
    take_checkup(take, window)
    window.notice.say("“旧表.evform”不是本程序的表，没有打开。请选择 .evform 或 .json 文件。", "details")
    window.show_tab(0)
    take(window, "notice")
    window.notice.dismiss()
    window.resize(*NARROW)
    take(window, "narrow")
    window.close()
    take_kept(desk, folder, look)
    application.processEvents()


def take_checkup(take: Callable[[QWidget, str], None], window: Window) -> None:
    """Take the check-up: an explanation asked for, the exact words of a narrative, and the rules."""
    from evaldesk.ui import checkup_guide
    from evaldesk.ui.checkup_rules import show_rules

    window.settle_checkup()
    for code, name in (("targets.over", "explain"), ("narrative.indicator-count", "words")):
        finding = next((item for item in window.checkup.session.findings if item.code == code), None)
        if finding is not None:
            window.checkup.choose(finding)
            checkup_guide.go(window, finding)
            take(window, f"checkup-{name}")
    page = show_rules(window)
    take(page, "rules")
    page.close()


def take_kept(desk: Desk, folder: Path, look: str) -> None:
    """Take what keeps a form: versions, remarks, and a banner over it."""
    from functools import partial

    from evaldesk.files.store import open_document, save_document
    from evaldesk.history.remarks import answered, with_remark
    from evaldesk.model.document import field
    from evaldesk.paths import resources
    from evaldesk.ui.banner import put_up
    from evaldesk.ui.picture import settle
    from evaldesk.ui.remarks_panel import show_remarks
    from evaldesk.ui.saving import save
    from evaldesk.ui.versions_panel import show_versions

    with tempfile.TemporaryDirectory() as place:
        form = Path(place) / "表.evform"
        document = open_document(resources() / "examples" / EXAMPLE)
        pin = partial(with_remark, by="财政局绩效科", at="2024-05-06T10:00:00+08:00")
        document = pin(document, "fields/spent_own", "与决算系统的支出数不符，请核对。")
        document = answered(pin(document, f"indicators/{INDICATOR}", "请补充佐证材料。"), 1, "已补充验收报告。")
        save_document(document, form)
        window = desk.open_path(form)
        window.resize(WIDTH, HEIGHT)
        window.show_tab(1)
        put_up(window, "rules", "规则更新使 3 个分值变化，您填写的内容没有改动。", [("查看", form.exists)], "hint")
        assert window.session is not None
        for amount in ("552.4", "1000"):
            window.session.edit(field("spent_own"), amount, "")
            save(window)
        settle(PATIENCE)
        for name, panel in (("versions", show_versions(window)), ("remarks", show_remarks(window))):
            settle(PATIENCE)
            panel.grab().save(str(folder / f"{name}-{look}.png"))
            panel.close()
        window.grab().save(str(folder / f"returned-{look}.png"))
        window.close()


if __name__ == "__main__":
    sys.exit(main())
