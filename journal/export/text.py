"""The text of an export."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Literal, get_args

from journal.export.known import Known, seen_in
from journal.export.objects import as_objects, starred_in
from journal.i18n import _, ngettext
from journal.model.kinds import Star
from journal.model.plain import one_line, plain
from journal.model.record import Record, Reference
from journal.wording.dates import say_long
from journal.wording.records import STEP_NAMES, Part, Shown, shown
from journal.wording.sharing import Seen, say_facts

Format = Literal["md", "json"]

FORMATS: tuple[Format, ...] = get_args(Format)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_FEW_WORDS = 60
"""Characters of another record that are enough to say which one is meant."""


def export_text(
    records: Iterable[Record],
    form: Format,
    *,
    names: Mapping[str, str] | None = None,
    known: Known | None = None,
) -> str:
    """Put records into one text, by day, the oldest first, as they were written on each day.

    `names` says who an author's id is, `known` what else stands around a record. A star among the
    records shows on what it stars, if that is among them too; it is no entry of its own.
    """
    given = list(records)
    starred = starred_in(given)
    chosen = sorted((record for record in given if not isinstance(record, Star)), key=_in_order)
    if form == "json":
        objects = as_objects(chosen, names=names, starred=starred, known=known)
        return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"
    page = _Page(chosen, names or {}, starred, known)
    lines = [*page.head()]
    for day, of_day in groupby(chosen, key=attrgetter("day")):
        lines += ["", f"## {_long(day)}"]
        for record in of_day:
            lines += page.block(record)
    return "\n".join(lines) + "\n"


def _in_order(record: Record) -> tuple[date, datetime, str]:
    return record.day, record.written or _EPOCH, record.id


def _long(day: date) -> str:
    return say_long(day, year=True)


class _Page:
    """The records of one Markdown text, and what is known around them."""

    def __init__(
        self,
        records: Sequence[Record],
        names: Mapping[str, str],
        starred: Collection[Reference],
        known: Known | None,
    ) -> None:
        self._records = records
        self._names = names
        self._starred = starred
        self._known = known
        self._by_reference = {record.reference: record for record in records}

    def head(self) -> Iterator[str]:
        """Whose journal it is, how many entries, and which span of days."""
        records, names = self._records, self._names
        authors = sorted({names[record.author] for record in records if record.author in names})
        if authors:
            title = _("The journal of {names}").format(names=" & ".join(authors))
        else:
            title = _("A journal")
        yield f"# {one_line(title)}"
        yield ""
        if not records:
            yield _("There is no entry here.")
            return
        many = ngettext("{count} entry", "{count} entries", len(records))
        first, last = records[0].day, records[-1].day
        span = _long(first)
        if first != last:
            span = _("{first} to {last}").format(first=_long(first), last=_long(last))
        yield f"{many.format(count=len(records))} · {span}"

    def block(self, record: Record) -> Iterator[str]:
        """One record; what a person wrote is quoted, so that it never passes for a heading."""
        view = shown(record)
        yield ""
        yield f"### {_heading(view)}"
        yield ""
        yield " · ".join(fact for fact in self._facts(record) if fact)
        about = self._about(record)
        if about:
            yield ""
            yield _("About: {what}").format(what=about)
        for part in view.parts:
            yield from _part(part)
        for other in self._known.beside(record) if self._known else ():
            yield ""
            yield _("Another version, which stands beside this one:")
            for part in shown(other).parts:
                yield from _part(part)

    def _facts(self, record: Record) -> list[str]:
        """Say where it belongs, whose it is and who sees it, whether it was edited, or starred."""
        seen = Seen(travels=True, sent=True)
        if self._known is not None:
            seen = seen_in(self._known, record)
        said = say_facts(record, seen)
        star = _("starred") if record.reference in self._starred else ""
        return [STEP_NAMES.get(record.step, ""), *said, star]

    def _about(self, record: Record) -> str:
        about = self._by_reference.get(record.about) if record.about is not None else None
        return _few_words(about) if about is not None else ""


def _heading(view: Shown) -> str:
    kind = view.kind[:1].upper() + view.kind[1:]
    if not view.title:
        return kind
    return _("{kind}: {title}").format(kind=kind, title=one_line(view.title))


def _few_words(record: Record) -> str:
    view = shown(record)
    words = one_line(view.headline)
    if len(words) > _FEW_WORDS:
        words = words[: _FEW_WORDS - 1].rstrip() + "…"
    return f"{view.kind} · {_long(record.day)}: {words}"


def _part(part: Part) -> Iterator[str]:
    yield ""
    if part.label:
        yield f"**{one_line(part.label)}**"
        yield ""
    yield from quoted(part.text)


def quoted(text: str) -> Iterator[str]:
    """Quote a text line by line; two blanks at a line's end keep the break where it was."""
    lines = plain(text).split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        yield f"> {line}{'  ' if line and following else ''}" if line else ">"
