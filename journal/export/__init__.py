"""Entries as a file for a person to keep: readable Markdown, or JSON for other programs.

The program's preview and the command line both use `export_text`, so that what was shown is what
is written.
"""

from __future__ import annotations

from journal.export.file import suffix_format, write_new
from journal.export.known import Known, author_names, seen_in
from journal.export.objects import as_objects, main_texts, main_words
from journal.export.text import FORMATS, Format, export_text

__all__ = [
    "FORMATS",
    "Format",
    "Known",
    "as_objects",
    "author_names",
    "export_text",
    "main_texts",
    "main_words",
    "seen_in",
    "suffix_format",
    "write_new",
]
