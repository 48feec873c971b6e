"""Beginning the tour: by the 帮助 menu, and once, when the program is new, by an offer above the panel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaldesk.ui.desk import Desk
    from evaldesk.ui.tour import Tour
    from evaldesk.ui.window import Window

KEY = "tour"
SENTENCE = "第一次使用？花一分钟看看四个要紧的地方：基本信息、指标表、体检、打印。"
LATER = "好的。以后想看，请选 帮助 ▸ 四步导览。"


def begin_tour(window: Window) -> Tour | None:
    """Lead through the form in the window, through an example where there is none; None where a form cannot be shown.

    An example opens in the same window as a copy without a file.
    """
    from evaldesk.ui.banner import take_down
    from evaldesk.ui.live_menus import examples
    from evaldesk.ui.tour import Tour, tours

    take_down(window, KEY)
    for running in tours(window):
        return running
    if window.session is None:
        window = window.desk.open_example(examples()[0], window)
    if window.session is None or not window.session.understood:
        window.tell_news("这张表的表样不在本机，请打开一个填写示例再看导览。")
        return None
    return Tour(window)


def offer_tour(desk: Desk) -> None:
    """Offer the tour in the front window, unless it was seen or declined, or something else waits for an answer."""
    if desk.state.get(KEY) or not desk.windows:
        return
    from evaldesk.ui.banner import banners, put_up

    window = desk.windows[-1]
    if banners(window):
        return
    choices = [("看一看", partial(_begin, window)), ("不用了", partial(_decline, window))]
    put_up(window, KEY, SENTENCE, choices, "hint")


def _begin(window: Window) -> None:
    begin_tour(window)


def _decline(window: Window) -> None:
    window.desk.remember_state(**{KEY: "declined"})
    window.tell_news(LATER)
