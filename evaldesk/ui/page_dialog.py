"""页面设置: paper, margins, font, size and columns, with the pages beside them as they would print."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from evaldesk.model.template import Template
from evaldesk.report.own_fonts import FONTS, own_font
from evaldesk.report.paper import SHEETS, PageSetup
from evaldesk.report.setup import MARGIN_LIMITS, OPTIONAL, SIZE_LIMITS, setup_of, with_setup
from evaldesk.ui import rim
from evaldesk.ui.help_key import answer_key
from evaldesk.ui.page_view import PageView
from evaldesk.ui.pages import PageMaker, Paper

if TYPE_CHECKING:
    from evaldesk.ui.printout import Order

SIDES = ("上(&T)", "右(&R)", "下(&B)", "左(&L)")
SIZES = {7.5: "六号", 9.0: "小五", 10.5: "五号", 12.0: "小四"}
STEP = "页面设置"
ROOM = (1080, 680)


class PageDialog(QDialog):
    """Let the officer choose the page's settings; ``setup`` is what is chosen now."""

    def __init__(self, parent: QWidget, order: Order) -> None:
        super().__init__(parent)
        self.setWindowTitle(STEP)
        answer_key(self)
        self._order = order
        self._showing = False
        before = setup_of(order.document)
        self.sheet = QComboBox()
        for name, (width, height) in SHEETS.items():
            self.sheet.addItem(f"{name} 横向（{width:g} × {height:g} 毫米）", name)
        self.font_ = QComboBox()
        self.font_.addItem("思源宋体（自带）", "")
        for name in FONTS:
            self._add_font(name, before.font)
        self.size_ = _spin(*SIZE_LIMITS, 0.5, " 磅")
        self.size_.setAccessibleName("表格字号")
        self.named = QLabel()
        self.named.setProperty("tone", "faint")
        self.margins = [_spin(*limits, 1.0, " 毫米") for limits in MARGIN_LIMITS]
        self.columns = {name: QCheckBox(f"{label}(&{key})") for name, label, key in _columns(order.template)}
        self.defaults = QDialogButtonBox.StandardButton.RestoreDefaults
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel | self.defaults
        )
        for which, words in (
            (QDialogButtonBox.StandardButton.Ok, "确定(&O)"),
            (QDialogButtonBox.StandardButton.Cancel, "取消"),
            (self.defaults, "恢复默认(&D)"),
        ):
            self.buttons.button(which).setText(words)
        self.view = PageView()
        self.view.setMinimumSize(320, 240)
        self.maker = PageMaker(self)
        self._join()
        self._lay_out()
        self.show_setup(before)

    @property
    def setup(self) -> PageSetup:
        """Return what is chosen now."""
        top, right, bottom, left = (spin.value() for spin in self.margins)
        return PageSetup(
            sheet=self.sheet.currentData(),
            margins=(top, right, bottom, left),
            size=self.size_.value(),
            without=frozenset(name for name, box in self.columns.items() if not box.isChecked()),
            font=self.font_.currentData(),
        )

    def show_setup(self, setup: PageSetup) -> None:
        """Show settings, and the pages with them."""
        self._showing = True
        self.sheet.setCurrentIndex(self.sheet.findData(setup.sheet))
        self.font_.setCurrentIndex(max(0, self.font_.findData(setup.font)))
        self.size_.setValue(setup.size)
        for spin, margin in zip(self.margins, setup.margins, strict=True):
            spin.setValue(margin)
        for name, box in self.columns.items():
            box.setChecked(name not in setup.without)
        self._showing = False
        self._follow()

    def done(self, result: int) -> None:
        """Close; no page is made any more."""
        self.maker.stop()
        super().done(result)

    def _join(self) -> None:
        self.view.wanted.connect(self.maker.picture)
        self.maker.made.connect(self._show_paper)
        self.maker.pictured.connect(self.view.show_picture)
        self.maker.failed.connect(self._tell)
        for combo in (self.sheet, self.font_):
            combo.currentIndexChanged.connect(self._follow)
        for spin in (self.size_, *self.margins):
            spin.valueChanged.connect(self._follow)
        for box in self.columns.values():
            box.toggled.connect(self._follow)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(self.defaults).clicked.connect(self._restore)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow("纸张(&P)", self.sheet)
        form.addRow("字体(&F)", self.font_)
        size = QHBoxLayout()
        size.addWidget(self.size_)
        size.addWidget(self.named, 1)
        form.addRow("字号(&S)", size)
        form.labelForField(size).setBuddy(self.size_)  # type: ignore[attr-defined] # it is a label
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(4, 1)
        for at, (side, spin) in enumerate(zip(SIDES, self.margins, strict=True)):
            label = QLabel(side)
            label.setBuddy(spin)
            spin.setAccessibleName(f"{side.partition('(')[0]}边距")
            grid.addWidget(label, at // 2, at % 2 * 2)
            grid.addWidget(spin, at // 2, at % 2 * 2 + 1)
        form.addRow("边距", grid)
        boxes = QVBoxLayout()
        for box in self.columns.values():
            boxes.addWidget(box)
        form.addRow("印出的列", boxes)
        note = QLabel("这些设置随表格保存，不改变填写的内容。")
        note.setProperty("tone", "faint")
        note.setWordWrap(True)
        controls = QVBoxLayout()
        controls.setContentsMargins(0, 0, 0, 0)
        controls.setSpacing(16)
        controls.addLayout(form)
        controls.addWidget(note)
        controls.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        aside = QWidget()
        aside.setLayout(controls)
        aside.setFixedWidth(aside.sizeHint().width())
        both.addWidget(aside)
        both.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(both, 1)
        column.addWidget(self.buttons)
        self.resize(*ROOM)
        self.sheet.setFocus()

    def _add_font(self, name: str, chosen: str) -> None:
        here = bool(own_font(name))
        self.font_.addItem(f"{name}（本机）" if here else f"{name}（本机没有，或不许嵌入）", name)
        if not here and name != chosen:
            self.font_.model().item(self.font_.count() - 1).setEnabled(False)  # type: ignore[attr-defined] # standard model

    def _restore(self, checked: bool = False) -> None:
        self.show_setup(PageSetup())

    def _follow(self, *_: object) -> None:
        if self._showing:
            return
        self.named.setText(SIZES.get(self.size_.value(), ""))
        order = replace(self._order, document=with_setup(self._order.document, self.setup))
        self.maker.make(order, self.view.in_view())

    def _show_paper(self, paper: Paper) -> None:
        self.view.show_paper(paper)

    def _tell(self, error: Exception) -> None:
        rim.log(rim.as_error(error).details)


class _Spin(QDoubleSpinBox):
    """Show a length without a needless zero behind the point."""

    def textFromValue(self, value: float) -> str:
        return f"{value:g}"


def _spin(least: float, most: float, step: float, unit: str) -> QDoubleSpinBox:
    spin = _Spin()
    spin.setRange(least, most)
    spin.setSingleStep(step)
    spin.setDecimals(1)
    spin.setSuffix(unit)
    spin.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
    return spin


def _columns(template: Template) -> list[tuple[str, str, str]]:
    """Return the columns that may be left out, each with its label and a key."""
    known = [column for column in template.indicators.columns if column.key in OPTIONAL]
    # Some heads go on with an instruction in brackets.
    names = (item.label.replace("\n", "").partition("（")[0] for item in known)
    return [(item.key, name, key) for item, name, key in zip(known, names, "CE", strict=False)]
