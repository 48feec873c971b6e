"""What if: which actual value would bring full marks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evaldesk.rules.methods import compare
from evaldesk.rules.whatif import for_full_marks


@pytest.mark.parametrize(
    ("name", "target", "actual", "said"),
    [
        ("跨域通办事项数量", "≥300项", "150项", "达到 300 项即得满分（2.35 分）"),
        ("检查出错次数", "≤3次", "5次", "不超过 3 次即得满分（2.35 分）"),
        ("出勤率", "＞98%", "95%", "超过 98 % 即得满分（2.35 分）"),
        ("网办率", "85%", "80%", "达到 85 % 即得满分（2.35 分）"),
        ("业务量", "提升10%", "提升5%", "达到“提升 10 %”即得满分（2.35 分）"),
        ("月培训次数", "≥2次/月", "1次/月", "达到 2 次/月即得满分（2.35 分）"),
        ("注册用户数", "≥5万名", "", "达到 5 万名即得满分（2.35 分）"),
        ("跨域通办事项数量", "≥300项", "336项", ""),
        ("便民程度", "明显提升", "有所提升", ""),
        ("报告数量", "", "3份", ""),
    ],
)
def test_the_actual_value_for_full_marks_is_said(name: str, target: str, actual: str, said: str) -> None:
    assert for_full_marks(compare(name, target, actual), Fraction("2.35")) == said


def test_what_was_said_does_bring_full_marks() -> None:
    for target, actual in (("≥300项", "300项"), ("≤3次", "3次"), ("85%", "85%")):
        assert compare("网办率", target, actual).completion == 1
