"""A whole form out of the text of an old PDF: fields between their printed labels, goals, texts, and the table.

    read_text_form(text, name)     the form, and a finding for every value that was guessed

PDFium reads the text of a PDF (``pdf_text``); a scan has none, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from evaldesk.errors import Unreadable
from evaldesk.exchange.imported import GUESSED, Imported, guesses, put_together
from evaldesk.exchange.lines import read_lines
from evaldesk.exchange.numbered import FOOT
from evaldesk.exchange.paragraphs import paragraphs
from evaldesk.exchange.printed import loose
from evaldesk.exchange.sheet.labels import labels_of
from evaldesk.exchange.wrapping import squeezed, unwrapped
from evaldesk.files.templates import load_template, templates
from evaldesk.model.document import field
from evaldesk.model.finding import Finding, Level
from evaldesk.model.template import Template
from evaldesk.model.template.grid import FieldsSection, TextsSection

# So much of a template's own labels must stand in a text before it is taken for its form.
ENOUGH = 0.7
MOST_SIGNS = 2_000_000


def read_text_form(text: str, name: str, template_name: str = "") -> Imported:
    """Return the form in a text; without ``template_name`` its labels tell which template it follows.

    :raises Unreadable: when the text follows none of the templates, or is far longer than any form.
    :raises TemplateProblem: when this machine lacks the template.
    """
    if len(text) > MOST_SIGNS:
        raise Unreadable(f"“{name}”的文字远多于一份自评表，没有导入。请检查是否选错了文件。")
    template = load_template(template_name) if template_name else likeliest(text, templates())
    if template is None:
        raise Unreadable(
            f"“{name}”的文字里没有认出哪一种自评表。请在导入时指明模板，或复制其中的指标，在“指标评分”里粘贴。"
        )
    text = "\n".join("" if FOOT.match(line.strip()) else line for line in text.splitlines())
    start, end = _table_span(text, template)
    table = read_lines(text[start:end], template, text.count("\n", 0, start) + 1)
    fields = read_fields(text, template)
    if not any(fields.values()) and not table.rows:
        raise Unreadable(f"“{name}”里没有读到栏目，也没有读到指标。请检查是否选错了文件。")
    document, placed = put_together(template, fields, table)
    joined = [
        Finding(GUESSED, Level.HINT, str(field(key)), f"{label}：折开的各行按段落接了起来，请核对分段。")
        for key, label in _long(template)
        if "\n" in fields.get(key, "").strip()
    ]
    return Imported(document, template, (*joined, *guesses(table, placed)))


def likeliest(text: str, known: Iterable[Template]) -> Template | None:
    """Return the template whose labels stand in a text, the newest edition where several do; None for none."""
    plain = squeezed(text)
    best: tuple[float, str] = (ENOUGH, "")
    chosen: Template | None = None
    for template in known:
        labels = [label for label in labels_of(template) if label]
        found = sum(label in plain for label in labels) / max(len(labels), 1)
        found += sum(bool(mark) and squeezed(mark) in plain for mark in (template.annex, template.title)) / 10
        if (found, template.edition) > best:
            best, chosen = (found, template.edition), template
    return chosen


def read_fields(text: str, template: Template) -> Mapping[str, str]:
    """Return the fields between the labels that the template prints before and behind them, in its order."""
    found: dict[str, str] = {}
    long = {key for key, _ in _long(template)}
    rest = text
    for section in template.sections:
        if isinstance(section, FieldsSection):
            part, rest = _up_to(rest, _next_start(template, section.key))
            for key, words in _between(part, list(_pieces(section))):
                found[key] = paragraphs(words) if key in long else unwrapped(words)
        elif isinstance(section, TextsSection):
            part, _ = _up_to(rest, _signature(template))
            for key, words in _between(part, list(_headings(section))):
                found[key] = paragraphs(_without_notes(words, section))
    for pieces in (template.subtitle, template.headline):
        ordered = [("field", piece.field) if piece.field else ("label", piece.text) for piece in pieces]
        for key, words in _between(text, ordered):
            found.setdefault(key, words.strip().split("\n")[0].strip())
    return {key: words for key, words in found.items() if words}


def _table_span(text: str, template: Template) -> tuple[int, int]:
    """Return where the table lies: from its title to the first heading of the texts."""
    label = template.indicators.label
    title = re.search(loose(label), text) if label else None
    start = title.end() if title else 0
    words = [word for section in template.sections if isinstance(section, TextsSection)
             for kind, word in _headings(section) if kind == "heading"]  # fmt: skip
    pattern = "|".join(f"(?m:^)[ \\t\u3000]*{_heading(word)}" for word in words)
    end = re.compile(pattern).search(text, start) if words else None
    return start, end.start() if end else len(text)


def _next_start(template: Template, key: str) -> str:
    """Return the pattern of what stands behind a section of fields: the label of the next one, or the table's."""
    sections = list(template.sections)
    at = next(at for at, section in enumerate(sections) if section.key == key)
    behind = sections[at + 1] if at + 1 < len(sections) else None
    label = "" if behind is None else behind.label
    return loose(label) if label else ""


def _up_to(text: str, pattern: str) -> tuple[str, str]:
    """Return what stands before a pattern, and the rest from it on; all of the text where it does not stand."""
    found = re.search(pattern, text) if pattern else None
    return (text[: found.start()], text[found.start() :]) if found else (text, text)


def _signature(template: Template) -> str:
    """Return the pattern of the line to sign on, which ends the texts."""
    people = template.signature.people if template.signature else ()
    return f"(?m:^)\\s*{loose(people[0])}\\s*[:：]" if people else ""


def _pieces(section: FieldsSection) -> Iterator[tuple[str, str]]:
    if section.label:
        yield "label", section.label
    for line in section.grid:
        for cell in line:
            if cell.field:
                yield "field", cell.field
            elif cell.text:
                yield "label", cell.text


def _headings(section: TextsSection) -> Iterator[tuple[str, str]]:
    for item in section.fields:
        if item.heading or item.label:
            yield "heading", item.heading or item.label
            yield "field", item.key


def _between(text: str, pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each field with the text between the labels around it; a label that is missing is passed over."""
    at = 0
    spans: list[tuple[str, str, int, int]] = []
    for kind, word in pieces:
        if kind == "field":
            spans.append((kind, word, -1, -1))
            continue
        pattern = f"(?m:^)[ \\t\u3000]*{_heading(word)}" if kind == "heading" else loose(word)
        if match := re.compile(pattern).search(text, at):
            spans.append((kind, word, match.start(), match.end()))
            at = match.end()
    for place, (kind, word, _, _) in enumerate(spans):
        before = spans[place - 1] if place else None
        if kind != "field" or before is None or before[0] == "field":
            continue
        end = next((start for _, _, start, _ in spans[place + 1 :] if start >= 0), len(text))
        yield word, text[before[3] : end]


def _heading(text: str) -> str:
    """Return the pattern of a heading; its colon may be of either width, or missing."""
    return loose(text.rstrip(":：")) + r"\s*[:：]?"


def _without_notes(text: str, section: TextsSection) -> str:
    for item in section.fields:
        if item.note:
            text = re.sub(loose(item.note), "", text)
    return text


def _long(template: Template) -> Iterator[tuple[str, str]]:
    for section in template.sections:
        if isinstance(section, FieldsSection | TextsSection):
            yield from ((item.key, item.label) for item in section.fields if item.kind == "paragraph")
