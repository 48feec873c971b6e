"""Duplicates: nothing is counted twice, and no two rows tell different truths."""
