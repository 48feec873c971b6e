"""A field of money reckons what is typed with an equals sign behind it, and keeps the sum as a note beside the result.

It answers only when it is asked to, by the equals sign; undo brings back what was typed.
"""

from __future__ import annotations

from evaldesk.model.document import Document, Where, get, put
from evaldesk.model.template.fields import AmountField
from evaldesk.rules.funding import YUAN
from evaldesk.ui.session import Session
from evaldesk.values.calculation import PLACES, calculation, holds

CENTS = 2


def reckon(session: Session, where: Where, field: AmountField) -> bool:
    """Put the result in the place of a sum that was just typed, as a step of its own; tell whether there was one."""
    found = calculation(get(session.document, where), CENTS if YUAN.get(field.unit) == 1 else PLACES)
    if found is None:
        return False
    after = put(session.document, where, found.result)
    notes = {**after.notes, str(where): found.strip}
    session.apply(f"计算“{field.label}”", after.model_copy(update={"notes": notes}), where)
    return True


def kept_sum(document: Document, where: Where) -> str:
    """Return the sum that the present text of a field came from, ``""`` for one that was typed or has changed since."""
    strip = document.notes.get(str(where), "")
    return strip if strip and holds(strip, get(document, where)) else ""
