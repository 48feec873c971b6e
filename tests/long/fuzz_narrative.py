"""Fuzz the reader of long texts and the checks that rest on it: no exception, no blow-up in time.

    python tests/long/fuzz_narrative.py [--seconds N] [--seed N]

Texts are put together from the pieces of real reports, cut, doubled and disordered. Every text is read and checked in
a form; every now and then a very long one (1 MB) is read, which must take about ten times as long as one of 100 kB.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from evaldesk.files.store import open_document  # noqa: E402
from evaldesk.files.templates import load_template  # noqa: E402
from evaldesk.model.document import Document, address, put  # noqa: E402
from evaldesk.rules import evaluate  # noqa: E402
from evaldesk.rules.case import Case, Check  # noqa: E402
from evaldesk.rules.checks import narrative  # noqa: E402
from evaldesk.rules.prose import read  # noqa: E402
from evaldesk.rules.prose.live import filled, placeholders  # noqa: E402

DATA = ROOT / "tests" / "data" / "narrative"
FIELDS = ("goal", "performance", "problems", "improvements", "expiring_funds")
LONGEST_CHECK = 5.0
GROWTH = 40.0
ODD = [*(DATA / "pieces.txt").read_text(encoding="utf-8").splitlines(), "\n", "\t"]


def pieces() -> list[str]:
    """Return the stuff that texts are made of: sentences of the tables, halves of them, and odd signs."""
    lines = (DATA / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    sentences = [line.split("\t")[1] for line in lines if "\t" in line]
    halves = [text[: len(text) // 2] for text in sentences] + [text[len(text) // 2 :] for text in sentences]
    return [*sentences, *halves, *ODD, "\n"]


def made_up(choose: random.Random, stuff: list[str]) -> str:
    """Return one made-up text."""
    text = "".join(choose.choices(stuff, k=choose.randint(0, 40)))
    for _ in range(choose.randint(0, 6)):
        if text:
            at = choose.randrange(len(text))
            cut = text[at : at + choose.randint(1, 12)]
            text = text[:at] + choose.choice(("", cut + cut, cut[::-1], choose.choice(ODD))) + text[at + len(cut) :]
    return text


def look(document: Document) -> None:
    """Read and check one form; raise when a span lies outside its text."""
    template = load_template(document.template)
    evaluation = evaluate(document, template)
    case = Case(document, template, evaluation)
    figures = placeholders(document, template, evaluation)
    for key in FIELDS:
        filled(document.fields.get(key, ""), figures)
    for item in vars(narrative).values():
        if isinstance(item, Check):
            for finding in item.findings(case):
                text = document.fields.get(finding.where.removeprefix("fields/"))
                if finding.span and text is not None:
                    assert 0 <= finding.span[0] < finding.span[1] <= len(text), finding


def grows(choose: random.Random, stuff: list[str]) -> float:
    """Return how much longer 1 MB takes to read than 100 kB of the same stuff."""
    block = "".join(choose.choices(stuff, k=20)) or "。"
    times = []
    for size in (100_000, 1_000_000):
        text = (block * (size // len(block) + 1))[:size]
        start = time.process_time()
        read.__wrapped__(text)
        times.append(time.process_time() - start)
    return times[1] / max(times[0], 0.005)


def fuzz(seconds: float, seed: int) -> int:
    """Fuzz for so long; return how many texts were tried."""
    choose = random.Random(seed)
    stuff = pieces()
    base = open_document(DATA / "base.evform")
    ends = time.monotonic() + seconds
    tried = 0
    while time.monotonic() < ends:
        document = base
        for key in FIELDS:
            document = put(document, address(f"fields/{key}"), made_up(choose, stuff))
        start = time.process_time()
        try:
            look(document)
        except Exception:
            print(dict(document.fields), file=sys.stderr)
            raise
        assert time.process_time() - start < LONGEST_CHECK, dict(document.fields)
        tried += 1
        if tried % 500 == 0:
            growth = grows(choose, stuff)
            assert growth < GROWTH, growth
    return tried


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}, {arguments.seconds:g} s")
    print(f"{fuzz(arguments.seconds, arguments.seed)} forms, nothing broke")


if __name__ == "__main__":
    main()
