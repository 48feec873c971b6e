"""Edit, check, score and print Chinese public-budget performance self-evaluation forms, offline."""

__version__ = "0.1.0"
