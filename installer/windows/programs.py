"""The two launchers, compiled by MinGW: ``evaldesk.exe`` for people, ``evaldesk-cli.exe`` for the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from installer.words import SetupError

HERE = Path(__file__).resolve().parent
COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
FLAGS = [
    *("-O2", "-s", "-municode", "-static", "-finput-charset=UTF-8"),
    *("-Wall", "-Wextra", "-Werror", "-Wl,--dynamicbase,--nxcompat"),
]
KINDS = {"evaldesk.exe": ["-mwindows"], "evaldesk-cli.exe": ["-DCONSOLE", "-mconsole"]}


def build(version: str, into: Path, work: Path, epoch: int) -> list[Path]:
    """Compile the launchers into the program folder; return them."""
    for tool in (COMPILER, RESOURCES):
        if not shutil.which(tool):
            raise SetupError(f"缺少 {tool}。", "MinGW is missing: apt install gcc-mingw-w64-x86-64-posix")
    work.mkdir(parents=True, exist_ok=True)
    numbers = ",".join([*version.split("."), "0"])
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    for name, flags in KINDS.items():
        (work / "names.h").write_text(
            f'#define NUMBERS {numbers}\n#define VERSION "{version}"\n#define NAME "{name}"\n', "ascii"
        )
        look = [f"-I{HERE / 'icons'}", f"-I{HERE / 'launcher'}"]
        resource = work / f"{name}.res"
        _run([RESOURCES, "-c", "65001", "--preprocessor-arg=-include", f"--preprocessor-arg={work / 'names.h'}", *look,
              str(HERE / "launcher" / "launcher.rc"), "-O", "coff", "-o", str(resource)], environment)  # fmt: skip
        source = str(HERE / "launcher" / "launcher.c")
        _run([COMPILER, *FLAGS, *flags, "-Wl,--no-insert-timestamp", source, str(resource), "-o", str(into / name)],
             environment)  # fmt: skip
    return [into / name for name in KINDS]


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SetupError(f"{command[0]} 失败：\n{done.stderr[-1500:]}", f"{command[0]} failed.")
