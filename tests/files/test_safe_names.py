"""Names made of what people wrote: every system takes them."""

from __future__ import annotations

import pytest

from evaldesk.files.safe_names import LONGEST, safe


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('a<b>c:d"e/f\\g|h?i*j', "a_b_c_d_e_f_g_h_i_j"),
        ("lpt1", "lpt1_"),
        ("aux.备份", "aux_.备份"),
        (" 完. ", "完"),
        ("", "_"),
        ("甲\t乙\x00", "甲 乙_"),
    ],
)
def test_no_system_refuses_the_name(written: str, name: str) -> None:
    assert safe(written) == name


def test_a_long_name_is_cut() -> None:
    assert len(safe("长" * 300)) == LONGEST
    assert safe("验收报告", 3) == "验收报"
