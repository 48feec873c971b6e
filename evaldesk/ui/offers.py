"""Offers: what the start page of an empty window has to choose from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QPixmap

from evaldesk.files.settings import load_settings, save_settings, without_recent
from evaldesk.files.templates import templates
from evaldesk.model.template import Template
from evaldesk.ui import saving
from evaldesk.ui.carry_form import carry
from evaldesk.ui.icons import picture
from evaldesk.ui.live_menus import example_title, examples
from evaldesk.ui.palette import tones
from evaldesk.ui.start_look import Looking
from evaldesk.ui.start_page import Offer, Offers
from evaldesk.ui.start_picture import page_picture
from evaldesk.ui.start_recent import Recent
from evaldesk.ui.start_summary import recall
from evaldesk.ui.window import Window

MOST_RECENT = 5
ICON = 24


def offer(window: Window) -> None:
    """Fill the start page with recent forms, templates, other ways to begin, and examples."""
    desk, page = window.desk, window.body.start_page
    offers = Offers(
        recent=[
            Recent(
                path,
                partial(desk.open_path, path, window),
                partial(carry, window, path),
                partial(_remove, window, path),
            )
            for path in map(Path, load_settings().recent[:MOST_RECENT])
        ],
        new=_new(window),
        ways=[
            Offer(
                "由去年的表新建…",
                "带上单位、指标和目标，金额和实现值重新填",
                _icon("next-year"),
                partial(carry, window),
            ),
            Offer(
                "打开…", "已有的 .evform 文件，或本程序导出的 PDF", _icon("open"), partial(saving.open_forms, window)
            ),
        ],
        examples=[
            Offer(
                example_title(path),
                "已填好的表样，打开的是副本",
                _icon("form"),
                partial(desk.open_example, path, window),
            )
            for path in examples()
        ],
    )
    known = recall()
    page.show_offers(offers, known, window.run)
    looking = Looking(page, known)
    window.closed.connect(looking.stop)
    looking.begin()


def renew(window: Window) -> None:
    """Offer the templates that are there now; all else stays as it is."""
    if window.body.start_page.offered:
        window.body.start_page.show_new(_new(window), window.run)


def _new(window: Window) -> list[Offer]:
    return [
        Offer(
            template.title,
            edition_of(template),
            partial(page_picture, template.name),
            partial(window.desk.new_form, template.name, window),
        )
        for template in templates()
    ]


def edition_of(template: Template) -> str:
    """Return where and for which year a template is official."""
    return f"{template.region} {template.edition} 年度"


def _icon(name: str) -> Callable[[float], QPixmap]:
    def draw(ratio: float) -> QPixmap:
        return picture(name, ICON, ratio, tones().accent)

    return draw


def _remove(window: Window, path: Path) -> None:
    """Forget a recent form that is gone; no file is touched."""
    save_settings(without_recent(load_settings(), path))
    page = window.body.start_page
    row = next(row for row in page.rows if row.recent.path == path)
    page.forget(row)
