"""The annex 图示: the pictures of a form as tables whose last column holds the bars."""

from __future__ import annotations

from evaldesk.report.annex import Annex, Table
from evaldesk.report.charts import KINDS, Charts

TITLE = "图示"
LEGEND = f"图中实心为{KINDS['got']}，斜线为{KINDS['lost']}，空白为{KINDS['open']}；长度按权重。"
_NO_FIGURE = "—"


def chart_annex(charts: Charts) -> Annex:
    """Return 图示: where points were lost at level 1 and 2, and spending against budget."""
    points = Table(
        "得分与失分",
        ("指标", "权重", "得分", KINDS["lost"], KINDS["open"], "得分率"),
        (70, 16, 16, 16, 16, 143),
        tuple(
            ("　" * item.depth + item.name, item.weight, item.score, *_or_none(item.lost, item.open), item.rate)
            for item in charts.points
        ),
        tuple(item.bar for item in charts.points),
    )
    money = Table(
        f"资金（{charts.unit}）" if charts.unit else "资金",
        ("项目", "金额", f"占{charts.base}"),
        (70, 64, 143),
        tuple((item.name, item.figure, item.share or "100%") for item in charts.amounts),
        tuple(item.bar for item in charts.amounts),
    )
    tables = tuple(table for table in (points, money) if table.rows)
    return Annex(TITLE, (LEGEND, *([charts.rate] if charts.rate else [])), tables)


def _or_none(*figures: str) -> tuple[str, ...]:
    return tuple(text or _NO_FIGURE for text in figures)
