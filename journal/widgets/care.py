"""Empathy's records as they stand on its page and on Today: short, each with its key."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from journal.i18n import _
from journal.keys import first_key
from journal.model.care import fitting
from journal.model.kinds import CareLine, CheckIn, Reply, ToughTime
from journal.model.record import Record
from journal.session import Session
from journal.widgets.known import one_line, seen_in
from journal.widgets.whose import their_name
from journal.widgets.words import clean
from journal.wording.care import CARE_NEEDS, HARD_TIME, care_parts, say_situation
from journal.wording.dates import say_day
from journal.wording.plans import capital
from journal.wording.records import REPLIES, shown
from journal.wording.sharing import say_facts

LONGEST = 480
"""Signs of one text that are shown."""

DAY = 14
"""Cells for the day before a feeling, so that most feelings stand in a column."""


def facts_of(session: Session, record: Record) -> str:
    """Say whose it is and who sees it, as everywhere."""
    return clean(" · ".join(say_facts(record, seen_in(session.journal, record))))


def care_content(session: Session, record: CareLine) -> Content:
    """One part of a care guide: the situation, then what was said about it."""
    facts = "" if their_name(session, record) else f" · {facts_of(session, record)}"
    head = Content.assemble((one_line(say_situation(record)), "bold"), (facts, "$muted"))
    return Content("\n").join([head, *_parts(record)])


def _short(text: str) -> str:
    """The beginning of a long text; opened, an entry is whole."""
    text = clean(text[: LONGEST + 1])
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


def _parts(record: CareLine) -> list[Content]:
    return [
        Content.assemble((f"{label}  ", "$muted"), clean(text))
        for label, text in care_parts(record)
    ]


def tough_content(session: Session, card: ToughTime) -> Content:
    """A hard time: whose, what is needed now, the part of their guide that fits, and one key."""
    name, today = their_name(session, card), session.today
    need = CARE_NEEDS[card.need]
    if name:
        said = capital(_("{name} is having a hard time").format(name=name))
        needs = capital(_("{name} needs {need}").format(name=name, need=need))
    else:
        said, needs = HARD_TIME, capital(_("I need {need}").format(need=need))
    when = "" if card.day == today else f" · {say_day(card.day, today)}"
    facts = "" if name else f" · {facts_of(session, card)}"
    lines = [Content.assemble((said, "bold"), (when + facts, "$muted")), Content(needs)]
    if card.text:
        text = _short(card.text)
        lines.append(Content(f"“{text}”" if name else text))
    return Content("\n").join([*lines, *_guide(session, card, name), *_key(session, card, name)])


def _guide(session: Session, card: ToughTime, name: str) -> list[Content]:
    """The part of the other's care guide that fits, as far as they shared it."""
    line = fitting(session.journal.of_kind(CareLine), card) if name else None
    if line is None:
        situation = one_line(say_situation(card))
        return [Content.assemble((situation, "$muted"))] if situation else []
    said = _("{name}’s care guide · {situation}")
    head = said.format(name=name, situation=one_line(say_situation(line)))
    return [Content.assemble((head, "$muted")), *_parts(line)]


def _key(session: Session, card: ToughTime, name: str) -> list[Content]:
    """What one key does about it."""
    if name and was_answered(session, card):
        return []
    if name:
        key, does = first_key(session.keys, "care.here"), REPLIES["here"]
    else:
        key, does = first_key(session.keys, "care.eased"), _("it has eased")
    return [Content.assemble((key, "bold $accent"), (f"  {does}", "$muted"))] if key else []


def was_answered(session: Session, card: ToughTime) -> bool:
    """Tell whether one has said *I am here* to it already."""
    journal = session.journal
    return any(
        isinstance(each, Reply) and each.sort == "here" and journal.is_mine(each)
        for each in journal.about(card)
    )


def felt_line(record: CheckIn, today: date) -> Content:
    """How the other felt on a day, in a line."""
    felt = clean(shown(record).headline)
    return Content.assemble((f"{capital(say_day(record.day, today)):<{DAY}}  ", "$muted"), felt)
