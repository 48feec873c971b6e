"""Satisfaction: a satisfaction rate names its survey."""
