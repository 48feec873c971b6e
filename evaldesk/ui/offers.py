"""Offers: what the start page of an empty window has to choose from."""

from __future__ import annotations

from functools import partial

from evaldesk.files.templates import templates
from evaldesk.model.template import Template
from evaldesk.ui.live_menus import example_title, examples
from evaldesk.ui.start_page import Offer
from evaldesk.ui.window import Window

MOST_RECENT = 6


def offer(window: Window) -> None:
    """Fill the start page with the templates, the recent forms and the examples."""
    desk = window.desk
    new = [
        Offer(template.title, edition_of(template), "new", partial(desk.new_form, template.name, window))
        for template in templates()
    ]
    recent = [
        Offer(path.stem, str(path.parent), "recent", partial(desk.open_path, path, window))
        for path in desk.recent()[:MOST_RECENT]
    ]
    shown = [
        Offer(example_title(path), "已填好的表样", "form", partial(desk.open_example, path, window))
        for path in examples()
    ]
    window.body.start_page.show_offers((("新建自评表", new), ("最近打开", recent), ("填写示例", shown)), window.run)


def edition_of(template: Template) -> str:
    """Return where and for which year a template is official."""
    return f"{template.region} {template.edition} 年度"
