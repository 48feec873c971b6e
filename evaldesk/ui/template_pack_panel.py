"""模板包: what is installed, what each pack brought, and the two things to do: install one, take the last one back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidgetItem

from evaldesk.errors import EvaldeskError
from evaldesk.files.template_packs.installing import last_installed
from evaldesk.files.template_packs.shelf import Installed, installed
from evaldesk.files.templates import origin, templates
from evaldesk.ui.halves import in_a_column, in_a_row, lay_out, push_button, reading_page, wrapping_list
from evaldesk.ui.help_key import answer_key
from evaldesk.ui.palette import MARKS, tones
from evaldesk.ui.template_pack_page import installed_page, own_page
from evaldesk.ui.template_pack_uses import uses

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

SIZE = (860, 540)
OWN = "随程序提供"


class TemplatePacks(QDialog):
    """List the installed packs, newest first, and the program's own templates at the end."""

    def __init__(self, window: Window, install: Callable[[], str], take_back: Callable[[Installed], str]) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("模板包")
        answer_key(self)
        self._window = window
        self._packs: list[Installed | None] = []
        self.list = wrapping_list("已装的模板包", self._show_chosen, self._show_chosen)
        self.page = reading_page("模板包的内容")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.install = push_button("安装(&I)…", partial(self._do, install))
        self.back = push_button("撤回最后安装的(&R)…", partial(self._do, partial(self._take_back, take_back)))
        shut = push_button("关闭(&C)", self._shut)
        foot = in_a_row(self.install, self.back, None, shut)
        lay_out(self, in_a_column(self.list, self.told), in_a_column(self.page), foot, SIZE)
        self.say("")
        self.refresh()
        self.list.setFocus()

    def refresh(self) -> None:
        """Show what is installed now."""
        self._packs = [*reversed(installed()), None]
        self.list.clear()
        for item in self._packs:
            self.list.addItem(QListWidgetItem(said(item)))
        self.back.setEnabled(last_installed() is not None)
        self.list.setCurrentRow(0)

    def say(self, sentence: str) -> None:
        """Say below the list what was done, or why it was not."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _show_chosen(self, *_: object) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._packs):
            return
        item = self._packs[row]
        if item is None:
            self.page.setHtml(own_page([known for known in templates() if origin(known.name) is None], tones()))
        else:
            self.page.setHtml(installed_page(item, uses(self._window.desk), tones()))

    def _take_back(self, take_back: Callable[[Installed], str]) -> str:
        last = last_installed()
        return take_back(last) if last is not None else ""

    def _do(self, call: Callable[[], str], checked: bool = False) -> None:
        try:
            done = call()
        except EvaldeskError as error:
            done = f"{MARKS['error']} {error.sentence}"
        self.refresh()
        if done:
            self.say(done)

    def _shut(self, checked: bool = False) -> None:
        self.close()


def said(item: Installed | None) -> str:
    """Return two lines about a pack; None stands for the program's own templates."""
    if item is None:
        count = sum(origin(known.name) is None for known in templates())
        return f"{OWN}\n{count} 种表"
    if item.pack is None:
        return f"{MARKS['error']} {item.title}\n已损坏"
    issuer = f"{item.pack.manifest.issuer}　" if item.pack.manifest.issuer else ""
    return f"{item.title}\n{issuer}{item.at.astimezone():%Y-%m-%d %H:%M} 安装"
