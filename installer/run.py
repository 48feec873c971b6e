# -*- coding: utf-8 -*-
"""Set everything up and open the editor: ``python3 installer/run.py``.

This file starts under any Python, even an old one, so it holds no syntax newer than that; all work is done by the
modules beside it, under a Python that fits.
"""

import os
import sys

if sys.version_info < (3, 6):
    sys.exit("evaldesk needs Python 3.11, 3.12 or 3.13 / 请改用 python3 运行")
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from installer import interpreter

if __name__ == "__main__":
    interpreter.hand_over(__file__, sys.argv[1:])

    from installer import start

    sys.exit(start.main(sys.argv[1:]))
