"""The command ``ade20k-eval``: the executable, where a wheel with it was installed, or one from elsewhere."""

import os
import shutil
import sys
from pathlib import Path

from ._errors import EnvironmentFailure

_OWN = Path(__file__).with_name("bin") / "ade20k-eval"


def find_tool() -> str:
    """Where the executable is: named by ``ADE20K_EVAL_TOOL``, in this package, beside this Python, or on the path."""
    given = os.environ.get("ADE20K_EVAL_TOOL")
    if given:
        return given
    if _OWN.exists():
        return str(_OWN)
    found = shutil.which("ade20k-eval", path=os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")]))
    if found is None:
        raise EnvironmentFailure("The command ade20k-eval is not installed, which draws reports. The environment variable ADE20K_EVAL_TOOL names another place.")
    return found


def main() -> None:
    """The console script of a wheel with the executable: becomes it."""
    if not _OWN.exists():
        sys.exit(f"{_OWN}: the executable is not there. Install the package anew.")
    os.execv(_OWN, ["ade20k-eval", *sys.argv[1:]])
