"""The block `computed`: live figures for other programs, a function of the form, in the file and never in the value."""

from __future__ import annotations

import json
from typing import Any

from evaldesk.files.decode import decode
from evaldesk.files.encode import encode
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, field, put
from evaldesk.rules import evaluate
from evaldesk.rules.computed import computed
from tests.rules.checks.builder import NATIONAL, sheet

LIVE = "全年支出率{支出率}，共设三级指标｛指标总数｝个，{没有的名字}照旧。"
READS = "全年支出率98%，共设三级指标7个，{没有的名字}照旧。"


def block(document: Document) -> dict[str, Any]:
    template = load_template(document.template)
    return computed(document, template, evaluate(document, template))


def test_figures_in_use_and_the_texts_as_they_read_are_told() -> None:
    assert block(put(sheet(), field("performance"), LIVE)) == {
        "figures": {"支出率": "98%", "指标总数": "7"},
        "texts": {"performance": READS},
    }


def test_a_form_without_live_figures_has_no_block() -> None:
    assert block(sheet()) == {}
    assert block(put(sheet(), field("performance"), "见{附件}。")) == {}
    assert block(sheet(template=NATIONAL)) == {}


def test_the_block_follows_the_form_and_saving_again_changes_no_byte() -> None:
    document = put(sheet(), field("performance"), LIVE)
    raw = encode(document, block(document))
    assert json.loads(raw)["computed"]["texts"]["performance"] == READS
    again = decode(raw, "活数字")
    assert again == document
    assert encode(again, block(again)) == raw
    changed = put(again, field("spent_own"), "190")
    assert block(changed)["figures"]["支出率"] == "95%"
    assert encode(put(changed, field("spent_own"), "196"), block(document)) == raw


def test_a_block_that_disagrees_is_made_anew() -> None:
    document = put(sheet(), field("performance"), LIVE)
    told = json.loads(encode(document, block(document)))
    told["computed"]["figures"]["支出率"] = "99%"
    read = decode(json.dumps(told).encode(), "旧")
    assert encode(read, block(read)) == encode(document, block(document))
