"""Form: a tab of fields, made from the template's sections, never field by field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from evaldesk.model.document import Where, get
from evaldesk.model.template.fields import Field, ParagraphField
from evaldesk.model.template.grid import FieldsSection, TextsSection
from evaldesk.ui.cards import Card, Line
from evaldesk.ui.fields import FieldRow
from evaldesk.ui.labels import HelpLine
from evaldesk.ui.line_editors import ChoiceEditor, LineEditor
from evaldesk.ui.money import MoneyLine
from evaldesk.ui.session import Session
from evaldesk.ui.text_editor import TextEditor

WIDEST = 1360  # longer lines of Chinese are tiring to read


class FormPanel(QScrollArea):
    """Show the fields of one tab."""

    def __init__(self, session: Session, sections: Sequence[FieldsSection | TextsSection]) -> None:
        super().__init__()
        self.session = session
        self.rows: dict[str, FieldRow] = {}
        self.money: list[MoneyLine] = []
        self._shown = session.document.fields
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        for section in sections:
            column.addWidget(self._card(section))
        column.addStretch(1)
        page.setMaximumWidth(WIDEST)
        self.setWidget(page)
        for row in self.rows.values():
            if isinstance(row.editor, LineEditor):
                row.editor.went_on.connect(partial(self._go_on, row))
            elif isinstance(row.editor, ChoiceEditor) and (line := row.editor.lineEdit()) is not None:
                line.returnPressed.connect(partial(self._go_on, row, 1))
        session.checked.connect(self.show_findings)
        self.show_findings()

    def show_state(self) -> None:
        """Show the session's document, changing only what differs."""
        fields = self.session.document.fields
        if fields is not self._shown:  # the same object as long as nothing was typed in a field
            self._shown = fields
            for row in self.rows.values():
                row.show_state()
        for line in self.money:
            line.show_state()

    def show_findings(self) -> None:
        """Show at each field what was found there."""
        found = self.session.found
        for key, row in self.rows.items():
            row.show_findings(found.at_field(key))

    def select(self, where: Where, span: tuple[int, int]) -> None:
        """Select the exact words of a finding in its field."""
        row = self.rows[where.key]
        text = get(self.session.document, where)
        if isinstance(row.editor, ChoiceEditor):
            return
        row.editor.select(text, *span)

    def show_where(self, where: Where) -> bool:
        """Bring a field into view with the focus in it; tell whether it is here."""
        if where.part != "fields" or where.key not in self.rows:
            return False
        row = self.rows[where.key]
        row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(row, 0, 24)
        return True

    def focus_first(self) -> None:
        """Take the focus into the field where it was last, at first into the first one."""
        last = self.widget().focusWidget()
        editor = last if last is not None else next(iter(self.rows.values())).editor
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_on(self, row: FieldRow, by: int) -> None:
        """Go to the next field (1) or the one before (-1), as Enter does in the table; stay at the ends."""
        rows = list(self.rows.values())
        at = rows.index(row) + by
        if 0 <= at < len(rows):
            rows[at].editor.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(rows[at], 0, 24)

    def _card(self, section: FieldsSection | TextsSection) -> Card:
        lines = [self._line(fields) for fields in lines_of(section)]
        if self._holds_money(section):
            self.money.append(MoneyLine(self.session))
            lines.append(Line([self.money[-1]], wide=True))
        return Card(section.label, lines)

    def _line(self, fields: Sequence[Field]) -> Line:
        help = HelpLine()
        rows = [FieldRow(self.session, field, help) for field in fields]
        for row in rows:
            self.rows[row.field.key] = row
            if isinstance(row.editor, TextEditor):
                row.editor.cursorPositionChanged.connect(self._follow_caret)
        return Line(rows, help, wide=len(rows) == 1 and rows[0].wide)

    def _holds_money(self, section: FieldsSection | TextsSection) -> bool:
        funding = self.session.template.funding
        keys = {field.key for field in section.fields}
        return funding is not None and not keys.isdisjoint(funding.spent)

    def _follow_caret(self) -> None:
        editor = self.sender()
        if isinstance(editor, TextEditor) and editor.hasFocus():
            caret = editor.viewport().mapTo(self.widget(), editor.cursorRect().center())
            self.ensureVisible(caret.x(), caret.y(), 0, 48)


def lines_of(section: FieldsSection | TextsSection) -> list[list[Field]]:
    """Return the section's fields as the lines of its paper grid; fields that the grid leaves out come first."""
    if isinstance(section, TextsSection):
        return [[field] for field in section.fields]
    fields = {field.key: field for field in section.fields}
    printed = [[fields.pop(cell.field) for cell in row if cell.field in fields] for row in section.grid]
    lines = [[field] for field in fields.values()]
    for line in printed:
        # A long text shares its printed line with short fields; on the screen it stands alone.
        lines += [[field] for field in line if isinstance(field, ParagraphField)]
        lines.append([field for field in line if not isinstance(field, ParagraphField)])
    return [line for line in lines if line]
