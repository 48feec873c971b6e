"""Explanations: answers to findings, kept in the form with the texts they explained."""

from __future__ import annotations

from evaldesk.model.document import Document, Explanation
from evaldesk.model.finding import Finding, Level
from evaldesk.rules.findings import texts_of


def may_be_explained(finding: Finding) -> bool:
    """Tell whether a finding takes an answer: all of level explain, and errors that rest on reading prose."""
    return finding.level is Level.EXPLAIN or (finding.level is Level.ERROR and finding.prose)


def with_explanation(document: Document, finding: Finding, text: str) -> Document:
    """Return the form with ``text`` as the answer to a finding, bound to the texts it rests on; blank takes it back."""
    if not text.strip():
        return without_explanation(document, finding)
    held = explanation_of(document, finding)
    values = texts_of(document, finding)
    if held is not None and held.text == text and held.values == values:
        return document
    answer = Explanation(code=finding.code, where=finding.where, text=text, values=values)
    kept = tuple(item for item in document.explanations if not _answers(item, finding))
    return document.model_copy(update={"explanations": (*kept, answer)})


def without_explanation(document: Document, finding: Finding) -> Document:
    """Return the form without an answer to a finding, the same form where there was none."""
    kept = tuple(item for item in document.explanations if not _answers(item, finding))
    return document if len(kept) == len(document.explanations) else document.model_copy(update={"explanations": kept})


def explanation_of(document: Document, finding: Finding) -> Explanation | None:
    """Return what was answered to a finding, whether it still holds or not."""
    return next((item for item in reversed(document.explanations) if _answers(item, finding)), None)


def outdated(document: Document, finding: Finding) -> str:
    """Return an answer that fell back to open because a text it explained has changed since, else ``""``."""
    held = explanation_of(document, finding)
    if held is None or not held.values or not held.text.strip() or held.values == texts_of(document, finding):
        return ""
    return held.text


def _answers(item: Explanation, finding: Finding) -> bool:
    return (item.code, item.where) == (finding.code, finding.where)
