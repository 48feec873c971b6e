"""The strip of the 合计 row over the table: what was typed there, beside what the rows add up to.

What is empty is printed as reckoned, so most forms never need it; what was typed can be seen and changed here.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton

from evaldesk.model.document import TOTAL_WEIGHTS, Total, Where, get
from evaldesk.report.indicator_rows import total_figures
from evaldesk.ui.labels import faint
from evaldesk.ui.line_editors import LineEditor
from evaldesk.ui.session import Session

# The columns of the table that a total is printed in, and the words for them.
COLUMNS = {
    "level1_weight": (TOTAL_WEIGHTS[0], "一级权重"),
    "level2_weight": (TOTAL_WEIGHTS[1], "二级权重"),
    "weight": (TOTAL_WEIGHTS[2], "三级权重"),
    "self_score": ("score", "自评分数"),
    "reason": ("reason", "原因"),
}
STEP = "修改合计行"
TOLD = "合计行：不填就印出灰色的数，填了照印所填。"


class TotalRow(QFrame):
    """Edit the 合计 row of a form; ``left`` says that the officer wants to go on in the table."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("filter")  # the two strips over the table look alike
        self.setAccessibleName("合计行")
        self.editors: dict[str, LineEditor] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 6, 16, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self._shut = QPushButton("收起")
        self._shut.setProperty("flat", True)
        self._shut.setAutoDefault(False)
        self._shut.clicked.connect(self.put_away)
        printed = [column.key for column in session.template.indicators.columns]
        shown = [COLUMNS[key] for key in COLUMNS if key in printed]
        told = QLabel(TOLD)
        told.setWordWrap(True)
        grid.addWidget(told, 0, 0, 1, len(shown))
        grid.addWidget(self._shut, 0, len(shown), Qt.AlignmentFlag.AlignTop)
        for at, (key, name) in enumerate(shown):
            label, editor = faint(name), LineEditor()
            editor.setAccessibleName(f"合计行：{name}")
            editor.setReadOnly(not session.understood)
            label.setBuddy(editor)
            editor.typed.connect(partial(self._typed, Where("total", key)))
            editor.left.connect(session.seal)
            editor.installEventFilter(self)
            self.editors[key] = editor
            grid.addWidget(label, 1, at)
            grid.addWidget(editor, 2, at)
            grid.setColumnStretch(at, 2 if key == "reason" else 1)
        session.changed.connect(self.show_state)
        self.hide()

    def open(self, key: str = "") -> None:
        """Come over the table with the focus in the cell ``key`` (``score``), in the first one without."""
        self.show()
        self.show_state()
        editor = self.editors.get(key) or next(iter(self.editors.values()))
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        editor.selectAll()

    def put_away(self, checked: bool = False) -> None:
        """Go away; the focus goes back to the table."""
        self.hide()
        self.left.emit()

    def show_state(self) -> None:
        """Show what is typed, and in grey what is printed where nothing is."""
        if self.isHidden():
            return
        document, evaluation = self.session.document, self.session.evaluation
        reckoned = total_figures(document.model_copy(update={"total": Total()}), evaluation, blank=False)
        for column, (key, _) in COLUMNS.items():
            if editor := self.editors.get(key):
                editor.show_text(get(document, Where("total", key)))
                editor.setPlaceholderText(reckoned.get(column, ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back to the table by Enter, and put the strip away by Esc."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            return False
        return True

    def _typed(self, where: Where, text: str) -> None:
        self.session.edit(where, text, STEP)
