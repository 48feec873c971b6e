"""The checks of long texts hold for any text at all: nothing raises, every span lies in its text, time stays small."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType

from hypothesis import given, settings
from hypothesis import strategies as st

from evaldesk.files.store import open_document
from evaldesk.model.document import address, put

RIG = Path(__file__).resolve().parents[2] / "long" / "fuzz_narrative.py"


def rig() -> ModuleType:
    """Return the long fuzz as a module."""
    spec = importlib.util.spec_from_file_location("fuzz_narrative", RIG)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FUZZ = rig()


def test_a_short_fuzz_breaks_nothing() -> None:
    assert FUZZ.fuzz(3.0, seed=20231231) > 20


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_two_texts_can_be_checked(goal: str, performance: str) -> None:
    document = open_document(FUZZ.DATA / "base.evform")
    document = put(document, address("fields/goal"), goal)
    FUZZ.look(put(document, address("fields/performance"), performance))


def test_a_very_long_text_is_checked_in_seconds() -> None:
    line = (
        "2023年共培训30人，其中男20人、女10人；由10件增至12件，增长20%，预算500万元，实际支出486.5万元，支出率97.3%。"
    )
    document = open_document(FUZZ.DATA / "base.evform")
    document = put(document, address("fields/performance"), line * (400_000 // len(line)))
    start = time.perf_counter()
    FUZZ.look(document)
    assert time.perf_counter() - start < 60


def test_a_budget_of_nothing_was_not_cut_by_any_part_of_it() -> None:
    document = open_document(FUZZ.DATA / "base.evform")
    for key in ("evaluated_amount", "planned", "allocated_own", "allocated_lower", "spent_own", "spent_lower"):
        document = put(document, address(f"fields/{key}"), "0")
    FUZZ.look(put(document, address("fields/performance"), "2023年项目预算压减50%，支出率100%。"))
