"""The language of the program, read once, before anything that shows words is imported.

Every word the program shows passes through `_` or `ngettext`, or stands in `content/<language>/`.
The language comes from the usual variables (LANGUAGE, LC_ALL, LC_MESSAGES, LANG); one without a
catalogue falls back to English. `JOURNAL_LANGUAGES` names a folder with languages that are not part
of the program yet, so that a translation can be tried while it is made.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

DOMAIN = "twofold"
"""The name of every catalogue."""

ENGLISH = "en"
"""The language that the sources are written in, and that has every file."""

OURS = Path(__file__).parent / "content"
"""The languages of the program: `<language>/*.toml` and `<language>/LC_MESSAGES/twofold.mo`."""

FOLDERS = tuple(Path(folder) for folder in (os.environ.get("JOURNAL_LANGUAGES"), OURS) if folder)
"""Where languages are looked for, the first one first."""


def _wanted() -> list[str]:
    """The languages that a person asks for, the dearest first."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((value for name in names if (value := os.environ.get(name))), "")
    return [language for language in said.split(":") if language]


def _catalogue() -> Path | None:
    """The catalogue of the first language there is one for; None where that is English."""
    for language in _wanted():
        if language.partition("_")[0].partition(".")[0] in (ENGLISH, "C", "POSIX"):
            return None
        for folder in FOLDERS:
            found = gettext.find(DOMAIN, str(folder), [language])
            if found is not None:
                return Path(found)
    return None


def _read(catalogue: Path | None) -> gettext.NullTranslations:
    if catalogue is None:
        return gettext.NullTranslations()
    # click asks for its own words, such as “Usage”, in the domain that is in force
    gettext.bindtextdomain(DOMAIN, str(catalogue.parents[2]))
    gettext.textdomain(DOMAIN)
    with catalogue.open("rb") as file:
        return gettext.GNUTranslations(file)


_found = _catalogue()
_translations = _read(_found)

LANGUAGE = ENGLISH if _found is None else _found.parent.parent.name
"""The language in force, as its folder is called."""

_ = _translations.gettext
ngettext = _translations.ngettext
pgettext = _translations.pgettext


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "marked here, translated later"
    """Mark a text for translation without translating it yet."""
    return text
