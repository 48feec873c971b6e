"""Forms for the tests of history: the real ones, random ones, and random edits of a form."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model import indicators
from evaldesk.model.document import Document, Explanation, Remark, Where, cell, field, put, with_indicators
from evaldesk.model.indicators import Evidence, Indicator, Tree
from evaldesk.model.template import Template
from evaldesk.paths import resources

FORMS = ("annex-2-special-fund", "annex-3-project")
ROW = "a3-007"  # 产出 › 数量指标 › 跨域通办事项数量
NEXT_ROW = "a3-008"


@cache
def example(name: str = FORMS[1]) -> Document:
    return open_document(resources() / "examples" / f"{name}.evform")


def template_of(document: Document) -> Template:
    return load_template(document.template)


def rebuilt(document: Document) -> Document:
    """Return the form as another program would have made it: fresh ids everywhere."""
    tree = tuple(indicators.renewed(branch) for branch in document.indicators)
    return document.model_copy(update={"id": "rebuilt", "indicators": tree})


def texts_of(document: Document) -> dict[str, Indicator]:
    return {node.id: node for _, node in indicators.walk(document.indicators)}


TEXT = st.sampled_from(["", "a", "≥95%", "第一句。第二句。", "第一句。另一句！\n末句"])
KEYS = ("year", "goal", "planned", "unknown")


def trees(prefix: str = "") -> st.SearchStrategy[Tree]:
    """Return small trees with ids of their own on every row."""

    def number(shape: list[list[list[tuple[str, str, str]]]]) -> Tree:
        return tuple(
            Indicator(
                id=f"{prefix}{a}",
                name=f"一级{a}",
                children=tuple(
                    Indicator(
                        id=f"{prefix}{a}.{b}",
                        name=f"二级{b}",
                        children=tuple(
                            Indicator(id=f"{prefix}{a}.{b}.{c}", name=name, target=target, actual=actual)
                            for c, (name, target, actual) in enumerate(group)
                        ),
                    )
                    for b, group in enumerate(branch)
                ),
            )
            for a, branch in enumerate(shape)
        )

    row = st.tuples(st.sampled_from(["数量", "质量", ""]), TEXT, TEXT)
    return st.lists(st.lists(st.lists(row, max_size=3), max_size=3), max_size=3).map(number)


@st.composite
def documents(draw: st.DrawFn, prefix: str = "") -> Document:
    return Document(
        template="jiangmen-annex-3@2023",
        id="form",
        fields=draw(st.dictionaries(st.sampled_from(KEYS), TEXT)),
        indicators=draw(trees(prefix)),
    )


@st.composite
def edited(draw: st.DrawFn, document: Document, side: str = "x") -> Document:
    """Return the form after a few random edits; ``side`` begins the ids of its new rows."""
    for number in range(draw(st.integers(0, 5))):
        document = draw(_one_edit(document, f"{side}{number}"))
    return document


@st.composite
def _one_edit(draw: st.DrawFn, document: Document, new: str) -> Document:
    tree = document.indicators
    ids = [(depth, node.id) for depth, node in indicators.walk(tree)]
    kind = draw(
        st.sampled_from(
            ["field", "total", "remark", "explain", "extra", "add", *["cell", "remove", "move", "carry"] * 2]
        )
    )
    match kind:
        case "field":
            return put(document, field(draw(st.sampled_from(KEYS))), draw(TEXT))
        case "total":
            return put(document, Where("total", draw(st.sampled_from(["weights2", "score", "reason"]))), draw(TEXT))
        case "remark":
            remark = Remark(where="fields/goal", text=draw(TEXT), response=draw(TEXT))
            return document.model_copy(update={"remarks": (*document.remarks[:1], remark)})
        case "explain":
            note = Explanation(code="c", where=draw(st.sampled_from(["fields/year", "fields/goal"])), text=draw(TEXT))
            return document.model_copy(update={"explanations": (*document.explanations[:1], note)})
        case "extra":
            return document.model_copy(update={"foreign": draw(st.integers(0, 3))})
        case "add":
            parents = [None, *[id for depth, id in ids if depth < 2]]
            node = Indicator(id=new, name=draw(TEXT), evidence=draw(st.sampled_from([(), (Evidence(title="合同"),)])))
            return with_indicators(document, indicators.insert(tree, draw(st.sampled_from(parents)), 0, node))
    if not ids:
        return document
    depth, id = draw(st.sampled_from(ids))
    match kind:
        case "cell":
            return put(document, cell(id, draw(st.sampled_from(["name", "actual", "direction"]))), draw(TEXT))
        case "remove":
            return with_indicators(document, indicators.remove(tree, id))
        case "move":
            return with_indicators(document, indicators.move(tree, id, draw(st.integers(-2, 2))))
    homes = [other for level, other in ids if level == depth - 1]  # carry it to another branch
    if not homes:
        return document
    node = indicators.find(tree, id)
    return with_indicators(
        document, indicators.insert(indicators.remove(tree, id), draw(st.sampled_from(homes)), 0, node)
    )
