"""Explanations: answers to findings, kept in the form with the texts they explained."""

from __future__ import annotations

from evaldesk.model.document import Document, Explanation, address, get
from evaldesk.model.finding import Finding, Level
from evaldesk.rules.findings import texts_of, words_of


def may_be_explained(finding: Finding) -> bool:
    """Tell whether a finding takes an answer: all of level explain, and errors that rest on reading prose."""
    return finding.level is Level.EXPLAIN or (finding.level is Level.ERROR and finding.prose)


def with_explanation(document: Document, finding: Finding, text: str) -> Document:
    """Return the form with ``text`` as the answer to a finding, bound to the texts it rests on; blank takes it back.

    An answer that an older file holds for all findings of one code in a text goes on answering the others.
    """
    if not text.strip():
        return without_explanation(document, finding)
    held = explanation_of(document, finding)
    values, words = texts_of(document, finding), words_of(document, finding)
    if held is not None and held.text == text and held.values == values:
        return document
    answer = Explanation(code=finding.code, where=finding.where, text=text, values=values, words=words)
    kept = tuple(item for item in document.explanations if item is not held or (words and not item.words))
    return document.model_copy(update={"explanations": (*kept, answer)})


def without_explanation(document: Document, finding: Finding) -> Document:
    """Return the form without an answer to a finding, the same form where there was none."""
    left = document
    while (held := explanation_of(left, finding)) is not None:
        kept = tuple(item for item in left.explanations if item is not held)
        left = left.model_copy(update={"explanations": kept})
    return left


def explanation_of(document: Document, finding: Finding) -> Explanation | None:
    """Return what was answered to a finding, whether it still holds or not.

    That is the answer to its words, else one to words that no longer stand in the text, else one from an older file.
    """
    there = [item for item in document.explanations if (item.code, item.where) == (finding.code, finding.where)]
    if not there:
        return None
    words = words_of(document, finding)
    own = [item for item in there if item.words == words]
    orphans = [item for item in there if item.words and not _stands(document, item)]
    for found in (own, orphans if words else [], [item for item in there if not item.words]):
        if found:
            return found[-1]
    return None


def outdated(document: Document, finding: Finding) -> str:
    """Return an answer that fell back to open because a text it explained has changed since, else ``""``."""
    held = explanation_of(document, finding)
    if held is None or not held.values or not held.text.strip() or held.values == texts_of(document, finding):
        return ""
    return held.text


def _stands(document: Document, item: Explanation) -> bool:
    words, _, number = item.words.rpartition("#")
    words, times = (words, int(number)) if words and number.isdecimal() else (item.words, 1)
    return get(document, address(item.where)).count(words) >= times
