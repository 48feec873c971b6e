"""The help page 检查依据: every check with its sentence, its reason and its source, family by family."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from evaldesk.rules.rulebook import FAMILY_NAMES, rulebook
from evaldesk.ui.palette import MARKS, Tones, tones

LEAD = "体检逐条对照下面的要求。● 错误须改正，◆ 需说明写一句理由即可，○ 提示供参考。"


def show_rules(parent: QWidget) -> QDialog:
    """Show the page beside the form; it waits for nothing."""
    page = QDialog(parent)
    page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    page.setWindowTitle("检查依据")
    words = QLineEdit()
    words.setPlaceholderText("输入几个字查找，例如：权重、支出率、满意度")
    words.setAccessibleName("查找检查依据")
    words.setClearButtonEnabled(True)
    text = QTextBrowser()
    text.setAccessibleName("检查依据")
    text.document().setDocumentMargin(16)
    text.setHtml(rules_page(tones()))
    words.textChanged.connect(lambda wanted: text.setHtml(rules_page(tones(), wanted)))
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(8)
    column.addWidget(words)
    column.addWidget(text)
    page.resize(760, 640)
    page.show()
    return page


def rules_page(on: Tones, wanted: str = "") -> str:
    """Return the page as HTML in these colours; ``wanted`` keeps only the checks that hold all its words."""
    parts = [f"<p style='color:{on.faint}'>{LEAD}</p>"]
    family = ""
    for entry in rulebook():
        said = f"{entry['sentence']} {entry['reason']} {entry['source']} {entry['level_name']}"
        if not all(word in said for word in wanted.split()):
            continue
        if entry["family"] != family:
            family = entry["family"]
            parts.append(f"<h3>{escape(FAMILY_NAMES.get(family, family))}</h3>")
        colour = getattr(on, entry["level"])
        mark = f"<span style='color:{colour}'>{MARKS[entry['level']]} {entry['level_name']}</span>"
        reason = f"{escape(entry['reason'])}<br>" if entry["reason"] else ""
        source = f"<span style='color:{on.faint}'>依据：{escape(entry['source'])}</span>"
        sentence = escape(entry["sentence"])
        parts.append(f"<p style='line-height:140%'>{mark}　<b>{sentence}</b><br>{reason}{source}</p>")
    if not family:
        parts.append("<p>没有找到。请换几个字再试。</p>")
    return "".join(parts)
