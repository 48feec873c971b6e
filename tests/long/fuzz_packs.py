"""Throw damaged and hostile template packs at their reader, for ten minutes by default.

    python tests/long/fuzz_packs.py [--minutes 10] [--seed 1]

Good packs, our own and such as other programs zip them, are altered: bytes changed, lost and put in, most of them where
the names, sizes and flags of a ZIP stand. A pack is either refused with one sentence, or all of its templates are those
that were packed. Fails (exit 1) on any other exception, on any other template, and on a file that takes longer than
SLOW seconds, and prints where the file lies.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":  # so that it runs from a checkout without an installation
    sys.path.insert(0, str(ROOT))

from evaldesk.errors import EvaldeskError  # noqa: E402
from evaldesk.files.template_packs.pack import read_pack  # noqa: E402
from evaldesk.model.template import Template  # noqa: E402
from tests.files.packs import NEW, by_hand, packed, template  # noqa: E402

SLOW = 2.0
LONGEST = 300  # characters of a sentence for people
NAMES = (NEW, "a@1")
MARKS = (b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04")
AROUND = 80  # bytes from a mark of a ZIP on, in which its figures stand


def originals() -> list[bytes]:
    """Return good packs of the same two templates."""
    files = {f"{name}.json": template(name) for name in NAMES}
    return [packed(*NAMES), *(by_hand(files, method=method) for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))]


def damaged(choose: random.Random, source: bytes) -> bytes:
    """Return a pack with up to thirty things wrong with it."""
    raw = bytearray(source)
    for _ in range(choose.choice((1, 2, 3, 8, 30))):
        mark = choose.choice(MARKS)
        near = choose.choice((raw.find(mark), raw.rfind(mark)))
        at = near + choose.randrange(AROUND) if near >= 0 and choose.random() < 0.8 else choose.randrange(len(raw) + 1)
        cut = choose.choice((0, 1, 1, 1, 4, 20))
        raw[at : at + cut] = choose.choice((b"\0", b"\xff", b"", choose.randbytes(max(cut, 1)), choose.randbytes(4)))
    return bytes(raw)


def look(raw: bytes, wanted: Mapping[str, Template]) -> str:
    """Read a pack; return how it ended."""
    try:
        pack = read_pack(raw, "包.evtemplates")
    except EvaldeskError as error:
        said = error.sentence
    else:
        assert pack.templates == wanted, "another template"
        return "read"
    assert said.endswith("。"), said
    assert len(said) < LONGEST, said
    return "refused"


def run(seconds: float, seed: int, say: Callable[[str], object] = print) -> int:
    """Fuzz for ``seconds``; return the exit code."""
    choose, sources = random.Random(seed), originals()
    told = {"refused": 0, "read": 0}
    end, slowest = time.monotonic() + seconds, 0.0
    good = {source: read_pack(source, "").templates for source in sources}
    while time.monotonic() < end:
        source = choose.choice(sources)
        raw, begin = damaged(choose, source), time.process_time()
        try:
            told[look(raw, good[source])] += 1
            taken = time.process_time() - begin
            assert taken < SLOW, f"took {taken:.2f} s"
        except Exception as error:  # whatever it is, the file that caused it must be kept
            kept = Path(tempfile.mkdtemp()) / "包.evtemplates"
            kept.write_bytes(raw)
            say(f"{type(error).__name__}: {str(error)[:300]}\nseed {seed}: {kept}")
            return 1
        slowest = max(slowest, taken)
    say(f"{told['refused']} refused, {told['read']} read, seed {seed}, slowest {slowest * 1000:.0f} ms: nothing broke")
    return 0


def main() -> int:
    """Read the command line and fuzz."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    given = options.parse_args()
    return run(given.minutes * 60, given.seed)


if __name__ == "__main__":
    sys.exit(main())
