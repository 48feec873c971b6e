"""The sheet of the indicator tab: its head, its cell editors and what hangs below them."""

from __future__ import annotations

from evaldesk.ui.palette import Tones


def sheet(tones: Tones) -> str:
    """Return the sheet in these tones. Editors have the frame of the cursor, and no rounding: they are cells."""
    return f"""
        QHeaderView {{ background: {tones.base}; }}
        QHeaderView::section {{ background: {tones.base}; color: {tones.faint}; border: none;
            border-bottom: 1px solid {tones.border}; padding: 6px 8px; }}
        QLineEdit#cell, QLineEdit#cell:hover, QLineEdit#cell:focus {{ background: {tones.base}; color: {tones.text};
            border: 2px solid {tones.accent}; border-radius: 0; padding: 0 4px 1px 4px; }}
        QPlainTextEdit#cell, QPlainTextEdit#cell:hover, QPlainTextEdit#cell:focus {{ background: {tones.base};
            color: {tones.text}; border: 2px solid {tones.accent}; border-radius: 0; padding: 0; }}
        #aid {{ background: {tones.base}; border: 1px solid {tones.border}; border-radius: 6px; }}
        #aid QLabel {{ padding: 4px 8px; background: transparent; border: none; color: {tones.faint}; }}
        #aid QLabel[tone="explain"] {{ color: {tones.explain}; }}
        #aid QListWidget {{ background: transparent; border: none; padding: 4px; outline: 0; }}
        #aid QListWidget::item {{ padding: 4px 6px; border-radius: 4px; color: {tones.text}; }}
        #aid QListWidget::item:hover {{ background: {tones.shade}; }}
        #aid QListWidget::item:selected {{ background: {tones.soft}; color: {tones.text}; }}
        QTextEdit#passage {{ background: {tones.window}; border: 1px solid {tones.window};
            selection-background-color: {tones.accent}; selection-color: {tones.on_accent}; }}
        QTextEdit#passage:focus {{ border-color: {tones.accent}; }}
        QWidget#direction {{ background: {tones.window}; border-top: 1px solid {tones.line}; }}
        QTreeWidget#evidence {{ background: {tones.base}; border: none; border-top: 1px solid {tones.line};
            outline: 0; }}
        QTreeWidget#evidence::item {{ padding: 3px 4px; }}
        QTreeWidget#evidence::item:hover {{ background: {tones.shade}; }}
        QTreeWidget#evidence::item:selected {{ background: {tones.soft}; color: {tones.text}; }}
        QTreeWidget#evidence:focus {{ border: 2px solid {tones.accent}; }}
        QSplitter::handle {{ background: {tones.line}; }}
    """
