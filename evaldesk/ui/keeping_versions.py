"""Versions: each save, print and hand-in leaves one, in the background; what fails there never hinders the save."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from evaldesk.errors import EvaldeskError
from evaldesk.files.templates import template_names
from evaldesk.history.events import SAVED
from evaldesk.history.rules_changed import RulesChange, as_text, newer_edition, rules_changed, under_edition
from evaldesk.history.seen import recall, remember, seen
from evaldesk.history.snapshots import beside_folder, listed, take
from evaldesk.model.document import Document
from evaldesk.rules.evaluation import Evaluation
from evaldesk.ui.banner import put_up
from evaldesk.ui.sheet import plain_page, show_sheet

if TYPE_CHECKING:
    from evaldesk.ui.desk import Desk
    from evaldesk.ui.window import Window

BESIDE = "versions-beside"
SETTLED = 400  # milliseconds after which a window that was just filled is painted


def keep_version(window: Window, event: str, former: Document | None = None, former_at: datetime | None = None) -> None:
    """Keep what the form is now; ``former`` is what its file held until then, the first version where there is none."""
    session = window.session
    assert session is not None
    if not session.understood:
        return  # nothing was changed, and nobody knows what it is worth
    beside = beside_of(session.path) if wants_beside(window.desk.state) else None
    work = partial(keep, session.document, event, session.evaluation, former, former_at, beside)
    window.keeping.background.do(work, failed=partial(_tell, window))


def keep(
    document: Document,
    event: str,
    evaluation: Evaluation,
    former: Document | None,
    former_at: datetime | None,
    beside: Path | None = None,
) -> None:
    """Take the snapshots, and remember what the form is worth under the rules of today.

    :raises Unwritable: when the user's data folder cannot take them.
    """
    if former is not None and not listed(document.id):
        take(former, SAVED, when=former_at, beside=beside)
    try:
        take(document, event, evaluation=evaluation, beside=beside)
    finally:
        remember(seen(document, evaluation))


def wants_beside(state: Mapping[str, str]) -> bool:
    """Tell whether versions are kept beside the form's file as well; ``state`` is the desk's."""
    return state.get(BESIDE) == "yes"


def choose_beside(desk: Desk, wanted: bool) -> None:
    """Keep versions beside the form's file as well from now on, or no longer; those that are there stay."""
    desk.remember_state(**{BESIDE: "yes" if wanted else ""})


def beside_of(path: Path | None) -> Path | None:
    """Return the folder for versions beside a form's file, which may not be there; None for a form without a file."""
    return None if path is None else beside_folder(path)


def tell_rules(window: Window) -> None:
    """Tell what newer rules made of a form that nobody has touched, and that there is a newer edition of it.

    What needs the whole form to be read again is worked out beside the window, once that is up.
    """
    session = window.session
    assert session is not None
    document, evaluation = session.document, session.evaluation
    QTimer.singleShot(SETTLED, window, partial(_compare, window, document, evaluation))
    if newer := newer_edition(document.template, template_names()):
        said = f"这种表有新的版式（{newer.partition('@')[2]} 年度），现在仍按原来的版式打开。"
        put_up(window, "edition", said, [("按新版式另开一份", partial(_go_along, window, newer))], "hint")


def change_since_last(document: Document, evaluation: Evaluation) -> RulesChange | None:
    """Return what the rules of today made of a form that is as it was when it was seen last."""
    last = recall(document.id)
    return rules_changed(last, document, evaluation) if last else None


def _compare(window: Window, document: Document, evaluation: Evaluation) -> None:
    work = window.keeping.background
    work.do(partial(change_since_last, document, evaluation), partial(_tell_change, window))
    # Nobody misses it when it cannot be kept: the next start compares with an older one.
    work.do(partial(_remember, document, evaluation))


def _remember(document: Document, evaluation: Evaluation) -> None:
    remember(seen(document, evaluation))


def _tell_change(window: Window, change: RulesChange | None) -> None:
    if change is not None:
        said = f"{change.sentence}，您填写的内容没有改动。"
        put_up(window, "rules", said, [("查看", partial(_show, window, change))], "hint")


def _show(window: Window, change: RulesChange) -> bool:
    told = as_text(change)
    show_sheet(window, "规则更新", plain_page(told), told)
    return False


def _go_along(window: Window, edition: str) -> None:
    from evaldesk.files.templates import load_template
    from evaldesk.ui.session import Session

    session = window.session
    assert session is not None
    window.desk.show_session(Session(under_edition(session.document, edition), load_template(edition)))


def _tell(window: Window, error: Exception) -> None:
    said = error.sentence if isinstance(error, EvaldeskError) else f"历史版本没有存下（{error}）。"
    window.notice.say(f"文件已保存。{said}", level="explain")
