"""Leaves: the pages of a paper, put together one by one. Who looks at two of hundreds need not wait for the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import overload

from evaldesk.report.page import Page


class Leaves(Sequence[Page]):
    """Hold pages, each made by its maker when it is first asked for, and kept from then on."""

    def __init__(self, makers: Iterable[Callable[[], Page]]) -> None:
        self._makers = tuple(makers)
        self._made: dict[int, Page] = {}

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, at: int) -> Page: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Page, ...]: ...

    def __getitem__(self, at: int | slice) -> Page | tuple[Page, ...]:
        if isinstance(at, slice):
            return tuple(self._page(number) for number in range(*at.indices(len(self))))
        return self._page(range(len(self))[at])

    def _page(self, number: int) -> Page:
        # Two threads may both make a page: it is the same one.
        if number not in self._made:
            self._made[number] = self._makers[number]()
        return self._made[number]
