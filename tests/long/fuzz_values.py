"""Throw millions of odd cells at the value reader and the comparison, for ten minutes by default.

    python tests/long/fuzz_values.py [--seconds 600] [--seed 1]

Fails (exit 1) on the first exception, broken promise or cell that takes longer than SLOW seconds, and prints the texts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":  # so that it runs from a checkout without an installation
    sys.path.insert(0, str(Path(__file__).parents[2]))

from hypothesis import strategies as st

from evaldesk.rules.methods import METHODS, QUESTIONS, compare
from evaldesk.values import describe, parse, to_json

SLOW = 0.5
SIGNS = "0123456789零一二两十百千万亿半.,，、；;：:/｜|%％‰()（）[]“”《》-－—~～±+=＝≥≤＞＜≧≦*×· 　\n\t"
WORDS = (
    "约 不低于 不少于 不超过 以上 以内 及以下 左右 超过 小于 控制在 至少 百分之 千分之 分之 成 余 多 个 份 次 件 "
    "人次 户 元 万元 亿元 平方米 亩 公里 吨 秒 分钟 小时 天 个工作日 月 年 季度 GB kWh m² 元/人·月 次/月 /天 /10万 "
    "每月 每日 每人每月 年均 2023年 2023.07 12月 31日 底前 前 上半年 "
    "第三季度 2023年2月30日 20231301 完成 达到 共 提升 下降 "
    "每季度末 首月 结束后 每周五 每千人 比 1:15 dB(A) 零投诉 未发生 提前 压缩至 20**年 "
    "月报 专报 培训 第3 12345热线 5G 及时 是 否 无 达成预期指标 满意度 成本 率 ** 🙂 ㎡ ① x A NaN 1e9 0/0 ٣ ² Ⅲ 壹"
)
PIECES = (*SIGNS, *WORDS.split(), "\ufffd", "\u200b", "\ud800")


def cells() -> st.SearchStrategy[str]:
    """Return texts made of what real cells are made of, in any order."""
    return st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def one_round(random_source: random.Random) -> tuple[str, str, str]:
    """Check one random name, target and actual; return them, with what broke as an AssertionError."""
    name, target, actual = (_cell(random_source) for _ in range(3))
    method = random_source.choice(sorted(METHODS))
    group = random_source.choice(("", "成本指标", "时效指标"))
    begin = time.process_time()
    for text in (target, actual):
        value = parse(text)
        assert value.text == text
        assert describe(value)
        json.dumps(to_json(value))
    outcome = compare(name, target, actual, group=group, method=method)
    assert outcome.completion is None or 0 <= outcome.completion <= 1
    assert (outcome.completion is None) == (outcome.verdict in ("judgement", "not_comparable"))
    assert set(outcome.ask) <= set(QUESTIONS)
    assert outcome.sentence
    assert all(outcome.steps)
    taken = time.process_time() - begin
    assert taken < SLOW, f"took {taken:.2f} s"
    return name, target, actual


def run(seconds: float, seed: int, say: Callable[[str], object] = print) -> int:
    """Fuzz for `seconds`; return the exit code."""
    random_source = random.Random(seed)
    end, rounds, slowest = time.monotonic() + seconds, 0, 0.0
    while time.monotonic() < end:
        state = random_source.getstate()
        begin = time.process_time()
        try:
            one_round(random_source)
        except Exception as error:  # whatever it is, the texts that caused it must be shown
            random_source.setstate(state)
            texts = [_cell(random_source) for _ in range(3)]
            say(f"{type(error).__name__}: {error}\n" + "\n".join(map(repr, texts)))
            return 1
        slowest = max(slowest, time.process_time() - begin)
        rounds += 1
    say(f"{rounds} rounds, seed {seed}, slowest {slowest * 1000:.1f} ms: no exception, no slow cell")
    return 0


def _cell(random_source: random.Random) -> str:
    kind = random_source.random()
    if kind < 0.85:
        return "".join(random_source.choices(PIECES, k=random_source.randint(0, 12)))
    if kind < 0.95:
        return "".join(chr(random_source.randrange(1, 0x3100)) for _ in range(random_source.randint(0, 40)))
    piece: str = random_source.choice(PIECES)
    return piece * random_source.randint(1, 3000)


def main() -> int:
    """Read the command line and fuzz."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=600)
    options.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    given = options.parse_args()
    return run(given.seconds, given.seed)


if __name__ == "__main__":
    sys.exit(main())
