"""Throw broken, hostile and merely odd template files at the loader, for ten minutes by default.

    python tests/long/fuzz_templates.py [--minutes 10] [--seed 1]

The templates of the folder are mutated: keys lost, doubled, renamed and moved, values of other kinds, names that occur
twice or refer to themselves, great sizes and depths, bytes that are no text. A file is either refused with one sentence
(``TemplateProblem``), or it is a template that an empty form can be made of, and by which it and a filled one
are reckoned, checked and now and then set on paper. Fails (exit 1) on any
other exception and on a file that takes longer than SLOW seconds, and prints where the file lies.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":  # so that it runs from a checkout without an installation
    sys.path.insert(0, str(ROOT))

from evaldesk.errors import TemplateProblem  # noqa: E402
from evaldesk.files.store import open_document  # noqa: E402
from evaldesk.files.templates import read_template  # noqa: E402
from evaldesk.model.blank import new_document  # noqa: E402
from evaldesk.paths import resources  # noqa: E402
from evaldesk.report.render import render  # noqa: E402
from evaldesk.rules import evaluate  # noqa: E402
from evaldesk.rules.findings import all_findings  # noqa: E402
from evaldesk.rules.prose.live import placeholders  # noqa: E402

SLOW = 15.0
LONGEST = 500  # characters of a sentence for people
PAPER = 0.1
DEEP, MANY, LONG = 20_000, 3_000, 2_000_000
FILLED = tuple(open_document(path) for path in sorted((resources() / "examples").glob("mof*.evform")))
Source = dict[str, Any]
WORDS = (
    " ,0,-1,1e9,abc,NaN,Infinity,100,0.5,text,paragraph,indicators,proportional,execution_rate,typed,equal,产出,"
    "资金支出率,planned,🙂"
)
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2, 10**30, 0.1, 1e308, float("nan"), float("inf")),
    *WORDS.split(","),
    *("", "字" * 300, "a\x00b", "\ud800"),
    *([], {}, [[]], [None], [1, "1"], {"kind": "text"}, {"a": {}}),
    *({"key": "planned", "label": "", "kind": "amount"}, ["planned", "planned"]),
)
BYTES = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b"null",
    b"[]",
    b'"a"',
    b"1",
    b"NaN",
    b"{" * 30,
    b'{"a":1,"a":2}',
    b"{}}",
)


def originals() -> dict[str, Source]:
    """Return the templates of the folder by their file names."""
    return {
        path.name: json.loads(path.read_text("utf-8")) for path in sorted((resources() / "templates").glob("*.json"))
    }


def mutated(choose: random.Random, source: Source) -> bytes:
    """Return a template file with up to six things wrong with it, or one thing that is hostile."""
    kind = choose.random()
    if kind < 0.05:
        return choose.choice(BYTES)
    if kind < 0.10:
        return _hostile(choose, source)
    tree = copy.deepcopy(source)
    for _ in range(choose.choice((1, 1, 1, 2, 3, 6))):
        _spoil(choose, tree)
    raw = json.dumps(tree, ensure_ascii=choose.random() < 0.2).encode("utf-8", "surrogatepass")
    return _scratched(choose, raw) if kind > 0.85 else raw


def look(path: Path, paper: bool = False) -> str:
    """Load a file and use what it holds, also for a page where ``paper`` says so; return how it ended."""
    try:
        template = read_template(path)
    except TemplateProblem as problem:
        said = problem.sentence
    else:
        said = ""
    if said:
        assert said.endswith("。"), said
        assert len(said) < LONGEST, said
        return "refused"
    for document in (new_document(template), *FILLED):
        all_findings(document, template, evaluate(document, template))
        placeholders(document, template, evaluate(document, template))
        if paper:
            render(document, template, evaluate(document, template))
    return "used"


def run(seconds: float, seed: int, say: Callable[[str], object] = print) -> int:
    """Fuzz for ``seconds``; return the exit code."""
    choose, sources = random.Random(seed), originals()
    names, told = sorted(sources), {"refused": 0, "used": 0}
    end, slowest = time.monotonic() + seconds, 0.0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            name = choose.choice(names)
            path = Path(folder) / name
            path.write_bytes(mutated(choose, sources[name]))
            begin = time.process_time()
            try:
                told[look(path, choose.random() < PAPER)] += 1
                taken = time.process_time() - begin
                assert taken < SLOW, f"took {taken:.2f} s"
            except Exception as error:  # whatever it is, the file that caused it must be kept
                kept = Path(tempfile.mkdtemp()) / name
                kept.write_bytes(path.read_bytes())
                say(f"{type(error).__name__}: {str(error)[:300]}\nseed {seed}: {kept}")
                return 1
            slowest = max(slowest, taken)
    say(f"{told['refused']} refused, {told['used']} used, seed {seed}, slowest {slowest * 1000:.0f} ms: nothing broke")
    return 0


def _spoil(choose: random.Random, tree: Source) -> None:
    """Do one thing to a random place of a tree."""
    holder, key = _place(choose, tree)
    value = holder[key]
    match choose.randrange(8):
        case 0:
            del holder[key]
        case 1 | 2:
            holder[key] = copy.deepcopy(choose.choice(ODD))
        case 3 if isinstance(holder, list):
            holder.insert(choose.randint(0, len(holder)), copy.deepcopy(value))
        case 3:
            holder[choose.choice((key + "x", key.upper(), "kind", "name", "extra"))] = holder.pop(key)
        case 4:
            other, place = _place(choose, tree)
            holder[key], other[place] = copy.deepcopy(other[place]), copy.deepcopy(value)
        case 5 if isinstance(value, str):
            holder[key] = choose.choice((value[::-1], value * 2, value[: len(value) // 2], value.upper(), value + " "))
        case 6 if isinstance(value, int) and not isinstance(value, bool):
            holder[key] = choose.choice((-value, value + 1, value * 1000, str(value)))
        case 7 if isinstance(value, list):
            choose.shuffle(value)
        case _:
            holder[key] = [copy.deepcopy(value)]


def _place(choose: random.Random, tree: Source) -> tuple[Any, Any]:
    """Return a random place of a tree: what holds it, and its key there."""
    holder: Any = tree
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = choose.choice(keys)
        value = holder[key]
        if not isinstance(value, dict | list) or not value or choose.random() < 0.25:
            return holder, key
        holder = value


def _hostile(choose: random.Random, source: Source) -> bytes:
    """Return a file that is all depth or size."""
    tree = copy.deepcopy(source)
    section = next(item for item in tree["sections"] if item["kind"] == "indicators")
    fields = next(item["fields"] for item in tree["sections"] if item["kind"] == "fields")
    deep = choose.randint(100, DEEP)
    match choose.randrange(7):
        case 0:
            return b"[" * deep
        case 1:
            return b'{"a":' * deep + b"1" + b"}" * deep
        case 2:
            tree["title"] = "长" * choose.randint(10_000, LONG)
        case 3:
            section["level1"] = section["level1"] * choose.randint(2, MANY // 10)
        case 4:
            fields += [{"key": f"k{at}", "label": "栏", "kind": "text"} for at in range(choose.randint(100, MANY))]
        case 5:
            section["guidance"] |= {f"g{at}": {"criterion": "准"} for at in range(choose.randint(100, MANY))}
        case _:
            text = json.dumps(tree, ensure_ascii=False)
            return text.replace('"label"', '"label": "一", "label"').encode()
    return json.dumps(tree, ensure_ascii=False).encode()


def _scratched(choose: random.Random, raw: bytes) -> bytes:
    """Return a file some of whose bytes are lost, doubled or others."""
    data = bytearray(raw)
    for _ in range(choose.randint(1, 4)):
        at = choose.randrange(len(data)) if data else 0
        cut = choose.randint(0, 20)
        data[at : at + cut] = choose.choice(
            (b"", bytes(data[at : at + cut]) * 2, choose.randbytes(cut), b'"', b"}", b"\\u12")
        )
    return bytes(data)


def main() -> int:
    """Read the command line and fuzz."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    given = options.parse_args()
    return run(given.minutes * 60, given.seed)


if __name__ == "__main__":
    sys.exit(main())
