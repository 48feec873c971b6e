"""A finding travels between processes whole: its mend is made on the way."""

from __future__ import annotations

import pickle

from evaldesk.model.finding import Finding, Fix, Level


def test_a_finding_comes_out_of_another_process_as_it_went_in() -> None:
    finding = Finding(
        code="a.b",
        level=Level.EXPLAIN,
        where="fields/a",
        message="一",
        span=(1, 2),
        numbers=("1",),
        source="二",
        why="三",
        fix=Fix("改", lambda: (("fields/a", "1"),)),
        about=("fields/a",),
        prose=True,
        cause="fields/b",
        explained="四",
    )
    back = pickle.loads(pickle.dumps(finding))
    assert back == finding
    assert back.fix.edits == (("fields/a", "1"),)
    assert back.level is Level.EXPLAIN
