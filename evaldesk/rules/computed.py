"""Computed: what a form's file tells other programs beside what was typed. Never read back; made anew at every save."""

from __future__ import annotations

from typing import Any

from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Evaluation


def computed(document: Document, template: Template, evaluation: Evaluation) -> dict[str, Any]:
    """Return the block ``computed``: the live figures that the long texts use, and these texts as they read.

    ``{"figures": {"支出率": "98.84%"}, "texts": {"performance": "…支出率98.84%…"}}``; empty where no text has a name in
    braces that the form knows, so that such a file holds nothing but what was typed. A function of the form alone.
    """
    typed = {item.key: document.fields.get(item.key, "") for item in template.fields if item.kind == "paragraph"}
    braced = {key: text for key, text in typed.items() if "{" in text or "｛" in text}
    if not braced:
        return {}
    from evaldesk.rules.prose.live import filled, placeholders, used  # few forms need it

    known = placeholders(document, template, evaluation)
    figures = {name: figure for name, figure in known.items() if any(name in used(text) for text in braced.values())}
    texts = {key: reads for key, text in braced.items() if (reads := filled(text, known)) != text}
    return {"figures": figures, "texts": texts} if figures else {}
