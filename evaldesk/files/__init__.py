"""Our own files: forms, templates and settings on disk. Nothing here computes, nothing here shows.

``store`` opens and saves; it reads like the order of a save. Under it: ``reading`` and ``replacing`` (bytes, whole or
not at all), ``guard`` (is it still the file that was read), ``backup`` (what a save replaced), ``turn`` and ``lock``
(who else), ``decode``, ``upgrades``, ``mending`` and ``identity`` (from bytes to a document, nothing dropped),
``encode``. Beside it: ``journal`` writes down what is not saved yet, ``recovery`` offers it after a crash. Every play
of what can go wrong is in ``tests/long/faults.py``.
"""
