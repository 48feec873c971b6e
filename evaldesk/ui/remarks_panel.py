"""审核意见: what reviewers pinned on the form, and the officer's answer to each, beside the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidgetItem, QPlainTextEdit

from evaldesk.files.owner import ourselves
from evaldesk.history import remarks
from evaldesk.history.events import ACCEPTED, ANSWERED, OPEN, STATUS_NAMES, now
from evaldesk.history.labels import label_of, place_label, row_names
from evaldesk.history.revision import returned
from evaldesk.model.digest import digest
from evaldesk.model.document import Document, Remark, address
from evaldesk.ui.halves import in_a_column, in_a_row, lay_out, push_button, reading_page, wrapping_list
from evaldesk.ui.help_key import answer_key
from evaldesk.ui.palette import MARKS
from evaldesk.ui.remarks_marks import place_in_focus
from evaldesk.ui.session import Session

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

SIZE = (860, 560)
SHAPES = {OPEN: MARKS["explain"], ANSWERED: MARKS["hint"], ACCEPTED: MARKS["met"]}
NONE = "还没有审核意见。把光标放在表中的一处，在下面写一句，就钉在那里。"
ANSWER = "答复审核意见"


class Remarks(QDialog):
    """List a form's remarks with the chosen one in full; what is typed as an answer is in the form at every key."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(window)
        self.setWindowTitle("审核意见")
        answer_key(self)
        self._window, self.session = window, session
        self._shown: Document | None = None
        self.list = wrapping_list("审核意见", self._show_chosen, self._go)
        self.text = reading_page("意见内容")
        self.answer = QPlainTextEdit()
        self.answer.document().setDocumentMargin(8)
        self.answer.setPlaceholderText("在这里答复")
        self.answer.setAccessibleName("答复")
        self.answer.setTabChangesFocus(True)
        self.answer.textChanged.connect(self._answer)
        self.there = push_button("转到该处", self._go)
        self.accept_it = push_button("认可答复", self._accept)
        self.reopen = push_button("请再答复", self._reopen)
        self.drop = push_button("撤回意见", self._drop)
        self.words = QLineEdit()
        self.words.setAccessibleName("新的意见")
        self.words.returnPressed.connect(self._pin)
        self.pin = push_button("添加意见", self._pin)
        self.give_back = push_button("退回修改", self._return)
        self._lay_out()
        session.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show the session's remarks, changing only what differs."""
        document = self.session.document
        if self._shown is not None and self._shown.remarks is document.remarks:
            return
        self._shown = document
        names = row_names(document.indicators)
        row = max(self.list.currentRow(), 0)
        lines = [line_of(item, place_label(self.session.template, names, item.where)) for item in document.remarks]
        while self.list.count() > len(lines):
            self.list.takeItem(self.list.count() - 1)
        for at, line in enumerate(lines):
            if at == self.list.count():
                QListWidgetItem(line, self.list)
            elif self.list.item(at).text() != line:
                self.list.item(at).setText(line)
        if self.list.currentRow() < 0 and lines:
            self.list.setCurrentRow(min(row, len(lines) - 1))
        self._show_chosen()

    def changeEvent(self, event: object) -> None:
        """Say where a new remark would be pinned, whenever the officer comes back from the form."""
        super().changeEvent(event)  # type: ignore[arg-type] # Qt calls it with its own event
        if self.isActiveWindow():
            self._show_place()

    def _show_place(self) -> None:
        document = self.session.document
        place = place_in_focus(self._window)
        label = label_of(document, self.session.template, place)
        self.words.setPlaceholderText(f"新的意见，钉在：{label}")

    def _show_chosen(self, *_: object) -> None:
        remark = self._chosen()
        for widget in (self.answer, self.there, self.accept_it, self.reopen, self.drop):
            widget.setEnabled(remark is not None)
        if remark is None:
            self.text.setPlainText(NONE)
            self.answer.clear()
            return
        self.there.setEnabled(bool(remark.where))
        self.accept_it.setEnabled(remark.status == ANSWERED)
        self.reopen.setEnabled(remark.status in (ANSWERED, ACCEPTED))
        head = "　".join(part for part in (remark.by, remark.at[:16].replace("T", " ")) if part)
        told = f"{head}\n{remark.text}".strip()
        if self.text.toPlainText() != told:
            self.text.setPlainText(told)
        if self.answer.toPlainText() != remark.response:  # setting it would move the caret
            self.answer.setPlainText(remark.response)

    def _chosen(self) -> Remark | None:
        row, found = self.list.currentRow(), self.session.document.remarks
        return found[row] if 0 <= row < len(found) else None

    def _answer(self) -> None:
        remark, text = self._chosen(), self.answer.toPlainText()
        if remark is not None and remark.response != text:
            row = self.list.currentRow()
            self.session.write(ANSWER, remarks.answered(self.session.document, row, text), ("remark", row))

    def _go(self, *_: object) -> None:
        remark = self._chosen()
        if remark is None or not remark.where:
            return
        where = remark.where
        try:
            place = address(where if where.count("/") != 1 or not where.startswith("indicators/") else f"{where}/name")
            self._window.show_where(place)
        except (ValueError, KeyError):
            self._window.tell_news("意见所指的地方已经不在表里了。")
            return
        self._window.activateWindow()

    def _accept(self, checked: bool = False) -> None:
        self._apply("认可答复", lambda document, row: remarks.accepted(document, row))

    def _reopen(self, checked: bool = False) -> None:
        self._apply("请再答复", lambda document, row: remarks.reopened(document, row))

    def _drop(self, checked: bool = False) -> None:
        self._apply("撤回意见", lambda document, row: remarks.without_remark(document, row))

    def _apply(self, step: str, change: Callable[[Document, int], Document]) -> None:
        if self._chosen() is not None:
            self.session.apply(step, change(self.session.document, self.list.currentRow()))

    def _pin(self, checked: bool = False) -> None:
        text = self.words.text().strip()
        if not text:
            self.words.setFocus()
            return
        where = place_in_focus(self._window)
        document = remarks.with_remark(self.session.document, where, text, ourselves().by, now())
        self.words.clear()
        self.session.apply("添加审核意见", document)
        self.list.setCurrentRow(self.list.count() - 1)

    def _return(self, checked: bool = False) -> None:
        document = self.session.document
        self.session.apply("退回修改", returned(document, now(), digest(document)))
        self._window.tell_news("已记为退回，保存后发给填报人；再次定稿时版次加一。")

    def _lay_out(self) -> None:
        caption = QLabel("答复")
        caption.setBuddy(self.answer)
        buttons = in_a_row(self.there, self.reopen, self.accept_it, self.drop, None)
        foot = in_a_row(self.words, self.pin, self.give_back, wide=self.words)
        lay_out(self, in_a_column(self.list), in_a_column(self.text, caption, self.answer, buttons), foot, SIZE)


def show_remarks(window: Window) -> Remarks:
    """Show the remarks on the window's form beside it, always the same list."""
    assert window.session is not None  # the command is off without a form
    panel = window.findChild(Remarks) or Remarks(window, window.session)
    panel.show()
    panel.raise_()
    panel.activateWindow()
    (panel.list if panel.list.count() else panel.words).setFocus()
    return panel


def line_of(remark: Remark, label: str) -> str:
    """Return two lines about a remark: its standing with its shape and its place, then its first words."""
    status = remarks.standing(remark)
    return f"{SHAPES[status]} {STATUS_NAMES[status]}　{label}\n{' '.join(remark.text.split())}"
