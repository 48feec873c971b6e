"""Completeness: what must be there is there, whole, and no filler."""
