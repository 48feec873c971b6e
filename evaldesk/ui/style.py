"""Style: one restrained sheet on Fusion, made from the tones; an 8-pixel rhythm, one accent, a focus one can see."""

from __future__ import annotations

from string import Template

from PySide6.QtWidgets import QApplication

from evaldesk.paths import resources
from evaldesk.ui.palette import Tones, is_light, qt_palette

# Borders grow from 1 to 2 px under the focus, and the padding gives that pixel back: nothing moves.
SHEET = Template("""
QToolTip { background: $base; color: $text; border: 1px solid $border; padding: 6px 8px; }

QMenuBar { background: $window; padding: 0 8px; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $shade; color: $text; }
QMenu { background: $base; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 32px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: $soft; color: $text; }
QMenu::item:disabled { color: $pale; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QToolBar { background: $window; border: none; border-bottom: 1px solid $line; padding: 0 12px 4px 12px;
  spacing: 2px; qproperty-toolButtonStyle: ToolButtonTextBesideIcon; qproperty-iconSize: 20px 20px;
  qproperty-movable: false; }
QToolBar::separator { width: 1px; background: $line; margin: 6px 8px; }
QToolButton { color: $text; background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 4px 8px; }
QToolButton:hover { background: $shade; }
QToolButton:pressed, QToolButton:checked { background: $soft; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $pale; }
QToolButton[popupMode="2"] { padding-right: 24px; }
QToolButton::menu-indicator { image: url("$arrow"); width: 16px; height: 16px; right: 4px;
  subcontrol-origin: border; subcontrol-position: center right; }

QPushButton { color: $text; background: $base; border: 1px solid $border; border-radius: 6px;
  padding: 6px 20px; }
QPushButton:hover { background: $shade; }
QPushButton:pressed { background: $soft; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 19px; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:disabled { color: $pale; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; padding: 4px 8px; color: $accent; }
QPushButton[flat="true"]:hover { background: $shade; }
QPushButton[flat="true"]:focus { border: 1px solid $accent; padding: 4px 8px; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabWidget::tab-bar { left: 8px; }
QTabBar { background: $window; }
QTabBar::tab { background: transparent; color: $faint; padding: 8px 10px 6px 10px; margin: 0 6px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; background: $soft; }
QTabBar::tab:disabled { color: $pale; }

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $base; color: $text;
  border: 1px solid $border; border-radius: 6px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { padding: 6px 10px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: $faint; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 5px 9px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QPlainTextEdit:focus { border: 2px solid $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $window; color: $pale; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QComboBox QLineEdit:focus { border: none; padding: 0; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$arrow"); width: 16px; height: 16px; right: 8px; }
QComboBox QAbstractItemView { background: $base; border: 1px solid $border; outline: 0; padding: 4px;
  selection-background-color: $soft; selection-color: $text; }

QComboBox QAbstractItemView::item, QListWidget::item { padding: 4px 8px; min-height: 22px; border-radius: 4px; }
QListWidget { background: $base; border: 1px solid $border; border-radius: 6px; padding: 4px; outline: 0; }
QListWidget::item:selected { background: $soft; color: $text; }
QListWidget:focus { border: 2px solid $accent; padding: 3px; }
QMessageBox #qt_msgbox_label, QMessageBox #qt_msgbox_informativelabel { min-width: 17em; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QRadioButton, QCheckBox { border: 1px solid transparent; border-radius: 4px; padding: 1px 2px; }
QRadioButton:focus, QCheckBox:focus { border-color: $accent; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 8px; background: $base; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 4px solid $accent; }
QRadioButton:disabled, QCheckBox:disabled { color: $pale; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 3px; background: $base; }
QCheckBox::indicator:checked { border-color: $accent; background: $accent; image: url("$tick"); }

QProgressBar { background: $shade; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollArea { border: none; background: $window; }
QAbstractScrollArea#pages { border: 1px solid $window; background: $window; }
QAbstractScrollArea#pages:focus { border-color: $accent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }

QTextBrowser { background: $base; border: 1px solid $line; border-radius: 6px; }
QTextBrowser:focus { border-color: $accent; }
#card { background: $base; border: 1px solid $line; border-radius: 10px; }
#page { background: $window; }
#strip { background: $base; border-top: 1px solid $line; }
#checkup { background: $base; border: none; }
#checkup QToolButton { padding: 2px 6px; }
#checkup QToolButton:checked { background: $shade; border-color: $border; }
#checkup QToolButton:focus { border-color: $accent; }
#checkup QToolButton[tone]:!checked { color: $faint; }
#checkup QComboBox { padding: 2px 8px; }
#checkup QComboBox:focus { padding: 1px 7px; }
#checkup QSplitter::handle { height: 1px; }
#findings { background: $base; outline: 0; }
#finding, #sheet { background: $window; }
#aid { background: $base; border: 1px solid $border; border-radius: 6px; }
#aid QListWidget { background: transparent; border: none; padding: 4px; }
#filter { background: $explain_soft; border-bottom: 1px solid $line; }
#filter QComboBox, #filter QLineEdit { padding: 3px 8px; }
#filter QComboBox:focus, #filter QLineEdit:focus { padding: 2px 7px; }
QTableView { border: 1px solid $line; gridline-color: $line; }
QTableView QHeaderView { background: $window; }
QTableView QHeaderView::section, QTableCornerButton::section { background: $window; color: $faint;
  border: none; border-right: 1px solid $line; border-bottom: 1px solid $line; }
#search { background: $base; border: 1px solid $border; border-radius: 10px; }
#hits { background: $base; outline: 0; }
#popover { background: $base; border: 1px solid $border; border-radius: 8px; }
#figure { border: 1px solid transparent; border-radius: 4px; }
#figure:focus { border-color: $accent; }
QToolButton[tone="error"] { color: $error; }
QToolButton[tone="explain"] { color: $explain; }
QToolButton[tone="hint"] { color: $hint; }
QToolButton[tone="met"] { color: $met; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; padding: 0; min-width: 0;
  color: $accent; text-align: left; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 1px solid $accent; padding: 0; }
#notice { background: $explain_soft; border: none; border-bottom: 1px solid $line; }
#notice[level="error"] { background: $error_soft; }
#divider { background: $line; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="explain"] { color: $explain; }
QLabel[tone="hint"] { color: $hint; }
QLabel[tone="met"] { color: $met; }
#choice { text-align: left; background: $base; border: 1px solid $line; border-radius: 8px; padding: 12px 16px; }
#choice:hover { border-color: $accent; }
#choice:focus { border: 2px solid $accent; padding: 11px 15px; }
""")


def stylesheet(tones: Tones, pale: str) -> str:
    """Return the sheet in these tones; ``pale`` is the colour of what is switched off."""
    colours = {name: getattr(tones, name) for name in Tones.__slots__}
    # A sheet takes an arrow only as a picture; this one is of a grey that stands out on light and on dark.
    arrow = (resources() / "icons" / "arrow.svg").as_posix()
    tick = (resources() / "icons" / f"tick-{'light' if is_light(tones.base) else 'dark'}.svg").as_posix()
    return SHEET.substitute(colours, pale=pale, arrow=arrow, tick=tick)


def dress(application: QApplication, on: Tones) -> None:
    """Give the application its colours."""
    palette = qt_palette(on)
    application.setPalette(palette)
    pale = palette.color(palette.ColorGroup.Disabled, palette.ColorRole.Text).name()
    application.setStyleSheet(stylesheet(on, pale))
