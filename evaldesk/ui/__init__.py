"""The window: the only room that knows Qt. It shows a value and hands back edits; it decides nothing about forms."""
