"""What several commands begin and end with: a form read and reckoned, and JSON printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from evaldesk.model.document import Document
    from evaldesk.model.template import Template
    from evaldesk.rules.evaluation import Evaluation

# A string: none of it is imported before a command asks for a form.
Form: TypeAlias = "tuple[Document, Template, Evaluation]"


def evaluated(path: Path) -> Form:
    """Return a form with its template and evaluation; what was mended in reading is told on the error stream."""
    from evaldesk.files.store import open_form
    from evaldesk.files.templates import load_template
    from evaldesk.rules import evaluate

    opened = open_form(path)
    for note in opened.notes:
        print(note, file=sys.stderr)
    template = load_template(opened.document.template)
    return opened.document, template, evaluate(opened.document, template)


def full_name(name: str) -> str:
    """Return the newest edition for a template's bare id."""
    from evaldesk.files.templates import newest_name

    return name if "@" in name else newest_name(name)


def print_json(content: Any) -> None:
    """Print a value as JSON that people can read too."""
    print(json.dumps(content, ensure_ascii=False, indent=2))
