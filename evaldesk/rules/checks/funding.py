"""Funding: the money adds up from plan to allocation to spending, and the rate says its base."""
