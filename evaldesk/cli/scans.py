"""Hold a scan of the signed paper against the form's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.cli.reading import evaluated, print_json
from evaldesk.errors import EXIT_DONE, EXIT_PROBLEMS, EvaldeskError

if TYPE_CHECKING:
    from evaldesk.model.document import Document
    from evaldesk.report.codes.page_code import PageCode


def verify_scan(scan: Path, form: Path, json: bool) -> int:
    """Say whether the paper is the file: exit code 0, or 1 with the revision or the fields that differ."""
    from evaldesk.files.store import read_bytes
    from evaldesk.history.revision import for_paper
    from evaldesk.history.snapshots import beside_folder, listed, load
    from evaldesk.report.scan.check import check_scan
    from evaldesk.report.scan.result import as_json

    document, template, _ = evaluated(form)

    def known(code: PageCode) -> Document | None:
        for snapshot in listed(document.id, beside_folder(form)):
            if snapshot.digest.startswith(code.digest):
                try:
                    return load(snapshot)
                except EvaldeskError:  # damaged: the next one may hold the same content
                    continue
        return None

    found = check_scan(read_bytes(scan), f"“{scan.name}”", for_paper(document), template, known=known)
    if json:
        print_json(as_json(found))
    else:
        print(found)
    return EXIT_DONE if found.same else EXIT_PROBLEMS
