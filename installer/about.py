"""Tell what the running Python is; any Python is asked by starting this file under it. Readable by Python 3.6."""

import json
import sys
import sysconfig
from importlib.util import find_spec
from typing import Dict, Union


def about() -> Dict[str, Union[str, bool]]:
    """Return where this Python lies, its version, and whether it can carry Qt and make virtual environments."""
    return {
        "executable": sys.executable,
        "version": "%d.%d" % sys.version_info[:2],
        # Qt comes for the ordinary 64-bit CPython only, not for free-threaded builds.
        "ordinary": sys.implementation.name == "cpython"
        and sys.maxsize > 2**32
        and not sysconfig.get_config_var("Py_GIL_DISABLED"),
        # Debian ships venv without ensurepip, which then fails half-way.
        "venv": bool(find_spec("venv") and find_spec("ensurepip")),
    }


if __name__ == "__main__":
    print(json.dumps(about()))
