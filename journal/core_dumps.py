"""No picture of the program's memory on the disk, where words and keys would be in the clear."""

from __future__ import annotations

import contextlib
import sys


def no_core_dumps() -> None:
    """Ask the system not to write this process's memory to disk when it crashes.

    To be called first thing by the command line. On Linux the process is also marked as not
    dumpable: the limit alone does not count where dumps are handed to another program, and nobody
    but root may then look into its memory. Windows has neither; nothing is done there.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _not_dumpable()


def _not_dumpable() -> None:
    pr_set_dumpable = 4
    with contextlib.suppress(ImportError, OSError, AttributeError):  # not every Python has ctypes
        import ctypes

        ctypes.CDLL(None).prctl(pr_set_dumpable, 0, 0, 0, 0)
