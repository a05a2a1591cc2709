"""An entry in words and lines: its day, whose it is, who sees it, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from journal.i18n import _
from journal.model.record import Record
from journal.store import Draft
from journal.widgets.forms import FORMS
from journal.widgets.words import clean
from journal.wording.dates import say_day
from journal.wording.records import KIND_NAMES, Part, shown
from journal.wording.sharing import Seen, say_facts


def entry_content(
    record: Record,
    today: date,
    *,
    starred: bool = False,
    whole: bool = False,
    dated: bool = True,
    seen: Seen | None = None,
) -> Content:
    """Put a record on the screen: a quiet heading, then its words; `whole` leaves nothing out.

    `seen` is what the journal knows about who sees it.
    """
    view = shown(record)
    day = say_day(record.day, today)
    heading: list[tuple[str, str] | str] = []
    if dated:
        heading += [(day[:1].upper() + day[1:], "bold"), "  "]
    heading += _facts(f"{view.kind} · ", record, seen)
    if starred:
        heading.append((" · * " + _("starred"), "$accent"))
    lines: list[Content] = [Content.assemble(*heading)]
    if view.title:
        lines.append(Content.assemble((clean(view.title), "bold")))
    return Content("\n").join([*lines, *_parts(view.parts, whole=whole)])


def added_content(
    record: Record, today: date, *, starred: bool = False, seen: Seen | None = None
) -> Content:
    """Put what was added to another record on the screen: a quiet line, then its words.

    A mark says how things stand in that line already.
    """
    view = shown(record)
    name, parts = view.kind, view.parts
    if record.MARK and parts and not parts[0].label:
        name, parts = parts[0].text, parts[1:]
    line = f"↳ {clean(name)} · {say_day(record.day, today)} · "
    star = (" · * " + _("starred"), "$accent") if starred else ""
    return Content("\n").join(
        [
            Content.assemble(*_facts(line, record, seen), star),
            *_parts(parts, whole=False),
        ]
    )


def body_content(record: Record) -> Content:
    """Put all the words of a record on the screen, without a heading."""
    view = shown(record)
    title = [Content.assemble((clean(view.title), "bold"))] if view.title else []
    return Content("\n").join([*title, *_parts(view.parts, whole=True)])


def _facts(before: str, record: Record, seen: Seen | None) -> list[tuple[str, str] | str]:
    """What it is, whose it is, who sees it, and what else is quietly said of it."""
    facts = clean(" · ".join(say_facts(record, seen or Seen(travels=True, sent=True))))
    if seen is None or seen.mine:
        return [(before + facts, "$muted")]
    return [(before, "$muted"), (facts, "$secondary")]


def _parts(parts: Sequence[Part], *, whole: bool) -> list[Content]:
    """The words of a record; where every part has a label the words stand in one column."""
    labels = [clean(part.label) for part in parts]
    width = max(map(cell_len, labels)) if len(parts) > 1 and all(labels) else 0
    lines = []
    for label, part in zip(labels, parts, strict=True):
        body = clean(part.text) if whole else _shorten(clean(part.text))
        quiet = f"{label}{' ' * max(0, width - cell_len(label))}  " if label else ""
        lines.append(Content.assemble((quiet, "$muted"), body))
    return lines


def _shorten(text: str, lines: int = 6, length: int = 480) -> str:
    """Keep the beginning of a long text, so that a list stays a list."""
    short = "\n".join(text.split("\n")[:lines])[:length]
    return short if short == text else short.rstrip() + " …"


UNDER_WAY = {"talk": _("a talk in progress"), "meeting": _("a meeting in progress")}
"""What goes on on a page of its own: kind of the draft → what it is called."""


def draft_content(draft: Draft, today: date) -> Content:
    """Put a text left without saving on the screen."""
    day = say_day(draft.day, today)
    if draft.kind in UNDER_WAY:  # it is shown where it goes on
        return Content.assemble(
            (day[:1].upper() + day[1:], "bold"), "  ", (UNDER_WAY[draft.kind], "$accent"), "\n",
            _("It waits where you left it; open it to go on."),
        )  # fmt: skip
    first = next((text for text in _typed(draft) if text.strip()), "")
    return Content.assemble(
        (day[:1].upper() + day[1:], "bold"),
        "  ",
        (f"{KIND_NAMES.get(draft.kind, '')} · ", "$muted"),
        (_("unfinished"), "$accent"),
        "\n",
        _shorten(clean(first)),
    )


def _typed(draft: Draft) -> list[str]:
    """List what a person typed in a draft; a prompt's id and the like are not among it."""
    form = next((form for form in FORMS.values() if form.name == draft.kind), None)
    names = ["line", "words"]
    if form is not None:
        names = [field.name for field in form.fields if field.sort != "choice"]
    return [draft.values.get(name, "") for name in names]
