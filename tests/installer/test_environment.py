"""Making the environment for real, over a tiny project that needs nothing from any network."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from installer import environment
from installer.interpreter import venv_python
from installer.words import SetupError
from tests.installer import fakes

# A build backend of its own in a few lines, so that nothing is fetched.
BACKEND = """
import os, zipfile
def build_editable(folder, settings=None, metadata=None):
    name = "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("tiny.pth", os.getcwd())
        wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n" + NEEDS)
        wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    return name
"""


def project(folder: Path, needs: str = "") -> Path:
    """Write a project that installs as ``tiny``; ``needs`` is a dependency."""
    folder.mkdir()
    pyproject = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    (folder / "pyproject.toml").write_text(pyproject, encoding="utf-8")
    requires = f"Requires-Dist: {needs}\n" if needs else ""
    (folder / "backend.py").write_text(f"NEEDS = {requires!r}\n{BACKEND}", encoding="utf-8")
    (folder / "tiny_word.py").write_text("WORD = 'here'\n", encoding="utf-8")
    return folder


def test_it_is_made_once_and_mended_when_something_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path / "a place with spaces")
    python = environment.prepare(root=root)
    word = subprocess.run([python, "-c", "import tiny_word; print(tiny_word.WORD)"], capture_output=True, text=True)
    assert word.stdout == "here\n", word.stderr
    assert "虚拟环境" in capsys.readouterr().out

    begun = time.monotonic()
    assert environment.prepare(root=root) == python
    assert time.monotonic() - begun < 0.5
    assert capsys.readouterr().out == ""

    with (root / "pyproject.toml").open("a") as text:
        text.write("[tool.ruff]\nline-length = 99\n")
    assert environment.is_ready(root / ".venv", root, [])
    with (root / "pyproject.toml").open("a") as text:
        text.write('[tool.hatch]\npin = "moved"\n')
    assert not environment.is_ready(root / ".venv", root, [])
    environment.prepare(root=root)
    assert environment.is_ready(root / ".venv", root, [])
    assert not environment.is_ready(root / ".venv", root, ["test"])

    moved = root.rename(tmp_path / "moved")
    assert not environment.is_ready(moved / ".venv", moved, [])

    python = venv_python(moved / ".venv")
    python.unlink()  # the Python that it was made from is gone
    assert environment.prepare(root=moved).exists()


def test_without_a_network_one_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    root = project(tmp_path / "far", needs="evaldesk-needs-this")
    with pytest.raises(SetupError) as caught:
        environment.prepare(root=root)
    assert "网络" in caught.value.chinese
    assert "\n" not in caught.value.chinese
    assert not environment.is_ready(root / ".venv", root, [])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Temporary failure in name resolution", "网络"),
        ("SSLError(SSLCertVerificationError", "网络"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "磁盘空间不足"),
        ("error: subprocess-exited-with-error", "pip 安装失败"),
    ],
)
def test_what_pip_says_becomes_a_sentence(said: str, sentence: str, tmp_path: Path) -> None:
    assert sentence in environment.pip_problem(said, tmp_path / "log").chinese


@fakes.needs_unix
def test_a_python_without_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maker = fakes.program(tmp_path / "bin", "python3", code=1)
    monkeypatch.setattr(sys, "_base_executable", str(maker))
    root = project(tmp_path / "root")
    with pytest.raises(SetupError, match=r"venv 模块：请先安装它.*apt install python3[.]1[123]-venv"):
        environment.prepare(root=root, may_install=False)
    assert not (root / ".venv").exists()


@fakes.needs_unix
def test_a_place_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "root")
    monkeypatch.setattr(environment, "has_ensurepip", lambda python: True)
    monkeypatch.setattr(sys, "_base_executable", str(fakes.program(tmp_path / "bin", "python3", "no", 1)))
    with pytest.raises(SetupError, match="无法建立虚拟环境"):
        environment.prepare(root=root)


def test_nothing_of_the_persons_python_settings_reaches_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    assert "elsewhere" not in environment.clean_environ().values()
