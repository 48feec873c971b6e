"""Template packs in the window: one that is opened, dropped or chosen is shown first and then installed, or not."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from evaldesk.errors import TemplateProblem
from evaldesk.files.template_packs.installing import install, only_in, roll_back
from evaldesk.files.template_packs.pack import open_pack
from evaldesk.files.template_packs.shelf import Installed
from evaldesk.history.pack_offer import PackOffer, Uses, pack_offer
from evaldesk.ui import dialogs
from evaldesk.ui.offers import edition_of, renew
from evaldesk.ui.template_pack_panel import TemplatePacks
from evaldesk.ui.template_pack_uses import open_forms, uses
from evaldesk.ui.waiting import waited

if TYPE_CHECKING:
    from evaldesk.ui.desk import Desk
    from evaldesk.ui.window import Window

FOLDER = "packs"
WHERE = "要撤回，请选 帮助 ▸ 模板包。"


def show_packs(window: Window) -> TemplatePacks:
    """Show what is installed, beside the form; always the same list."""
    panel = window.findChild(TemplatePacks) or TemplatePacks(
        window, partial(choose, window), partial(take_back, window)
    )
    panel.show()
    panel.raise_()
    panel.activateWindow()
    return panel


def offer_later(desk: Desk, path: Path, near: Window | None) -> Window:
    """Offer a pack as soon as what is being done is done: a start shows its window first, a drop comes to its end."""
    window = near or (desk.windows[-1] if desk.windows else desk.new_window())
    QTimer.singleShot(0, window, partial(window.run, partial(_offer_opened, window, path)))
    return window


def choose(window: Window) -> str:
    """Ask for a pack and offer it; return what was done, in a sentence."""
    path = dialogs.ask_pack_file(window, window.desk.folder(FOLDER))
    if path is None:
        return ""
    window.desk.remember_folder(FOLDER, path.parent)
    return offer(window, path)


def offer(window: Window, path: Path) -> str:
    """Show what a pack would do and install it when that is wanted; return what was done, in a sentence.

    :raises EvaldeskError: when it cannot be read or installed.
    """
    known = uses(window.desk)
    found = waited(window, f"正在读取“{path.name}”……", partial(_read, path, known))
    if not dialogs.ask_pack(window, found):
        return ""
    done = install(found.pack)
    _tell_all(window.desk)
    ready = [name for template, _, name in open_forms(window.desk) if template in done.templates]
    again = f"“{'”“'.join(ready)}”关闭后重新打开即可填写。" if ready else ""
    return f"已安装模板包“{done.title}”，新建时可以选用。{again}"


def take_back(window: Window, last: Installed) -> str:
    """Ask, and take back the pack that was installed last; return what was done, in a sentence.

    :raises EvaldeskError: when forms that need it are open, or it cannot be removed.
    """
    lost, desk = only_in(last), window.desk
    if here := [name for template, _, name in open_forms(desk) if template in lost]:
        raise TemplateProblem(f"“{'”“'.join(here)}”正在用这个模板包，没有撤回。请先保存并关闭，再撤回。")
    known = uses(desk)
    forms = [form for name in lost for form in known.get(name, ())]
    titles = [f"{last.templates[name].title}（{edition_of(last.templates[name])}）" for name in lost]
    if not dialogs.ask_roll_back(window, last.title, titles, forms):
        return ""
    roll_back(last)
    _tell_all(desk)
    return f"已撤回模板包“{last.title}”。"


def _read(path: Path, known: Uses) -> PackOffer:
    return pack_offer(open_pack(path), known)


def _offer_opened(window: Window, path: Path) -> None:
    if done := offer(window, path):
        window.tell_news(f"{done}{WHERE}")


def _tell_all(desk: Desk) -> None:
    """Let every window show the templates that are there now."""
    for window in desk.windows:
        if window.session is None:
            renew(window)
        for panel in window.findChildren(TemplatePacks):
            panel.refresh()
