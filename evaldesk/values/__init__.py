"""Values: what people type into a cell, and what it means.

`parse` and `read` turn a text into a frozen node and never raise; `describe` says it back in Chinese; `to_json` writes
it for other programs. Nothing here knows forms, weights or rules, and nothing else of evaldesk is imported.
"""

from evaldesk.values.describe import describe
from evaldesk.values.jsonable import to_json
from evaldesk.values.name import read
from evaldesk.values.nodes import (
    Blank,
    Date,
    NotApplicable,
    Parts,
    Quantity,
    Range,
    Ratio,
    Recurring,
    Unreadable,
    Value,
    Words,
    YesNo,
)
from evaldesk.values.parser import parse

__all__ = [
    "Blank",
    "Date",
    "NotApplicable",
    "Parts",
    "Quantity",
    "Range",
    "Ratio",
    "Recurring",
    "Unreadable",
    "Value",
    "Words",
    "YesNo",
    "describe",
    "parse",
    "read",
    "to_json",
]
