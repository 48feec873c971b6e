"""What a play of the setup needs: the Windows, the files of the build, where pictures go, what came of each step."""

from __future__ import annotations

import subprocess
from pathlib import Path

from installer.interpreter import ROOT
from installer.packing.play import Outcomes
from installer.windows.wine import Windows

OWN = "users/root/AppData/Local/Programs/evaldesk"
SETTINGS = "users/root/AppData/Local/evaldesk"
CLASSES = tuple(
    f"HKCU\\Software\\Classes\\{name}"
    for name in ("evaldesk.form.1", ".evform", "evaldesk.templates.1", ".evtemplates")
)
KEYS = (
    *CLASSES,
    "HKCU\\Software\\evaldesk",
    "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\evaldesk",
    "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\App Paths\\evaldesk.exe",
)
EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
FORM, SECOND = "表 格/年度 评价（终稿）.evform", "表 格/第二份.evform"
LINKS = (
    "users/root/Desktop/evaldesk.lnk",
    "users/root/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/evaldesk.lnk",
)


class Play(Outcomes):
    """Hold what a play needs: the Windows, the files of the build, where pictures go, and what came of each step."""

    def __init__(self, windows: Windows, dist: Path, pictures: Path) -> None:
        super().__init__(pictures)
        self.windows = windows
        (self.setup,) = dist.glob("evaldesk-*-win64-setup.exe")
        (self.portable,) = dist.glob("evaldesk-*-win64-portable.zip")

    def picture(self, name: str) -> None:
        """Take a picture of the screen."""
        self.windows.picture(self.pictures / f"{name}.png")

    def program(self, name: str = "evaldesk.exe") -> str:
        """Return the Windows name of an installed file."""
        return f"C:\\{OWN}\\{name}".replace("/", "\\")

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the installed command line."""
        return self.windows.run(self.program("evaldesk-cli.exe"), *words)
