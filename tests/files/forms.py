"""Documents that the tests of files share."""

from __future__ import annotations

from pathlib import Path

from evaldesk.files.store import open_document
from evaldesk.model.document import Document, Event, Explanation, Remark, Total, field
from evaldesk.model.indicators import Evidence, Indicator
from evaldesk.paths import resources

GOAL = field("goal")
EXAMPLES = sorted((resources() / "examples").glob("*.evform"))
DOCUMENTS = Path(__file__).resolve().parents[1] / "data" / "documents"


def example() -> Document:
    """Return a real form."""
    return open_document(EXAMPLES[0])


def whole() -> Document:
    """Return a document that uses every part of the format, with keys of another program at every level."""
    row = Indicator.model_validate(
        {
            "id": "r",
            "name": "完成数（份）",
            "target": "≥3",
            "actual": "=1+1",
            "reason": "<b>无</b>\u0007",
            "theirs": [1, {"a": None}],
            "evidence": [Evidence(title="报告", page="3").model_dump() | {"theirs": True}],
        }
    )
    group = Indicator(id="g", name="数量指标", children=(row,))
    return Document.model_validate(
        {
            "template": "t@1", "id": "x", "revision": 3, "fields": {"goal": "一\n二\t“三”", "email": ""},
            "indicators": (Indicator(id="b", name="产出", weight="40", self_score="40", children=(group,)),),
            "total": Total(weights=("100", "", "100"), score="98"),
            "explanations": (Explanation(code="c", where="fields/goal", text="因"),),
            "remarks": (Remark(where="fields/goal", text="请核"),),
            "history": (Event(at="2024-04-12T09:30:00+08:00", event="printed", digest="ab"),),
            "theirs": {"b": 1, "a": [2]},
        }
    )  # fmt: skip
