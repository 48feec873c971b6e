"""The papers of the Linux package: what comes from Debian stands among licences and materials."""

from __future__ import annotations

import json
from pathlib import Path

from installer.linux import papers
from installer.linux.parts import Parts


def test_every_part_that_is_no_wheel_is_named_with_its_origin(tmp_path: Path) -> None:
    texts = {name: tmp_path / name for name in papers.NAMES}
    for name, path in texts.items():
        path.write_text(f"licence of {name}")
    page, bill = papers.write(Parts([], tmp_path, tmp_path), texts, "0.9", 1767225600)
    found = {part["name"]: part for part in json.loads(bill)["components"]}
    for name, (shown, licence) in papers.NAMES.items():
        assert f"licence of {name}" in page
        assert found[shown]["licenses"] == [{"expression": licence}]
        assert len(found[shown]["hashes"][0]["content"]) == 64
    assert found["CPython"]["purl"].startswith("pkg:deb/debian/python3.13@3.13.")
    assert found["xcb-util"]["purl"] == "pkg:deb/debian/libxcb-util1@0.4.0-1%2Bb1?arch=amd64"
