"""What must hold in a form and what it is worth: ``evaluate`` is the one recompute."""
