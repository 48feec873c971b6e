"""Chinese typed into the installed program, by each of the systems that people have for it."""

from __future__ import annotations

import time
from typing import NamedTuple

from installer.linux.play import EXAMPLE, HOME, Play, close
from installer.linux.play_package import offered
from installer.packing.debian import INSIDE, Debian

BUS = f"unix:path={INSIDE}/run/bus"
FCITX_5 = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
FCITX_4 = """[Profile]
IMName=pinyin
EnabledIMList=fcitx-keyboard-us:True,pinyin:True
"""


class Method(NamedTuple):
    """Hold a way of typing Chinese: its packages, its settings, how it starts and is turned on."""

    name: str
    packages: tuple[str, ...]
    settings: tuple[str, str] | None  # place below the person's home, text
    start: tuple[str, ...]
    turn_on: tuple[str, ...]
    module: str  # what desktops set as QT_IM_MODULE for it


METHODS = (
    Method("fcitx 5", ("fcitx5", "fcitx5-pinyin"), (".config/fcitx5/profile", FCITX_5), ("fcitx5",),
           ("fcitx5-remote", "-o"), "fcitx"),
    Method("fcitx 5, by its own name", ("fcitx5", "fcitx5-pinyin"), (".config/fcitx5/profile", FCITX_5), ("fcitx5",),
           ("fcitx5-remote", "-o"), "fcitx5"),
    Method("fcitx 4", ("fcitx", "fcitx-pinyin", "fcitx-module-dbus"), (".config/fcitx/profile", FCITX_4),
           ("fcitx", "-D"), ("fcitx-remote", "-o"), "fcitx"),
    Method("ibus", ("ibus", "ibus-libpinyin", "dconf-gsettings-backend"), None, ("ibus-daemon", "-x", "-r"),
           ("ibus", "engine", "libpinyin"), "ibus"),
)  # fmt: skip


def chinese(play: Play) -> None:
    """Type pinyin into a form and find the characters in the file, by each way that this Debian has."""
    play.apt("install", offered(play, play.package))
    for method in METHODS:
        if play.root.call("apt-cache", "show", method.packages[0]).returncode:
            continue
        done = play.apt("install", "dbus", *method.packages)
        if done.returncode:
            play.say(f"中文 by {method.name}", False, done.stderr)
        else:
            _type(play, method)
        # The next one may not bear it.
        play.apt("purge", "--auto-remove", "dbus", *method.packages)


def _type(play: Play, method: Method) -> None:
    environment = play.officer.environment | {
        "DBUS_SESSION_BUS_ADDRESS": BUS,
        "QT_IM_MODULE": method.module,
        "XMODIFIERS": "@im=fcitx",
    }
    officer = Debian(play.officer.folder, environment, play.officer.user)
    form = play.put(EXAMPLE, f"{HOME}/表 格/输入 {method.name}.evform")
    if method.settings:
        place = officer.folder / HOME[1:] / method.settings[0]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(method.settings[1], "utf-8")
        play.root.call("chown", "-R", "officer:officer", f"{HOME}/.config")
    started = []
    try:
        for command in (["dbus-daemon", "--session", f"--address={BUS}", "--nofork"], list(method.start)):
            started.append(officer.start(*command))
            time.sleep(3)
        officer.start("evaldesk", f"{HOME}/表 格/输入 {method.name}.evform")
        officer.wait_for(method.name)
        time.sleep(6)
        officer.call(*method.turn_on)
        officer.keys("Escape", "ctrl+a")
        officer.type("zhongwen")
        time.sleep(1)
        play.picture(f"10-{method.name.split(',')[0].replace(' ', '-')}-{method.module}")
        officer.keys("space", "Tab", pause=1)
        officer.keys("ctrl+s", pause=3)
        typed = "中文" in form.read_text("utf-8")
        play.say(f"中文 by {method.name}", typed)
    finally:
        close(play)
        for process in reversed(started):
            process.terminate()
            process.wait()
