"""Live numbers: names in braces stand for the form's figures."""

from __future__ import annotations

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import address, put
from evaldesk.paths import resources
from evaldesk.rules import evaluate
from evaldesk.rules.prose.live import FIXED_NAMES, filled, offers, placeholders

EXAMPLE = resources() / "examples" / "annex-3-project.evform"


def figures() -> dict[str, str]:
    """Return the figures of an example."""
    document = open_document(EXAMPLE)
    template = load_template(document.template)
    return dict(placeholders(document, template, evaluate(document, template)))


def test_the_figures_are_the_forms_own() -> None:
    known = figures()
    assert known["实际支出"] == "1079.017"
    assert known["预算计划"] == "1104.846"
    assert known["支出率"] == "97.66%"
    assert (known["指标总数"], known["数量指标个数"], known["产出指标个数"]) == ("73", "20", "38")
    assert set(FIXED_NAMES) <= set(known)


def test_names_in_braces_are_replaced_and_unknown_ones_stay() -> None:
    known = {"支出率": "98%", "总分": "90.00"}
    assert filled("支出率{支出率}，得分｛总分｝。", known) == "支出率98%，得分90.00。"
    assert filled("{不知道}{支出率", known) == "{不知道}{支出率"
    assert filled("没有括号", known) == "没有括号"
    assert filled("{ 支出率 }", known) == "98%"


def test_a_figure_follows_the_form() -> None:
    document = put(open_document(EXAMPLE), address("fields/spent_own"), "1104.846")
    template = load_template(document.template)
    assert placeholders(document, template, evaluate(document, template))["支出率"] == "100%"


def test_what_cannot_be_computed_is_left_out() -> None:
    document = put(open_document(EXAMPLE), address("fields/planned"), "")
    template = load_template(document.template)
    known = placeholders(document, template, evaluate(document, template))
    assert "支出率" not in known
    assert filled("{支出率}", known) == "{支出率}"


def test_completion_offers_what_begins_so_first() -> None:
    assert offers("支") == ("支出率", "实际支出")
    assert offers("{指标", figures())[0] == "指标总数"
    assert offers("没有") == ()
    assert offers("") == FIXED_NAMES
