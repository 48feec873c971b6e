"""Make the virtual environment of the checkout and install the program into it, once; later starts only look."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Collection
from pathlib import Path

from installer import system
from installer.interpreter import ROOT, VERSIONS, venv_python
from installer.words import SetupError, say

# Written last, after everything has worked: what the environment was made from.
STAMP = "evaldesk-stamp.json"
LOG = "evaldesk-setup.log"

# What pip says when it is the network that fails, not the package.
NETWORK = re.compile(
    "connection broken|Max retries|NewConnectionError|name resolution|getaddrinfo|timed out|ProxyError|SSLError|"
    "ConnectionResetError|Network is unreachable|Could not fetch URL|HTTP error 5",
    re.IGNORECASE,
)


def prepare(extras: Collection[str] = (), root: Path | None = None, may_install: bool = True) -> Path:
    """Return the Python of an environment that has the program with ``extras``; make or mend it where needed.

    :raises SetupError: when it cannot be made; the sentence says what to do.
    """
    root = root or ROOT
    folder = root / ".venv"
    python = venv_python(folder)
    if is_ready(folder, root, extras):
        return python
    if not _works(python):
        say("正在建立虚拟环境 .venv ……", "Making the virtual environment .venv")
        _make(folder, may_install)
    say("正在安装程序及其依赖，首次约需一分钟……", "Installing the program; the first time takes about a minute")
    (folder / STAMP).unlink(missing_ok=True)
    _pip(python, ["install", "--editable", f".[{','.join(sorted(extras))}]" if extras else "."], root)
    stamp = {"origin": _origin(folder, root), "extras": sorted(extras)}
    (folder / STAMP).write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    return python


def is_ready(folder: Path, root: Path, extras: Collection[str]) -> bool:
    """Tell whether the environment was made from this very checkout, pyproject.toml and Python, with ``extras``."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        return (
            stamp["origin"] == _origin(folder, root)
            and set(extras) <= set(stamp["extras"])
            and venv_python(folder).exists()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def clean_environ() -> dict[str, str]:
    """Return the process environment without what would lead the environment's Python astray."""
    astray = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__", "EVALDESK_HANDED_OVER"}
    return {key: value for key, value in os.environ.items() if key not in astray} | {"PIP_USER": "0"}


def _origin(folder: Path, root: Path) -> str:
    """Return a digest of all that the environment depends on: place, Python, pins; not on the settings of lint."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    installed = [settings.get("build-system"), settings.get("project"), settings.get("tool", {}).get("hatch")]
    python = (folder / "pyvenv.cfg").read_text(encoding="utf-8")
    return hashlib.sha256(json.dumps([str(root), python, installed], sort_keys=True).encode()).hexdigest()


def _works(python: Path) -> bool:
    """Tell whether the environment's Python starts, fits and has pip; a checkout that moved may have lost its own."""
    probe = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([python, "-I", "-c", probe], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0 and answer.stdout.strip() in VERSIONS


def _make(folder: Path, may_install: bool) -> None:
    maker = getattr(sys, "_base_executable", None) or sys.executable
    version = "{}.{}".format(*sys.version_info[:2])
    packages = [f"python{version}-venv"]
    if not has_ensurepip(maker) and not (may_install and system.install(packages)):
        raise SetupError(
            f"Python {version} 缺少 venv 模块：请先安装它（Debian、Ubuntu：apt install {packages[0]}），再运行一次。",
            f"Python {version} lacks the venv module: install it (Debian: apt install {packages[0]}) and run again.",
        )
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
    made = subprocess.run([maker, "-m", "venv", folder], env=clean_environ(), capture_output=True, text=True)
    if made.returncode:
        raise SetupError(
            f"无法建立虚拟环境 {folder}：请检查能否写入、磁盘是否有空间。\n{_tail(made.stdout + made.stderr)}",
            f"Cannot make the virtual environment {folder}: check that it is writable and the disk has room.",
        )


def has_ensurepip(python: str) -> bool:
    """Tell whether ``python`` can make an environment with pip in it."""
    return subprocess.run([python, "-I", "-c", "import venv, ensurepip"], capture_output=True).returncode == 0


def _pip(python: Path, arguments: list[str], root: Path) -> None:
    """Run pip quietly, with everything it says in a log beside the stamp."""
    log = root / ".venv" / LOG
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            [python, "-m", "pip", *arguments, "--disable-pip-version-check", "--no-input"],
            cwd=root,
            env=clean_environ(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode == 0:
        return
    said = log.read_text(encoding="utf-8", errors="replace")
    raise pip_problem(said, log)


def pip_problem(said: str, log: Path) -> SetupError:
    """Return the sentence for what pip said when it failed."""
    if NETWORK.search(said):
        return SetupError(
            f"pip 下载软件包失败：请检查网络连接或代理设置后再运行一次（详情见 {log}）。",
            f"pip could not download the packages: check the network or the proxy and run again (details: {log}).",
        )
    if "No space left" in said or "Errno 28" in said:
        return SetupError(
            f"磁盘空间不足：请在 {log.parent} 所在的磁盘留出约 800 MB 后再运行一次。",
            f"The disk is full: make about 800 MB of room for {log.parent} and run again.",
        )
    return SetupError(
        f"pip 安装失败（详情见 {log}）：\n{_tail(said)}",
        "pip failed; its last lines stand above.",
    )


def _tail(said: str, lines: int = 8) -> str:
    return "\n".join("  | " + line for line in said.strip().splitlines()[-lines:])
