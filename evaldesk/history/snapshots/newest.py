"""The newest snapshot of each form that this machine ever kept: what there is to learn from before anything else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from evaldesk.errors import EvaldeskError
from evaldesk.history.snapshots import load
from evaldesk.history.snapshots.folders import own_folders
from evaldesk.history.snapshots.reading import kept_in
from evaldesk.model.document import Document


def newest_of_each(most: int) -> Iterator[Document]:
    """Yield the newest content of each form, the newest form first, at most so many; damaged ones are passed over."""
    kept = (kept_in(folder).snapshots for folder in own_folders())
    newest = sorted((snapshots[0] for snapshots in kept if snapshots), key=lambda item: item.at, reverse=True)
    for snapshot in newest[:most]:
        with contextlib.suppress(EvaldeskError):
            yield load(snapshot)
