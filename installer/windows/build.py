"""Build what Windows users get, on Linux: ``python3 installer/windows/build.py``; the results lie in ``dist/``.

Setup, portable zip, bill of materials, checksums; from parts that are pinned and checked by hash (``*.lock``).
Needs Python 3.11 and ``apt install nsis gcc-mingw-w64-x86-64-posix osslsigncode``. ``--fast`` is for trying things out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent.parent)

from installer import interpreter  # noqa: E402 - found only now
from installer.interpreter import ROOT  # noqa: E402
from installer.words import SetupError, complain, say  # noqa: E402

COMPILES_LIKE = (3, 11)  # the Python that ships reads what this one compiles


def build(work: Path, dist: Path, fast: bool, certificate: Path | None, key: Path | None, password: Path | None,
          time_server: str) -> list[Path]:  # fmt: skip
    """Build everything into ``dist``; return the files."""
    from installer.packing import folder as tidy
    from installer.packing import licences, release, sbom
    from installer.packing.locks import read_lock
    from installer.windows import parts, pe, portable, programs, setup, signatures, tree

    version, epoch = release.own_version(), release.moment()
    signer = setup.Certificate(certificate, key, password, time_server) if certificate else None
    say("取部件，核对校验和……", "Fetching the parts and checking their hashes")
    found = parts.fetch(work)
    say("核对运行时的数字签名……", "Verifying the signatures of the runtime")
    signed = sorted(path for path in found.runtime.iterdir() if path.suffix in (".exe", ".dll", ".pyd", ".cat"))
    say(f"  {len(set(signatures.verify(signed, found.roots)))} signers, {len(signed)} files")
    if not fast:
        say("核对标准库……", "Holding the compiled library against its signed sources")
        differences = signatures.library_differences(
            found.runtime / "python311.zip", found.library / "Lib", found.runtime / "python.cat"
        )
        if differences:
            raise SetupError("标准库与签名的源代码不符。", "\n  ".join(["The library differs:", *differences[:20]]))
    folder = work / "tree"
    table = tree.lay_out(found, folder, epoch)
    qt = [path for part in ("PySide6", "shiboken6") for path in (folder / "lib" / part).rglob("*.dll")]
    signatures.verify([*(folder / name for name in tree.CPP_RUNTIME), *qt], found.roots)
    for why, count, size in table:
        say(f"  {count:5d} files {size / 1e6:7.1f} MB  {why or 'STAYS'}")
    launchers = programs.build(version, folder, work / "launchers", epoch)
    if lines := pe.missing(folder):
        raise SetupError("程序文件夹里缺少动态库。", "\n  ".join(["Libraries are missing:", *lines]))
    words = (found.runtime / "LICENSE.txt").read_text("utf-8", "replace")
    python = licences.Licence("CPython", "3.11.9", "Python-2.0", words)
    texts = licences.gather(version, [python], found.wheels, r"lib\PySide6 和 lib\shiboken6")
    (folder / "lib" / "evaldesk" / "resources" / "licences.txt").write_text(licences.page(texts), "utf-8")
    for launcher in launchers if signer else ():
        setup.sign(launcher, signer)  # type: ignore[arg-type] # there is one
    tidy.settle(folder, epoch)

    dist.mkdir(parents=True, exist_ok=True)
    name = f"evaldesk-{version}"
    made = [dist / f"{name}-{end}" for end in ("win64-setup.exe", "win64-portable.zip", "win64.cdx.json")]
    say("打包……", "Packing")
    setup.build(version, folder, made[0], work, epoch, fast, signer)
    if signer:
        setup.sign(made[0], signer)
    portable.pack(folder, version, made[1], epoch)
    runtime, _ = read_lock(parts.RUNTIME)
    origins = sbom.origins(read_lock(parts.WHEELS)) | {"cpython": sbom.from_pypi(runtime)}
    made[2].write_text(sbom.bill(texts, origins, version, epoch), "utf-8")
    sums = dist / f"{name}-win64.sha256"
    sums.write_text(release.sums(made), "utf-8")
    count, size = tidy.size(folder)
    say(f"  {count} files, {size / 1e6:.1f} MB")
    return [*made, sums]


def absolute(name: str) -> Path:
    """Return a path that holds in every folder: the tools run in other ones."""
    return Path(name).absolute()


def main(arguments: list[str]) -> int:
    """Build; say in one sentence what is missing if something is."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--fast", action="store_true", help="quick compression, library not compared: not for release")
    words.add_argument(
        "--sign", type=absolute, metavar="CERT", help="PKCS#12 file, or PEM certificates with --sign-key"
    )
    words.add_argument("--sign-key", type=absolute, metavar="KEY", help="PEM key of the certificate")
    words.add_argument("--sign-password", type=absolute, metavar="FILE", help="file that holds the key's password")
    words.add_argument("--sign-time", default="", metavar="URL", help="server that certifies the time; needs a network")
    words.add_argument("--work", type=Path, default=ROOT / "build" / "windows", help="folder for parts and steps")
    words.add_argument("--out", type=Path, default=ROOT / "dist", help="folder for the results")
    told = words.parse_args(arguments)
    try:
        made = build(told.work.resolve(), told.out.resolve(), told.fast, told.sign, told.sign_key, told.sign_password,
                     told.sign_time)  # fmt: skip
    except SetupError as error:
        complain(error.chinese, error.english)
        return 1
    for path in made:
        say(f"{path}  {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _run_under_3_11() -> None:
    """Start again under a CPython 3.11 if this is another Python."""
    if sys.version_info[:2] == COMPILES_LIKE:
        return
    for command in interpreter.candidates(os.environ):
        python = interpreter.probe(command)
        if python is not None and python.version == "3.11" and python.ordinary:
            sys.exit(subprocess.call([python.executable, __file__, *sys.argv[1:]]))
    complain("需要 Python 3.11。", "Python 3.11 is needed, since it compiles for the 3.11 that ships.")
    sys.exit(1)


if __name__ == "__main__":
    _run_under_3_11()
    sys.exit(main(sys.argv[1:]))
