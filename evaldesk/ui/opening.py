"""Opening: a form becomes a session, and a window gets its tabs in the order of the template."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from evaldesk.files.store import Opened, open_document, open_form
from evaldesk.files.templates import load_template, template_of
from evaldesk.model.blank import new_document
from evaldesk.model.template import Section, Template
from evaldesk.model.template.grid import FieldsSection, TextsSection
from evaldesk.rules import evaluate
from evaldesk.rules.evaluation import Evaluation
from evaldesk.ui import evidence_furnish, keeping_furnish, last_place
from evaldesk.ui.chart_panel import ChartPanel
from evaldesk.ui.checkup_furnish import badge, furnish
from evaldesk.ui.checkup_guide import go_to
from evaldesk.ui.completion_memory import Memory
from evaldesk.ui.desk import Desk
from evaldesk.ui.form import FormPanel
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.keeping_versions import tell_rules
from evaldesk.ui.paste_table import offer
from evaldesk.ui.picture import INDICATORS
from evaldesk.ui.preview import Preview
from evaldesk.ui.printout import Printout
from evaldesk.ui.remarks_marks import FieldMarks
from evaldesk.ui.session import Session
from evaldesk.ui.sweeping import sweep_after, unswept
from evaldesk.ui.waiting import opened
from evaldesk.ui.way import take_short_turns
from evaldesk.ui.window import Window
from evaldesk.ui.without_template import look_only

PICTURES, PREVIEW = "图示", "打印预览"


@unswept()
def open_session(path: Path, near: Window | None = None) -> tuple[Session, Opened]:
    """Open the form in ``path``; return what was read beside it. A large one is waited for in ``near``."""
    read, template, evaluation = opened(near, path, partial(_read, path))
    return Session(read.document, template, path, evaluation), read


@unswept()
def copied_session(path: Path) -> Session:
    """Start a form with the content of ``path``, which is a form of its own from then on."""
    document = open_document(path).model_copy(update={"id": str(uuid4())})
    return Session(document, template_of(document))


@unswept()
def new_session(name: str) -> Session:
    """Start an empty form of the template ``name``."""
    template = load_template(name)
    return Session(new_document(template), template)


@unswept()
def fill(window: Window, session: Session, read: Opened | None = None) -> None:
    """Show the form in the window; ``read`` is what was read from its file."""
    take_short_turns()
    session.setParent(window)
    if session.path is not None:
        window.saved_at = datetime.fromtimestamp(session.path.stat().st_mtime).astimezone()
    furnish(window, session)
    keeping_furnish.furnish(window, session, read)
    table = IndicatorPanel(session)
    table.setObjectName(INDICATORS)
    table.said.connect(window.tell_news)
    offer(window, table)
    table.restore_state(window.desk.state.get("table", "").encode())
    window.closed.connect(partial(_remember_table, window.desk, table))
    panels: list[tuple[str, QWidget]] = []
    for tab, sections in tabs(session.template):
        forms = [section for section in sections if isinstance(section, FieldsSection | TextsSection)]
        panels.append((tab, FormPanel(session, forms) if forms else table))
    if session.understood:
        panels.append((PICTURES, _pictures(window, session)))
        panels.append((PREVIEW, _preview(window, session)))
        window.closed.connect(Memory(session).leave)
    window.attach(session, panels, table.actions())
    last_place.furnish(window, table)
    window.closed.connect(sweep_after)
    badge(window)
    evidence_furnish.furnish(window, session, table)
    FieldMarks(window, session)
    if not session.understood:
        look_only(window, session, table)
    elif read is not None:
        tell_rules(window)


def _read(path: Path) -> tuple[Opened, Template, Evaluation]:
    read = open_form(path)
    template = template_of(read.document)
    return read, template, evaluate(read.document, template)


def _pictures(window: Window, session: Session) -> ChartPanel:
    panel = ChartPanel(session)
    panel.wanted.connect(partial(go_to, window))
    return panel


def _preview(window: Window, session: Session) -> Preview:
    window.printout = Printout(session, window.desk)
    preview = Preview(session, window.printout)
    preview.chosen.connect(partial(go_to, window))
    preview.bar.offer(window.menus.actions["page-setup"], window.menus.annexes)
    window.closed.connect(preview.stop)
    window.desk.redressed.connect(preview.draw_icons)
    return preview


def _remember_table(desk: Desk, table: IndicatorPanel, window: Window) -> None:
    desk.remember_state(table=table.save_state().decode("latin-1"))


def tabs(template: Template) -> list[tuple[str, list[Section]]]:
    """Return the tabs with their sections, in the template's order."""
    found: dict[str, list[Section]] = {}
    for section in template.sections:
        found.setdefault(section.tab, []).append(section)
    return list(found.items())
