"""What the kinds, methods and thresholds of a template are called where editions are compared."""

from __future__ import annotations

from collections.abc import Mapping

from evaldesk.model.template.table import Method

METHODS: Mapping[Method, str] = {
    "proportional": "按比例",
    "proportional_with_pass_mark": "按比例，低于及格线不得分",
    "bands": "分档",
    "yes_no": "达成得满分，否则不得分",
    "graded": "按比例或按等级词",
    "judged": "由人评定",
    "execution_rate": "按支出率",
}
SHARES = {"equal": "均分", "typed": "自行填写"}
KINDS = {
    "text": "一行文字",
    "paragraph": "一段文字",
    "year": "年度",
    "amount": "金额",
    "choice": "选择",
    "phone": "电话",
    "email": "邮箱",
}
PERCENTS = {
    "over_target": "超过预期值多少时提示",
    "about_tolerance": "“约”的允许偏差",
    "low_execution": "支出率低于多少须说明",
    "full_execution": "支出率达到多少不必说明结余",
    "copied_share": "实现值照抄预期值的比例上限",
    "yearly_change": "与去年相差多少时提示",
    "yearly_jump": "与去年相差多少须说明",
    "pass_mark": "及格线",
}
NUMBERS = {
    "words_points": "只凭文字评分的分值上限",
    "copied_rows": "实现值照抄预期值的行数上限",
    "copied_text": "自评结果照抄目标的字数上限",
}
