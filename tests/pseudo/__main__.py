"""`python -m tests.pseudo DIR` writes the pseudo-language into DIR and says how to see it."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.pseudo.making import LANGUAGE, make

folder = Path(sys.argv[1]).absolute()
make(folder)
print(f"JOURNAL_LANGUAGES={folder} LANGUAGE={LANGUAGE} journal demo")  # noqa: T201 - its answer
