"""Scores: a score follows from its row, and what was lost has a reason."""
