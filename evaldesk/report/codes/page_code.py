"""The code in a page's footer: which form, which revision and content, which page, what score.

    "EV" 1 | template 4 | form 8 | digest 16 | revision | page | pages | score

One byte of version after the two letters; template and form are the beginnings of SHA-256 over the template's name and
the form's id, the digest is the beginning of ``model.digest``. The numbers at the end are those of ``numbers``; the
score is in hundredths plus one, 0 where there is none. At most 42 bytes: they fit a symbol of 29 modules with level M.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from evaldesk.report.codes.numbers import packed, unpacked

HEAD = b"EV\x01"
_TEMPLATE, _FORM, _DIGEST = 4, 8, 16
_FIXED = len(HEAD) + _TEMPLATE + _FORM + _DIGEST


class PageCode(NamedTuple):
    """Hold what the code of one page says; ``page`` counts from 1, ``score`` is None where there is none.

    ``template``, ``form`` and ``digest`` are hex and only beginnings: compare them with ``template_tag``, ``form_tag``
    and ``digest_tag``.
    """

    template: str
    form: str
    digest: str
    revision: int
    page: int
    pages: int
    score: Decimal | None


@lru_cache(64)
def template_tag(name: str) -> str:
    """Return by what a code knows a template, from its full name."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[: 2 * _TEMPLATE]


@lru_cache(64)
def form_tag(form: str) -> str:
    """Return by what a code knows a form, from its id."""
    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()[: 2 * _FORM]


def digest_tag(digest: str) -> str:
    """Return as much of a digest as a code carries."""
    return digest[: 2 * _DIGEST]


def score_of(text: str) -> Decimal | None:
    """Return the total score as a code carries it, None where the text is no score."""
    try:
        score = Decimal(text)
    except InvalidOperation:
        return None
    return score.quantize(Decimal("0.01")) if 0 <= score < 10_000 else None


def encoded(code: PageCode) -> bytes:
    """Return the bytes of a page's code."""
    score = 0 if code.score is None else int(code.score * 100) + 1
    return b"".join(
        (
            HEAD,
            bytes.fromhex(code.template + code.form + code.digest),
            packed(code.revision, 3),
            packed(code.page, 2),
            packed(code.pages, 2),
            packed(score, 3),
        )
    )


def decoded(data: bytes) -> PageCode | None:
    """Return what a code says, None when it is not the code of one of our pages."""
    if not data.startswith(HEAD) or len(data) < _FIXED + 4:
        return None
    tags = data[len(HEAD) : _FIXED].hex()
    form, digest = 2 * _TEMPLATE, 2 * (_TEMPLATE + _FORM)
    try:
        revision, at = unpacked(data, _FIXED)
        page, at = unpacked(data, at)
        pages, at = unpacked(data, at)
        score, _ = unpacked(data, at)
    except ValueError:
        return None
    if not 1 <= page <= pages:
        return None
    worth = Decimal(score - 1) / 100 if score else None
    return PageCode(tags[:form], tags[form:digest], tags[digest:], revision, page, pages, worth)
