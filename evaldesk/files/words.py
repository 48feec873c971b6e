"""The file that keeps the wording of indicators for the next form. It is a comfort: a damaged one starts anew."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import ValidationError

from evaldesk.errors import EvaldeskError
from evaldesk.files.settings import load_settings
from evaldesk.files.store import open_document, read_bytes, write_bytes
from evaldesk.model.document import Document
from evaldesk.model.recall import Recall, learned
from evaldesk.paths import words_file

SHARE = "\\\\"


def remember(document: Document, earlier: Callable[[], Iterable[Document]] = tuple) -> Recall:
    """Return what is remembered with this form's wording, after writing it down; it may wait for a disk.

    The first time ``earlier`` forms, the newest first, and the recent ones are read as well, those on shares left
    out: they may take long to answer.
    """
    known = load_words()
    recall = known if known is not None else _of_recent_forms(_of(earlier()))
    told = learned(recall, document)
    if told is not known:
        _save(told)
    return told


def load_words() -> Recall | None:
    """Return what was written down, None where nothing was or it is damaged."""
    try:
        return Recall.model_validate_json(read_bytes(words_file()))
    except (EvaldeskError, ValidationError, ValueError, RecursionError):
        return None


def _of(documents: Iterable[Document]) -> Recall:
    recall = Recall()
    for document in reversed([*documents]):
        recall = learned(recall, document)
    return recall


def _of_recent_forms(recall: Recall) -> Recall:
    for recent in reversed(load_settings().recent):
        path = Path(recent)
        with contextlib.suppress(EvaldeskError, OSError, ValueError):
            if not recent.startswith(SHARE) and path.suffix.lower() != ".pdf" and path.is_file():
                recall = learned(recall, open_document(path))
    return recall


def _save(recall: Recall) -> None:
    with contextlib.suppress(EvaldeskError, OSError):  # a full disk is told where the form itself is saved
        words_file().parent.mkdir(parents=True, exist_ok=True)
        write_bytes(recall.model_dump_json(exclude_defaults=True).encode(), words_file())
