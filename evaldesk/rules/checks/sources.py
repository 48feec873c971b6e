"""The documents that the checks rest on, named once."""

from __future__ import annotations

MEASURES = "《项目支出绩效评价管理办法》（财预〔2020〕10号）"
TARGETS = "《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）"
FORM = "绩效自评表样及其填写说明"
CRITERION = "绩效自评表所印评分标准"
BUDGET_LAW = "《中华人民共和国预算法》"
WRITING = "《党政机关公文格式》（GB/T 9704）和《出版物上数字用法》（GB/T 15835）"
PUNCTUATION = "《标点符号用法》（GB/T 15834）"
UNITS = "《国际单位制及其应用》（GB 3100）"
