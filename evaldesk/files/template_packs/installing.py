"""Install a template pack, and take the last one away again: one file comes or goes, so nothing can be half done.

Forms name their template by ``id@edition``. So a pack that brings another content under a name that is known here is
refused as a whole: the forms that were filled by the old content would silently be reckoned and printed by another.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

from evaldesk.errors import TemplateProblem, Unwritable
from evaldesk.files.beside import sweep
from evaldesk.files.patience import Patience, refused
from evaldesk.files.reach import reach
from evaldesk.files.replacing import replace_bytes
from evaldesk.files.template_packs.pack import Pack
from evaldesk.files.template_packs.shelf import Installed, installed, place
from evaldesk.files.templates import load_template, origin, template_names
from evaldesk.files.turn import turn
from evaldesk.model.template import Template
from evaldesk.paths import template_packs_folder

Standing = Literal["new", "same", "other"]
NOTHING_NEW = "这个模板包里的模板本机都有了，内容相同，不用再装。"
DISK_FULL = 112  # as Windows says it
NONE_INSTALLED = "还没有装过模板包，没有可以撤回的。"


def standing(template: Template) -> Standing:
    """Tell whether this machine lacks a template, has the same, or has another content under its name."""
    if template.name not in template_names():
        return "new"
    try:
        return "same" if load_template(template.name) == template else "other"
    except TemplateProblem:  # a broken file of the program's own
        return "other"


def objection(pack: Pack) -> str:
    """Return the sentence why a pack cannot be installed here, nothing when it can."""
    told = {name: standing(template) for name, template in pack.templates.items()}
    if others := [name for name, found in told.items() if found == "other"]:
        return _conflict(others[0])
    return "" if "new" in told.values() else NOTHING_NEW


def install(pack: Pack) -> Installed:
    """Install a pack for this user and return what lies there now.

    :raises TemplateProblem: when it brings nothing new, or another content under a known name.
    :raises Unwritable: when the user's folder cannot take it; nothing has changed then.
    """
    with _alone():
        if said := objection(pack):
            raise TemplateProblem(said)
        number = max((item.number for item in installed()), default=0) + 1
        path = place(number, datetime.now(UTC))
        replace_bytes(pack.raw, reach(path), Patience())
        sweep(path.parent)
    return next(item for item in installed() if item.path == path)


def last_installed() -> Installed | None:
    """Return the pack that was installed last, the one that can be taken away."""
    return next(reversed(installed()), None)


def only_in(item: Installed) -> tuple[str, ...]:
    """Return the names of the templates that this machine loses with a pack."""
    others = {name for other in installed() if other.path != item.path for name in other.templates}
    return tuple(name for name in sorted(item.templates) if name not in others and origin(name) is not None)


def roll_back(item: Installed) -> None:
    """Take away the pack that was installed last, which is to be ``item``: what was shown is what goes.

    :raises TemplateProblem: when it is not the last one any more.
    :raises Unwritable: when its file cannot be removed.
    """
    with _alone():
        last = last_installed()
        if last is None or last.path != item.path:
            raise TemplateProblem("模板包刚才有变动，没有撤回。请重新查看一遍再撤回。")
        # Windows denies access to a file that a virus scanner is looking at.
        Patience().until(reach(item.path).unlink, refused)


def _conflict(name: str) -> str:
    there, last = origin(name), last_installed()
    ways = "请发放单位改用新的版次（edition）重新发放。"
    if there is not None and last is not None and there.path == last.path:
        ways = f"请先撤回“{there.title}”再安装这一个，或请发放单位改用新的版次（edition）。"
    return f"“{name}”与本机已有的同名模板内容不同，没有安装：已填的表靠这个名字认版式，不能悄悄换掉。{ways}"


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Change the shelf while no other program does.

    :raises Unwritable: with a sentence for people, for whatever the system says.
    """
    folder = template_packs_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with turn(reach(folder / "packs"), Patience()):
            yield
    except OSError as error:
        raise Unwritable(f"{_why(error)}，模板包没有变动。请检查“{folder}”后再试。", str(error)) from error


def _why(error: OSError) -> str:
    if isinstance(error, BlockingIOError):
        return "另一个程序正在安装或撤回模板包"
    if error.errno == errno.ENOSPC or getattr(error, "winerror", None) == DISK_FULL:
        return "磁盘空间不足"
    return "没有写入权限" if isinstance(error, PermissionError) else f"写不进去（{error.strerror or error}）"
