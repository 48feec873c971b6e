"""The package's own Python: Debian's source, compiled so that a system with glibc 2.28 starts it.

Systems of offices bring Python 3.7 or 3.8, and a Python from the machine of the build would ask for its newer glibc.
zlib and libffi are linked in, so nothing but the C library is asked for.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from installer.linux.parts import COMPILER, PYTHON, SOURCES, Parts, read_files
from installer.words import SetupError, say

GLIBC = "2.28"
PREFIX = "/opt/evaldesk"
# No network, no database, no terminal; hashlib has its own code. What is not named here must build.
ABSENT = ("_ssl", "_hashlib", "_sqlite3", "_lzma", "_bz2", "_curses", "_curses_panel", "_tkinter", "readline", "_dbm",
          "_gdbm", "_uuid")  # fmt: skip
OPTIONS = ("--without-ensurepip", "--disable-test-modules", "--without-static-libpython")
LIBFFI = ["--build=x86_64-linux-gnu", "--host=x86_64-linux-gnu", "--disable-shared", "--enable-static", "--with-pic",
          "--disable-docs", "--disable-multi-os-directory", "--disable-exec-static-tramp"]  # fmt: skip
TOOLS = ("make", "dpkg-source", "patch")


class Runtime(NamedTuple):
    """Hold the folder of what was compiled: a tree as on the system, and the licences."""

    folder: Path

    @property
    def python(self) -> Path:
        """Return the folder with Python's bin and lib."""
        return self.folder / PREFIX[1:]

    def licence(self, package: str) -> Path:
        """Return the licence of a source package."""
        return self.folder / "licences" / f"{package}.txt"


def build(parts: Parts, work: Path) -> Runtime:
    """Compile Python unless ``work`` has it from the same sources.

    :raises SetupError: when a tool is missing, or something does not compile.
    """
    made = work / "python"
    recipe = b"".join(path.read_bytes() for path in (Path(__file__), SOURCES, COMPILER))
    key = hashlib.sha256(recipe).hexdigest()
    if (made / "recipe").is_file() and (made / "recipe").read_text() == key:
        return Runtime(made)
    if lacking := [tool for tool in TOOLS if not shutil.which(tool)]:
        raise SetupError(
            f"缺少 {'、'.join(lacking)}，请先安装 make、dpkg-dev、patch。", "Missing: apt install make dpkg-dev patch"
        )
    shutil.rmtree(made, ignore_errors=True)
    steps = work / "compiling"
    shutil.rmtree(steps, ignore_errors=True)
    environ = _environ(parts.zig, steps)
    own = steps / "own"  # zlib and libffi
    for package, options in (("zlib", ["--static"]), ("libffi", LIBFFI)):
        say(f"编译 {package}……", f"Compiling {package}")
        source = _open(package, parts.files, steps)
        _run(["./configure", f"--prefix={own}", f"--libdir={own}/lib", *options], source, environ)
        _run(["make", f"-j{os.cpu_count()}", "install"], source, environ)
    say("编译 Python……", "Compiling Python")
    source = _open(f"python{PYTHON}", parts.files, steps)
    changed = ["dpkg-parsechangelog", "--show-field", "Timestamp", "--file", str(source / "debian" / "changelog")]
    environ |= {
        "SOURCE_DATE_EPOCH": subprocess.check_output(changed, text=True).strip(),
        "LIBFFI_CFLAGS": f"-I{own}/include",
        "LIBFFI_LIBS": f"-L{own}/lib -lffi",
        "ZLIB_CFLAGS": f"-I{own}/include",
        "ZLIB_LIBS": f"-L{own}/lib -lz",
        **{f"py_cv_module_{name}": "n/a" for name in ABSENT},
    }
    # A folder beside the source: paths that get into the program are then the same wherever the build runs.
    (steps / "made").mkdir()
    machine = ["--build=x86_64-linux-gnu", "--host=x86_64-linux-gnu"]
    _run([f"../{source.name}/configure", *machine, f"--prefix={PREFIX}", *OPTIONS], steps / "made", environ)
    _run(["make", f"-j{os.cpu_count()}"], steps / "made", environ)
    _run(["make", "install", f"DESTDIR={made}"], steps / "made", environ)
    (made / "licences").mkdir()
    for package in ("zlib", "libffi", source.name):
        shutil.copyfile(steps / package / "LICENSE", Runtime(made).licence(package))
    (made / "recipe").write_text(key)
    return Runtime(made)


def _environ(zig: Path, steps: Path) -> dict[str, str]:
    """Return the environment of the compiler, whose programs stand first on the path; it has nothing of the user's."""
    programs = steps / "bin"
    programs.mkdir(parents=True)
    target = f"-target x86_64-linux-gnu.{GLIBC} -fno-sanitize=undefined -Wno-date-time"
    for name, words in {"zcc": f"cc {target}", "zar": "ar", "zranlib": "ranlib"}.items():
        (programs / name).write_text(f'#!/bin/sh\nexec "{zig}" {words} "$@"\n')
        (programs / name).chmod(0o755)
    return {
        "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(steps),
        "LC_ALL": "C.UTF-8",
        "ZIG_GLOBAL_CACHE_DIR": str(steps / "cache"),
        **{"CC": "zcc", "CXX": "zcc", "AR": "zar", "RANLIB": "zranlib", "PKG_CONFIG": "false"},
        **{"CFLAGS": "-g0 -fPIC", "OPT": "-DNDEBUG -O3 -Wall", "LDFLAGS": "-s"},
    }


def _open(package: str, files: Path, into: Path) -> Path:
    """Open a source package with its patches; return its folder."""
    (described,) = (file for file in read_files(SOURCES) if file.package == package and file.name.endswith(".dsc"))
    folder = into / package
    # The signature is not asked for: the hash of the description is ours, and it has the hashes of the rest.
    _run(["dpkg-source", "--no-check", "--extract", str(files / described.name), str(folder)], into, dict(os.environ))
    return folder


def _run(command: list[str], folder: Path, environ: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, errors="replace")
    if done.returncode:
        (folder / "failed.log").write_text(done.stdout + done.stderr)
        raise SetupError(
            f"{' '.join(command[:2])} 失败，详见 {folder / 'failed.log'}：\n{(done.stdout + done.stderr)[-1500:]}",
            f"{' '.join(command[:2])} failed in {folder}.",
        )
