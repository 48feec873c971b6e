"""The many ways to type the same character, folded into one."""

from __future__ import annotations

import re

LIMIT = 1000
"""Longer cells are prose: they are kept as words and no number is looked for in them."""

# Full-width ASCII becomes half-width; then come the lookalikes that people and scanners produce.
_LOOKALIKES = (
    "≧≥ ⩾≥ ≮≥ ≦≤ ⩽≤ ≯≤ ﹥> ﹤< ═= ﹦= ﹪% −- ﹣- –- —- ―- ─- ‐- ‑- 〜~ ∼~ ∶: ︰: ﹐, ﹔; ﹕: ﹙( ﹚) 【( 】) 〔( "
    "〕) [( ]) ［( ］) "
    "•· ・· ∙· ⋅· ×* ∕/ ╱/ ￥¥ ｡。"
)
_SPELLED = {"\u3000": " ", "㎡": "平方米", "㎥": "立方米", "㎞": "km", "㎏": "kg"}
_INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad\u2060"
_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {pair[0]: pair[1] for pair in _LOOKALIKES.split()}
_FOLD |= _SPELLED | dict.fromkeys(_INVISIBLE, "")
# Not str.translate, which looks up each of the many characters that stay as they are.
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")

_TIMES = re.compile(r"(?<=[0-9])[xX](?=[0-9])")  # 7x24
_GAPS = re.compile(r"(?<![0-9]) | (?![0-9])")
_NEXT_POINT = re.compile(r"\n(?=[ \t]{0,4}\(?[0-9]{1,2}[.、)][^0-9\s])")  # a new line that begins with 2. or （2）
_SPLIT_CELL = re.compile(r" ?\| ?")
_SIGNS = (("> =", "≥"), ("< =", "≤"), (">=", "≥"), ("=>", "≥"), ("≥=", "≥"), ("<=", "≤"), ("=<", "≤"), ("≤=", "≤"))


def clean(text: str) -> str:
    """Fold widths and lookalikes and drop spaces, except one between two digits; linear in the text.

    A text longer than LIMIT after folding comes back with its spaces, since only its beginning and end matter then.
    """
    folded = _FOLDED.sub(lambda match: _FOLD[match[0]], text)
    if "\n" in folded:
        folded = _NEXT_POINT.sub(";", folded)
    folded = " ".join(folded.split())
    if len(folded) > LIMIT:
        return folded
    if "=" in folded:
        for typed, sign in _SIGNS:
            folded = folded.replace(typed, sign)
    if "x" in folded or "X" in folded:
        folded = _TIMES.sub("*", folded)
    if "|" in folded:
        folded = _join_cells(folded)
    return _GAPS.sub("", folded) if " " in folded else folded


def plain_words(cleaned: str) -> str:
    """Return what two texts are compared by: no spaces, no punctuation at the ends."""
    return cleaned.replace(" ", "").strip("。.,，;；、!！:：")


def _join_cells(folded: str) -> str:
    """Join `≥ | 95 | %`, the way three printed columns are copied; `定性 | 及时` drops the column of kinds.

    Pieces that each hold a number are separate values and keep a separator.
    """
    pieces = [piece.strip() for piece in _SPLIT_CELL.split(folded) if piece.strip()]
    if pieces and pieces[0] in {"定性", "定量"} and len(pieces) > 1:
        pieces = pieces[1:]
    numbered = sum(any(char.isdigit() for char in piece) for piece in pieces)
    return (";" if numbered > 1 else "").join(pieces)
