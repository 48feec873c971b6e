# -*- coding: utf-8 -*-
"""Install what the tests need, then run lint, types and tests: ``python3 tests/run.py``.

``--quick`` leaves out the tests on a real screen; what follows ``--`` goes to pytest. This file starts under any
Python, even an old one, so it holds no syntax newer than that.
"""

import os
import sys

if sys.version_info < (3, 6):
    sys.exit("evaldesk needs Python 3.11, 3.12 or 3.13 / 请改用 python3 运行")
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from installer import interpreter

if __name__ == "__main__":
    interpreter.hand_over(__file__, sys.argv[1:])

    from tests import steps

    sys.exit(steps.main(sys.argv[1:]))
