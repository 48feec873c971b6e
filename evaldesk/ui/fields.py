"""Fields: one row of a form, made from its description in the template. A field kind gets its editor here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evaldesk.model.document import Document, Where, get
from evaldesk.model.document import field as field_at
from evaldesk.model.finding import Finding
from evaldesk.model.template.fields import (
    AmountField,
    ChoiceField,
    EmailField,
    Field,
    ParagraphField,
    PhoneField,
    TextField,
    YearField,
)
from evaldesk.ui.calculator import kept_sum, reckon
from evaldesk.ui.carry_beside import LastYear
from evaldesk.ui.checkup_lines import is_settled
from evaldesk.ui.field_state import GRAVEST, FieldState
from evaldesk.ui.fonts import scaled
from evaldesk.ui.help_note import MORE, as_hint, note_of
from evaldesk.ui.labels import SMALL, HelpLine, faint, set_text
from evaldesk.ui.line_editors import ChoiceEditor, LineEditor
from evaldesk.ui.live_numbers import LiveNumbers
from evaldesk.ui.palette import MARKS
from evaldesk.ui.readings import amount_reading
from evaldesk.ui.session import Session
from evaldesk.ui.text_editor import TextEditor

BY_SUM = "由算式得出"
Editor: TypeAlias = LineEditor | ChoiceEditor | TextEditor


def make_editor(field: Field) -> Editor:
    """Return the editor for a field's kind."""
    match field:
        case ParagraphField():
            return TextEditor()
        case ChoiceField():
            return ChoiceEditor(field.choices)
        case AmountField():
            editor = LineEditor(field.unit)
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            return editor
        case YearField():
            return LineEditor("年")
        case TextField() | PhoneField() | EmailField():
            return LineEditor()


class FieldRow(QWidget):
    """Show one field: its label, what it was read as, its editor, and a line of help while the officer is in it."""

    def __init__(self, session: Session, field: Field, help: HelpLine) -> None:
        super().__init__()
        self.session = session
        self.field = field
        self.where: Where = field_at(field.key)
        self.editor = make_editor(field)
        self.label = QLabel(label_text(field))
        self.label.setTextFormat(Qt.TextFormat.RichText)  # all of one kind, or their lines stand a pixel apart
        self.state = FieldState()
        self.mark = QLabel()
        self.mark.setFont(scaled(self.mark.font(), SMALL))
        self.mark.hide()
        self.reading = faint("", Qt.AlignmentFlag.AlignRight)
        self.help = help
        self.count = faint("", Qt.AlignmentFlag.AlignRight)
        self.last = LastYear(session, field, self.editor)
        self._lay_out()
        self._name()
        self.editor.typed.connect(self._typed)
        self.editor.entered.connect(self._entered)
        self.editor.left.connect(self._left)
        self._number = ""
        if not session.understood and not isinstance(self.editor, ChoiceEditor):
            self.editor.setReadOnly(True)  # a stand-in has no choices
        if isinstance(self.editor, TextEditor):
            LiveNumbers(session, self.editor).told.connect(self._tell_number)
        self.show_state()

    @property
    def wide(self) -> bool:
        """Tell whether the field wants the whole width."""
        return isinstance(self.field, ParagraphField)

    def show_state(self) -> None:
        """Show the document's text, changing only what differs."""
        text = get(self.session.document, self.where)
        self.editor.show_text(text)
        self.last.show_state()
        strip = kept_sum(self.session.document, self.where)
        reading = reading_of(self.field, self.session.document)
        set_text(self.reading, f"{BY_SUM} {reading}" if strip else reading)
        self.reading.setToolTip(f"算式：{strip}" if strip else "")
        if self.wide:
            set_text(self.count, f"{len(''.join(text.split()))} 字")

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the field's own findings: a mark at its label, the words underlined, the first sentence below it."""
        if isinstance(self.editor, TextEditor):
            spans = tuple((*item.span, item.level) for item in findings if item.span and not is_settled(item))
            self.editor.show_spans(get(self.session.document, self.where), spans)
        self.state.find(findings)
        self._show_mark()
        if self.editor.hasFocus():
            self._tell()

    def _show_mark(self) -> None:
        level = self.state.level
        self.mark.setVisible(level is not None)
        if level is None:
            return
        if self.mark.property("tone") != level.value:
            self.mark.setProperty("tone", level.value)
            self.mark.style().polish(self.mark)
        set_text(self.mark, MARKS[level.value])
        told = "\n".join(f"{MARKS[item.level.value]} {item.message}" for item in self.state.shown)
        if self.mark.toolTip() != told:
            self.mark.setToolTip(told)
            self.mark.setAccessibleName(told)

    def _tell_number(self, sentence: str) -> None:
        self._number = sentence
        self._tell()

    def _tell(self) -> None:
        """Say in the line of help what the number under the caret is, else what is wrong, else what belongs here."""
        if self._number:
            self.help.tell(self._number, escape(self._number), self)
            return
        shown = self.state.shown
        first = min(shown, key=lambda item: GRAVEST.index(item.level)) if shown else None
        if first is None and (strip := kept_sum(self.session.document, self.where)):
            self.help.tell(f"算式：{strip}", escape(f"算式：{strip}"), self)
            return
        if first is None:
            self.help.tell(f"{self.field.help}　{MORE}" if self.field.good else self.field.help, self.hint, self)
        else:
            self.help.tell(
                f"{MARKS[first.level.value]} {first.message}", escape(first.message), self, first.level.value
            )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.label)
        head.addWidget(self.mark)
        head.addWidget(self.reading, 1)
        if isinstance(self.field, ParagraphField):
            head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self.last)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _name(self) -> None:
        self.label.setBuddy(self.editor)
        self.editor.setAccessibleName(self.field.label)
        self.editor.setAccessibleDescription(self.field.help)
        self.editor.setObjectName(self.field.key)
        self.hint = as_hint(note_of(self.field, self.session.template))
        self.editor.setToolTip(self.hint)

    def _typed(self, text: str) -> None:
        self.session.edit(self.where, text, f"修改“{self.field.label}”")
        if isinstance(self.field, AmountField) and reckon(self.session, self.where, self.field):
            self._tell()

    def _entered(self) -> None:
        self.state.enter()
        self._tell()

    def _left(self) -> None:
        self.session.seal()
        self._number = ""
        self.help.clear()
        self.state.leave()
        self.show_state()
        self._show_mark()


def label_text(field: Field) -> str:
    """Return the label as it stands over the editor, with a quiet mark where the field is required."""
    heading = field.heading if isinstance(field, ParagraphField) and field.heading else field.label
    mark = " *" if field.required else ""
    return f"{escape(heading.rstrip(':：'))}{mark}"


def reading_of(field: Field, document: Document) -> str:
    """Return the faint words at the label's right: how an amount was read, or the note printed on the form."""
    if isinstance(field, AmountField):
        return amount_reading(document.fields.get(field.key, ""), field.unit)
    return f"（{field.note}）" if isinstance(field, ParagraphField) and field.note else ""
