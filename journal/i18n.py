"""The language of the program, read once, before anything that shows words is imported.

Every word the program shows passes through `_` or `ngettext`. The language comes from the usual
variables (LANGUAGE, LC_ALL, LC_MESSAGES, LANG); one without a catalogue falls back to English.
"""

from __future__ import annotations

import gettext
from pathlib import Path

LOCALES = Path(__file__).parent / "content" / "locale"
"""Where compiled catalogues lie: `<language>/LC_MESSAGES/twofold.mo`."""

_translations = gettext.translation("twofold", localedir=str(LOCALES), fallback=True)

_ = _translations.gettext
ngettext = _translations.ngettext
pgettext = _translations.pgettext


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "marked here, translated later"
    """Mark a text for translation without translating it yet."""
    return text
