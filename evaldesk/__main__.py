"""Run the command line with ``python -m evaldesk``."""

import sys

from evaldesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
