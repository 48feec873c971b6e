"""Targets: target and actual speak of the same thing, and an actual says what was reached."""
