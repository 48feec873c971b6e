"""Random forms of every template: empty groups, groups of one name, wild texts, typed scores, last year's values."""

from __future__ import annotations

from hypothesis import strategies as st

from evaldesk.exchange.sheet.write import workbook_bytes
from evaldesk.files.templates import load_template, template_names
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document, Explanation, Total
from evaldesk.model.indicators import Evidence, Indicator, leaves
from evaldesk.model.previous import Previous, PreviousRow
from evaldesk.rules import evaluate

WORDS = st.sampled_from(
    ["", "甲", "≥95%", "1.05", "336项", "及时", "=1+1", "两行\n文字", " 空格 ", "/", "1,079.8", "无"]
)
TEXT = st.one_of(WORDS, st.text(st.characters(exclude_categories=()), max_size=12))


@st.composite
def indicators(draw: st.DrawFn, name: str) -> Indicator:
    texts = {key: draw(TEXT) for key in ("weight", "target", "actual", "completion", "self_score", "reason")}
    proofs = draw(st.lists(st.builds(Evidence, title=TEXT, file=TEXT, page=TEXT), max_size=2))
    direction = draw(st.sampled_from(["", "higher", "lower", "none"]))
    return Indicator(name=draw(TEXT) or name, direction=direction, evidence=tuple(proofs), **texts)


@st.composite
def forms(draw: st.DrawFn) -> Document:
    """Draw a form with empty groups, groups of one name, branches of its own, typed scores and explanations."""
    template = load_template(draw(st.sampled_from(sorted(template_names()))))
    document = new_document(template)
    branches = []
    for at, branch in enumerate(document.indicators):
        groups = []
        for place in range(draw(st.integers(0, 3))):
            rows = tuple(draw(indicators(f"指标{at}{place}{row}")) for row in range(draw(st.integers(0, 3))))
            groups.append(Indicator(name=draw(st.sampled_from(["数量指标", "质量指标", ""])), children=rows))
        typed = {key: draw(WORDS) for key in ("weight", "self_score", "reason")}
        branches.append(branch.model_copy(update={"children": tuple(groups), **typed}))
    if draw(st.booleans()):
        branches.append(Indicator(name=draw(TEXT), children=(Indicator(children=(draw(indicators("另加")),)),)))
    fields = {key: draw(TEXT) for key in document.fields} | {"extra": draw(TEXT)}
    told = draw(st.lists(st.builds(Explanation, code=st.just("money.spent"), where=TEXT, text=TEXT), max_size=2))
    total = draw(st.builds(Total, weights=st.lists(WORDS, max_size=3).map(tuple), score=WORDS, reason=TEXT))
    last = st.builds(Previous, form=WORDS, year=st.sampled_from(["", "2022", "2020 年度"]))
    before = tuple(PreviousRow(id=row.id, target=draw(TEXT), actual=draw(TEXT)) for row in leaves(tuple(branches)))
    previous = draw(last).model_copy(update={"fields": {key: draw(TEXT) for key in document.fields}, "rows": before})
    changes = {
        "indicators": tuple(branches),
        "previous": previous,
        "fields": fields,
        "explanations": tuple(told),
        "total": total,
    }
    return document.model_copy(update=changes)


def written(document: Document) -> bytes:
    template = load_template(document.template)
    return workbook_bytes(document, template, evaluate(document, template))
