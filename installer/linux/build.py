"""Build the package for Debian and its kin, on Debian: ``python3 installer/linux/build.py``; it lies in ``dist/``.

The .deb, its bill of materials and checksums; from parts that are pinned and checked by hash (``*.lock``). It brings
its own Python and Qt and runs on x86-64 systems from glibc 2.28 on. Needs Python 3.11 or later with pip, and
``apt install make dpkg-dev patch``; compiling Python takes some minutes, once. ``--fast`` is for trying things out.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent.parent)

from installer.interpreter import ROOT  # noqa: E402 - found only now
from installer.words import SetupError, complain, say  # noqa: E402


def build(work: Path, dist: Path, fast: bool, mirror: str) -> list[Path]:
    """Build everything into ``dist``; return the files."""
    from installer.linux import deb, fcitx, icons, libraries, papers, parts, runtime, tree, xcb
    from installer.packing import folder, release

    version, epoch = release.own_version(), release.moment()
    say("取部件，核对校验和……", "Fetching the parts and checking their hashes")
    found = parts.fetch(work, mirror)
    compiled = runtime.build(found, work)
    plugin = fcitx.build(found, work)
    small = xcb.open_packages(found, work)
    into = work / "tree"
    for why, count, size in tree.lay_out(found, compiled, plugin, into):
        say(f"  {count:5d} files {size / 1e6:7.1f} MB  {why or 'STAYS'}")
    xcb.put(small, into / tree.QT_LIBRARIES)
    icons.put(into, into / tree.PROGRAM)
    depends = libraries.depends(into)
    texts = {name: compiled.licence(name) for name in papers.COMPILED}
    texts |= {fcitx.SOURCE: plugin.with_name("LICENSE"), **{name: xcb.licence(small, name) for name in small}}
    licences, bill = papers.write(found, texts, version, epoch)
    (into / tree.PACKAGES / "evaldesk" / "resources" / "licences.txt").write_text(licences, "utf-8")
    deb.add_papers(into, licences)
    tree.finish(into)

    say("打包……", "Packing")
    dist.mkdir(parents=True, exist_ok=True)
    made = [dist / f"evaldesk_{version}_amd64.deb", dist / f"evaldesk-{version}-linux.cdx.json"]
    count, size = folder.size(into)
    deb.pack(into, version, depends, made[0], epoch, fast)
    made[1].write_text(bill, "utf-8")
    sums = dist / f"evaldesk-{version}-linux.sha256"
    sums.write_text(release.sums(made), "utf-8")
    say(f"  {count} files, {size / 1e6:.1f} MB; asks for {', '.join(depends)}")
    return [*made, sums]


def main(arguments: list[str]) -> int:
    """Build; say in one sentence what is missing if something is."""
    from installer.linux.parts import MIRROR

    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--fast", action="store_true", help="quick compression: not for release")
    words.add_argument("--mirror", default=MIRROR, metavar="URL", help="mirror of Debian, with its folder debian")
    words.add_argument("--work", type=Path, default=ROOT / "build" / "linux", help="folder for parts and steps")
    words.add_argument("--out", type=Path, default=ROOT / "dist", help="folder for the results")
    told = words.parse_args(arguments)
    try:
        made = build(told.work.resolve(), told.out.resolve(), told.fast, told.mirror.rstrip("/"))
    except SetupError as error:
        complain(error.chinese, error.english)
        return 1
    for path in made:
        say(f"{path}  {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - any Python may start this file
        complain("需要 Python 3.11 或更高版本。", "Python 3.11 or later is needed.")
        sys.exit(1)
    sys.exit(main(sys.argv[1:]))
