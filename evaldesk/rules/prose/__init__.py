"""Prose: what numbers a long Chinese text names, and what each of them belongs to. ``read`` is the one word.

    text     = line {"\\n" line}
    line     = [mark] {sentence}                         outline: marks, sentences, segments, clauses
    sentence = {words | year | number}                   years, numbers
    number   = [sign] digits [multiplier] [unit] [sign]  with the words before it (label) and behind it (tail)

The approach: no parser of Chinese, but a scanner. Every number keeps its place, its exact value and the words around
it; which year it belongs to is the last year named before it in its sentence. What a number *is* (the budget, a part
of a whole, a count of indicators) is said by the words around it, and each check asks about the words that it needs
(``roles``, ``resources/narrative.json``). What cannot be told is left alone.

Time is linear: each pattern begins with a set of characters and has bounded repetition, labels and tails have a
longest length, and the reading of a text is remembered. Nothing here raises, and nothing knows a form or a template.
"""

from evaldesk.rules.prose.folding import bare, fold, squeezed
from evaldesk.rules.prose.nodes import Item, Mention, Reading, Sentence, Year
from evaldesk.rules.prose.numbers import is_count, is_money
from evaldesk.rules.prose.reader import read

__all__ = ["Item", "Mention", "Reading", "Sentence", "Year", "bare", "fold", "is_count", "is_money", "read", "squeezed"]
