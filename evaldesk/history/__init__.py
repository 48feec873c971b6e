"""History: what changed between two values of a form, how two of them become one, and what was kept of earlier ones.

``diff`` says it, ``merge`` joins it, ``snapshots`` keep it, ``revision``, ``remarks`` and ``response`` carry a form
through hand-in and return, ``rules_changed`` tells what a newer edition of the rules makes of it. All but the snapshots
are plain functions of documents. What a save, a print and a hand-in are called stands in ``events``.
"""
