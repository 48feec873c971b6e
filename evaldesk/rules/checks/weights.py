"""Weights: what is printed adds up at every level."""
