"""What a column of a foreign table can be, and how officers see it named."""

from __future__ import annotations

from typing import Literal

Role = Literal[
    "level1_name",
    "level1_weight",
    "level2_name",
    "level2_weight",
    "name",
    "weight",
    "target",
    "actual",
    "self_score",
    "reason",
    "comparator",
    "unit",
    "",
]

# How well a value is known: it stands where it must, it is likely where it belongs, or it is one way among others.
Confidence = Literal["sure", "likely", "guess"]

# What officers see in the mapping, in the order of the offer.
ROLE_NAMES: dict[Role, str] = {
    "level1_name": "一级指标",
    "level1_weight": "一级权重",
    "level2_name": "二级指标",
    "level2_weight": "二级权重",
    "name": "三级指标",
    "weight": "权重",
    "target": "预期值",
    "actual": "实现值",
    "self_score": "自评分数",
    "reason": "未达标原因",
    "comparator": "比较符号",
    "unit": "计量单位",
    "": "不取",
}
