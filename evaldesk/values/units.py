"""Units: what they measure, and how one turns into another.

To add a unit: a word in its line below. Units are kept as typed; 万, 亿, 千 in front are the number's, except in names
such as 千克.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Unit:
    """A known unit: what it measures (`dimension`), how many base units it is, and its exact family.

    Units of one dimension and one family convert exactly; between families (月 and 天, 工作日 and 天) only nearly.
    """

    dimension: str
    factor: Fraction
    family: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """How to turn a number of one unit into another: multiply by `factor`.

    `exact` is false between calendar, working and clock time; `alike` is false for two counts of different things
    (次 and 人), which compare as numbers but deserve a question.
    """

    factor: Fraction = Fraction(1)
    exact: bool = True
    alike: bool = True


PERCENT = "%"
RESOLVED: Mapping[str, int] = {"%": 100, "百分比": 100, "百分点": 100, "个百分点": 100, "‰": 1000, "‱": 10000}
"""What a number typed in these units is divided by."""
_SCALES: tuple[tuple[str, str, Mapping[str, Fraction | int]], ...] = (
    (
        "time",
        "clock",
        {
            "毫秒 ms": Fraction(1, 1000),
            "秒 秒钟 s": 1,
            "分钟 min": 60,
            "小时 个小时 钟头 个钟头 h": 3600,
            "天 日 自然日 个自然日 日历天 个日历天 日历日 个日历日 昼夜": 86400,
            "周 个周 星期 个星期": 604800,
        },
    ),
    ("time", "calendar", {"月 个月": 1, "季度 个季度 季": 3, "年 周年 个年度": 12}),
    ("time", "workday", {"工作日 个工作日 工作天 个工作天 法定工作日": 1}),
    ("money", "", {"角": Fraction(1, 10), "元 块 元人民币 元整 RMB": 1}),
    (
        "length",
        "",
        {
            "微米": Fraction(1, 10**6),
            "毫米 mm": Fraction(1, 1000),
            "厘米 cm": Fraction(1, 100),
            "米 m 延米 延长米": 1,
            "里": 500,
            "千米 公里 km KM": 1000,
            "海里": 1852,
        },
    ),
    (
        "area",
        "",
        {
            "平方米 平米 平方 m2 m²": 1,
            "亩": Fraction(2000, 3),
            "公顷 hm2 ha": 10**4,
            "顷": Fraction(200000, 3),
            "平方公里 平方千米 km2 km²": 10**6,
        },
    ),
    ("volume", "", {"毫升 ml mL": Fraction(1, 10**6), "升 L": Fraction(1, 1000), "立方米 立方 方 m3 m³": 1}),
    (
        "mass",
        "",
        {
            "微克 μg": Fraction(1, 10**9),
            "毫克 mg": Fraction(1, 10**6),
            "克 g": Fraction(1, 1000),
            "斤": Fraction(1, 2),
            "千克 公斤 kg KG": 1,
            "公担": 100,
            "吨 t": 1000,
        },
    ),
    (
        "data",
        "",
        {
            "字节 B": 1,
            "千字节 KB K": 2**10,
            "兆 兆字节 MB M": 2**20,
            "GB G": 2**30,
            "TB T": 2**40,
            "PB P": 2**50,
            "EB": 2**60,
        },
    ),
    ("speed", "", {"Kbps": Fraction(1, 1000), "Mbps Mb/s": 1, "Gbps": 1000}),
    ("sound", "", {"分贝 分贝(A) dB dB(A) db": 1}),
    ("pressure", "", {"帕 Pa": 1, "千帕 kPa": 1000, "兆帕 MPa Mpa": 10**6}),
    ("power", "", {"瓦 W": 1, "千瓦 kW KW kw": 1000, "兆瓦 MW": 10**6, "吉瓦 GW": 10**9}),
    ("energy", "", {"度 千瓦时 千瓦小时 kWh KWh kwh": 1}),
    ("rate", "", {"% 百分比 百分点 个百分点 ‰ ‱ 成 倍": 1}),  # the number itself is resolved already
)
_OF_THEIR_OWN = (
    "美元 欧元 港元 港币 英镑 日元 澳门元 ℃ °C 摄氏度 ppm mg/L μg/m3 mg/m3 m/s 米/秒 勒克斯 lx kVA 千伏安 MVA 兆伏安 "
    "km/h 公里/小时 Pflops 转 伏 千伏 "
    "V kV Hz MHz GHz "
    "mAh 毫克/升 微克/立方米 毫克/立方米 bp DU NTU"
)
_PEOPLE = "人 名 位 员 人员 个人 口"
_TIMES = "次 回 趟 轮 轮次"
_COUNTS = (
    "个 项 件 份 篇 部 本 册 套 台 辆 架 艘 只 头 匹 条 根 支 枝 张 幅 块 座 栋 幢 间 处 所 家 户 起 宗 例 桩 场 期 "
    "批 班 届 节 站 点 "
    "路 核 盏 棵 株 颗 粒 片 面 扇 把 把次 双 对 副 组 队 团 村 镇 县 市 区 省 街道 社区 种 类 品种 款 门 科 课时 "
    "学时 课 学分 分 篇次 "
    "人次 户次 车次 件次 场次 期次 批次 班次 架次 艘次 台次 套台 台件 台班 人天 人日 人月 人年 人时 车公里 户数 "
    "人数 次数 个数 "
    "床 床位 张床 席 座位 车位 泊位 机位 班级 校 院 店 厂 企业 单位 部门 机构 项目 课题 论文 专利 案 案件 宗地 口井 眼 "
    "袋 箱 盒 瓶 桶 包 卷 捆 车 船 餐 顿 剂 针 针次 剂次 批件 条次 篇幅 字 页 版 帧 集 档 卷宗 盘 孔 樘 "
    "标段 子项 类别 专场 频次 站点 网点 窗口 端口 节点 账号 用户 家庭 家次 例次 宗次 起次 亩次 羽 尾 匹次 基 杆 线 "
    "回路 标箱 "
    "TEU 标准箱 人份 测次 点位 点次 视频 条目 道 层 级次 刊 曲 首 幕 台戏"
)


def _table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for dimension, family, scale in _SCALES:
        for names, factor in scale.items():
            table |= dict.fromkeys(names.split(), Unit(dimension, Fraction(factor), family))
    table |= {name: Unit(name, Fraction(1), "") for name in _OF_THEIR_OWN.split()}
    table |= dict.fromkeys(_PEOPLE.split(), Unit("count", Fraction(1), "people"))
    table |= dict.fromkeys(_TIMES.split(), Unit("count", Fraction(1), "times"))
    for name in _COUNTS.split():
        table.setdefault(name, Unit("count", Fraction(1), name))
    return table


UNITS: Mapping[str, Unit] = _table()
LONGEST = max(map(len, UNITS))
_PER_YEAR: Mapping[str, Fraction | int] = {
    "小时 时": 8760,
    "天 日 昼夜": 365,
    "工作日 个工作日": 250,
    "周 星期": Fraction(365, 7),
    "旬": 36,
    "月 个月": 12,
    "季度 季 个季度": 4,
    "半年 学期": 2,
    "年 年度 学年 全年": 1,
}
PERIODS: Mapping[str, Fraction] = {
    name: Fraction(times) for names, times in _PER_YEAR.items() for name in names.split()
}
"""How often a period comes in a year."""

# Month and day, working day and day have no exact ratio; these are used, and said to be, approximate.
_DAYS = {"clock": Fraction(1, 86400), "calendar": Fraction(365, 12), "workday": Fraction(1)}


def dimension(unit: str) -> str:
    """Return what a unit measures (`time`, `money`, `元/人` is `money`), or an empty string for an unknown one."""
    known = UNITS.get(unit) or UNITS.get(unit.partition("/")[0])
    return known.dimension if known else ""


@lru_cache(maxsize=4096)
def convert(source: str, wanted: str) -> Conversion | None:
    """Return how a number in `source` becomes one in `wanted`, or None where they measure different things."""
    if source == wanted:
        return Conversion()
    a, b = UNITS.get(source), UNITS.get(wanted)
    if a is None or b is None:
        return _convert_compound(source, wanted)
    if a.dimension != b.dimension:
        return _points_as_minutes(source, a, wanted, b)
    if a.family == b.family or a.dimension != "time":
        alike = a.family == b.family if a.dimension == "count" else "倍" not in (source, wanted)
        return Conversion(a.factor / b.factor, True, alike)
    return Conversion(a.factor * _DAYS[a.family] / (b.factor * _DAYS[b.family]), False, True)


def same_period(first: str, second: str) -> bool:
    """Tell whether two period words name the same period (日 and 天)."""
    return first == second or PERIODS.get(first) == PERIODS.get(second) is not None


def _points_as_minutes(source: str, a: Unit, wanted: str, b: Unit) -> Conversion | None:
    """Read 分 beside a time as minutes; alone it counts points."""
    if source == "分" and b.dimension == "time":
        return convert("分钟", wanted)
    if wanted == "分" and a.dimension == "time":
        return convert(source, "分钟")
    return None


def _convert_compound(source: str, wanted: str) -> Conversion | None:
    """Convert `元/人` and its like part by part; unknown parts must be the same word.

    `元` beside `元/人` compares as a number, and is not alike: one may be a total.
    """
    tops, bottoms = source.split("/"), wanted.split("/")
    if len(tops) != len(bottoms):
        step = convert(tops[0], bottoms[0]) if min(len(tops), len(bottoms)) == 1 else None
        return Conversion(step.factor, step.exact, False) if step else None
    if len(tops) == 1:
        return None
    if sorted(tops[1:]) == sorted(bottoms[1:]):
        bottoms[1:] = tops[1:]  # 元/餐/人 is 元/人/餐
    factor, exact, alike = Fraction(1), True, True
    for place, (one, other) in enumerate(zip(tops, bottoms, strict=True)):
        step = convert(one, other)
        if step is None:
            return None
        factor = factor * step.factor if place == 0 else factor / step.factor
        exact, alike = exact and step.exact, alike and step.alike
    return Conversion(factor, exact, alike)
