"""What a form was worth when it was last seen: a small summary, kept in the user's data folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evaldesk.errors import EvaldeskError, Unwritable
from evaldesk.files.store import read_bytes, write_bytes
from evaldesk.files.wording import why_unwritable
from evaldesk.history.snapshots.entry import json_bytes
from evaldesk.history.snapshots.folders import own_folder
from evaldesk.model.digest import digest
from evaldesk.model.document import Document
from evaldesk.rules.evaluation import Evaluation
from evaldesk.rules.figures import figure


class Seen(BaseModel):
    """Hold the figures of the whole form and of each row by its id, the template they come from, and of what content.

    ``content`` is the digest without the template's name: the same for the same form under another edition.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    form: str
    template: str
    content: str
    total: Mapping[str, str]
    rows: Mapping[str, Mapping[str, str]]


def seen(document: Document, evaluation: Evaluation) -> Seen:
    """Return the summary of what a form is worth now."""
    rows = {
        id: {"weight": result.weight_text, "score": result.score_text, "suggested": figure(result.suggested)}
        for id, result in evaluation.nodes.items()
    }
    total = {
        "score": evaluation.score_text,
        "suggested": evaluation.suggested_text,
        "weight": evaluation.weight_text,
        "grade": evaluation.grade,
        "rate": evaluation.execution.rate_text if evaluation.execution else "",
    }
    content = digest(document.model_copy(update={"template": ""}))
    return Seen(form=document.id, template=evaluation.template.name, content=content, total=total, rows=rows)


def remember(summary: Seen) -> None:
    """Keep a form's summary.

    :raises Unwritable: when that is impossible; the summary is a comfort, and its loss no reason to stop work.
    """
    path = _file(summary.form)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Unwritable(why_unwritable(path, error), str(error)) from error
    write_bytes(json_bytes(summary.model_dump()), path)


def recall(form: str) -> Seen | None:
    """Return the kept summary of a form, None where there is none or it is damaged."""
    try:
        return Seen.model_validate(json.loads(read_bytes(_file(form))))
    except (EvaldeskError, ValueError, RecursionError):
        return None


def _file(form: str) -> Path:
    return own_folder(form) / "seen.json"
