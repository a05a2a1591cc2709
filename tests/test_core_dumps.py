"""The program's memory never becomes a file."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import ctypes, resource
from journal.core_dumps import no_core_dumps
no_core_dumps()
no_core_dumps()
dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if {linux} else 0
print(*resource.getrlimit(resource.RLIMIT_CORE), dumpable)
with open("/dev/fd/0") as again:
    print(again.read())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows dumps no cores")
def test_core_dumps_are_off() -> None:
    """No limit above nothing; on Linux nobody may look in; descriptors still open by name."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(linux=sys.platform == "linux")],
        input="words", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "0 0 0\nwords\n"
