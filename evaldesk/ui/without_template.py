"""A form whose template this machine lacks: shown as far as it can be understood, for reading only."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from evaldesk.ui.banner import put_up

if TYPE_CHECKING:
    from evaldesk.ui.indicator_panel import IndicatorPanel
    from evaldesk.ui.session import Session
    from evaldesk.ui.window import Window


def look_only(window: Window, session: Session, table: IndicatorPanel) -> None:
    """Say in one sentence what can be done, and offer nothing that needs the rules of the form."""
    said = (
        f"本机没有这份表的模板“{session.document.template}”，现在只读打开。已填的内容都在、都会原样保留，"
        "只是不能修改、核算和打印；装上含有它的模板包或新版本后再打开即可。"
    )
    put_up(window, "template", said, [("安装模板包(&P)…", partial(_install, window))])
    window.checkup.hide()
    for action in table.actions():
        action.setEnabled(action.objectName().startswith("branch."))


def _install(window: Window) -> bool:
    from evaldesk.ui.template_packs import choose

    if done := choose(window):
        window.tell_news(done)
    return False
