"""Scan a hundred printed pages badly, and count what the check of paper makes of them.

Run by hand: ``python tests/long/scans.py [--count N] [--seed N]``. Each page is scanned at 200 dpi with noise, blur,
skew and a seal over its table, in colour or grey, some upside down; then held against its own file, against the file
with one digit changed after printing, and against a file of another revision; then one digit on the paper is drawn
over.
A grey scan hides what lies under its seal: what was altered there must be left to a person by name.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evaldesk.model.digest import digest  # noqa: E402
from evaldesk.model.document import Document  # noqa: E402
from evaldesk.model.template import Template  # noqa: E402
from evaldesk.report.codes.page_code import digest_tag  # noqa: E402
from evaldesk.report.page import Box  # noqa: E402
from evaldesk.report.places import place_name, rows_by_id  # noqa: E402
from evaldesk.report.scan.check import check_scan  # noqa: E402
from evaldesk.report.scan.result import ScanResult  # noqa: E402
from tests.report.forms import example  # noqa: E402
from tests.report.scan.forgeries import (  # noqa: E402
    cells_with_digits,
    paper,
    printed,
    redrawn,
    with_another_digit,
)
from tests.report.scan.scanner import Scanner, as_file, scanned, sealed  # noqa: E402

PAGES = [("annex-2-special-fund", page) for page in (0, 1)] + [("annex-3-project", page) for page in range(4)]


def main() -> None:
    """Print a line for each miss, then the counts; the exit code tells whether there was any miss."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    counts: Counter[str] = Counter()
    for number in range(chosen.count):
        one(random.Random(f"{chosen.seed}/{number}"), f"scan {number}", counts)
    total = chosen.count
    print(f"digest read:                          {counts['read']} of {total}")
    print(f"the same, and told so:                {counts['same']} of {total}")
    print(f"  cells under a grey seal left to people: {counts['left']}")
    print(f"digit changed in the file, named:     {counts['file']} of {total} (by itself {counts['file alone']})")
    print(f"digit drawn over on the paper, named: {counts['paper'] + counts['covered']} of {total}")
    print(f"  of these under a grey seal, left to a person by name: {counts['covered']}")
    print(f"other revision, named:                {counts['revision']} of {total}")
    print(f"seconds of work for a page, check only: {counts['ms'] / counts['checks'] / 1000:.2f}")
    whole = all(counts[key] == total for key in ("read", "same", "file", "revision"))
    sys.exit(0 if whole and counts["paper"] + counts["covered"] == total else 1)


def one(dice: random.Random, label: str, counts: Counter[str]) -> None:
    """Scan one page, play all four checks and count."""
    name, number = dice.choice(PAGES)
    document, template = example(name)
    boxes = cells_with_digits(document, printed(name)[1], number)
    box = dice.choice(boxes)
    assert box.where
    near = dice.choice(boxes) if dice.random() < 0.5 else box  # a seal over the very cell, or elsewhere
    seal = (near.x + dice.uniform(-50, 50), near.y + dice.uniform(-50, 50), dice.uniform(-30, 30))
    scanner = scanner_of(dice)
    kind = dice.choice(["PNG", "JPEG"])
    told = f"{label}: {name} page {number + 1}, {scanner}, {kind}"

    page = as_file(scanned(sealed(paper(name, number), *seal), scanner), kind)
    result = check(page, document, template, counts)
    counts["read"] += counted(result.digest == digest_tag(digest(document)), told, "digest not read")
    counts["same"] += counted(result.same, told, str(result))
    counts["left"] += sum("请人工核对" in note for note in result.notes)

    later = with_another_digit(document, box.where, dice)
    result = check(page, later, template, counts)
    named = {item.where for item in result.differences}
    counts["file"] += counted(
        result.verdict == "changed" and (str(box.where) in named or left(result, box, document, template)),
        told,
        str(result),
    )
    counts["file alone"] += named == {str(box.where)}

    result = check(page, later.model_copy(update={"revision": 2}), template, counts, document)
    said = f"纸质件是第 {document.revision} 稿" in result.sentence and result.verdict == "revision"
    counts["revision"] += counted(
        said and [item.where for item in result.differences] == [str(box.where)], told, str(result)
    )

    forged = sealed(redrawn(paper(name, number), later, template, number, box.where), *seal)
    result = check(as_file(scanned(forged, scanner), kind), document, template, counts)
    found = str(box.where) in {item.where for item in result.differences}
    covered = not found and left(result, box, document, template)
    counts["paper"] += found
    counts["covered"] += covered
    counted(found or covered, told, f"drawn over {box.where} {box.text}: {result}")


def scanner_of(dice: random.Random) -> Scanner:
    """Return a scanner as offices have them: a fifth of the sheets lie more askew than one would wish."""
    skew = dice.uniform(-1.5, 1.5) if dice.random() < 0.8 else dice.choice([-3, 3]) * dice.uniform(0.7, 1)
    return Scanner(
        skew=round(skew, 2),
        blur=round(dice.uniform(0.4, 0.9), 2),
        noise=round(dice.uniform(3, 12), 1),
        grey=dice.random() < 0.3,
        upside_down=dice.random() < 0.2,
        stretch=round(dice.uniform(-0.004, 0.004), 4),
        shift=(round(dice.uniform(-8, 8), 1), round(dice.uniform(-8, 8), 1)),
        paper=dice.randint(225, 252),
        ink=dice.randint(10, 70),
        seed=dice.randrange(10**6),
    )


def check(
    scan: bytes, document: Document, template: Template, counts: Counter[str], before: Document | None = None
) -> ScanResult:
    """Hold a scan against a form and add up the time."""
    start = time.process_time()
    result = check_scan(scan, "scan", document, template, known=lambda _: before)
    counts["ms"] += round((time.process_time() - start) * 1000)
    counts["checks"] += 1
    return result


def left(result: ScanResult, box: Box, document: Document, template: Template) -> bool:
    """Tell whether a cell is named as one that a person must look at."""
    assert box.where
    name = place_name(box.where, template, rows_by_id(document))
    return any("请人工核对" in note and name in note for note in result.notes)


def counted(holds: bool, told: str, found: str) -> bool:
    """Return what holds; say what was found where it does not."""
    if not holds:
        print(f"{told}: {found}", flush=True)
    return holds


if __name__ == "__main__":
    main()
