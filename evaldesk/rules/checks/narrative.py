"""Narrative (核数): every number in the long texts holds against the fields, the tree and the other numbers."""
