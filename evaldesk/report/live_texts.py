"""Live texts: on paper the names in braces of a long text (``{支出率}``) are the form's current figures."""

from __future__ import annotations

from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Evaluation


def with_live_texts(document: Document, template: Template, evaluation: Evaluation) -> Document:
    """Return the form as it is read on paper; the same object where no long text has a name in braces."""
    typed = {item.key: document.fields.get(item.key, "") for item in template.fields if item.kind == "paragraph"}
    braced = {key: text for key, text in typed.items() if "{" in text or "｛" in text}
    if not braced:
        return document
    from evaldesk.rules.prose.live import filled, placeholders  # few forms need it

    figures = placeholders(document, template, evaluation)
    shown = {key: filled(text, figures) for key, text in braced.items()}
    return document.model_copy(update={"fields": {**document.fields, **shown}})
