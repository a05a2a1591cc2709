"""Quiet lines of Touch: ideas from what both welcome, and what the other shared."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from journal.i18n import _
from journal.model.kinds import Touch, TouchToday
from journal.model.touch import ideas, to_ask_for
from journal.session import Session
from journal.widgets.words import clean
from journal.wording.touch import HOW

MOST = 5
"""How many ideas stand there; the day decides with which of them they begin."""


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def say_theirs(name: str, said: TouchToday) -> Content:
    """Say how touch is for the other today; it asks for nothing."""
    words = _("touch is welcome today") if said.welcome else _("not today")
    return Content.assemble((f"{name}: ", "$muted"), (words, "bold $secondary"))


def say_ideas(session: Session, mine: Sequence[Touch], none_today: bool) -> Content:
    """Say what could be: what both welcome, else one touch to ask for, else how ideas come."""
    journal, today = session.journal, session.today
    heading = Content.assemble((_("Ideas"), "bold"), "\n")
    if none_today:
        quiet = _("Not today: there are none, and that is fine.")
        return heading + Content.assemble((quiet, "$muted"))
    found = ideas(journal.of_kind(Touch), journal.me.id, journal.partner.id, journal.pairing)
    if found:
        first = today.toordinal() % len(found)
        lines = [Content.assemble((_("You both welcome these; asking is lovely, too."), "$muted"))]
        for each in (found[first:] + found[:first])[:MOST]:
            quiet = "   " + _("sometimes: ask first") if each.ask_first else ""
            lines.append(Content.assemble(f"· {_line(each.touch.text)}", (quiet, "$muted")))
        return heading + Content("\n").join(lines)
    asked = to_ask_for(mine, today)
    if asked is not None:
        words = _("Something you could ask for: {touch}").format(touch=_line(asked.text))
        return heading + Content(words)
    quiet = _("Say below what is welcome, and one of it stands here to ask for.")
    if journal.pairing:
        quiet += " " + _("What you two have both shared and both welcome stands here, too.")
    return heading + Content.assemble((quiet, "$muted"))


def say_list_of(theirs: Sequence[Touch]) -> Content:
    """Put what the other shared of their list in groups."""
    groups = []
    for how, name in HOW.items():
        texts = [_line(each.text) for each in theirs if each.how == how]
        if texts:
            quiet = "$muted" if how == "not" else "$secondary"
            head = Content.assemble((name, f"bold {quiet}"))
            groups.append(Content("\n").join([head, *(Content(f"· {text}") for text in texts)]))
    return Content("\n\n").join(groups)
