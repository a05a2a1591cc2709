"""Caring for each other in Ana's year, their weekly meeting, and the signs of closeness."""

from __future__ import annotations

from datetime import timedelta

from journal.demo.calendar import spread
from journal.demo.texts import Texts
from journal.demo.year import Year
from journal.model import kinds


def care(year: Year, texts: Texts) -> None:
    """Her care guide, what she heard of his, and hard times that have eased."""
    said = texts.care
    for day, line in spread(said.guide, year.today, first=100, last=50):
        year.keep(
            kinds.CareLine(
                day=day,
                situation=line.situation,
                name=line.name,
                be_there=line.be_there,
                helps=line.helps,
                helps_not=line.helps_not,
                sign=line.sign,
            )
        )
    year.keep(kinds.CareHeard(day=year.today - timedelta(days=38), text=said.heard))
    for tough in said.tough:
        year.keep(
            kinds.ToughTime(
                day=year.today - timedelta(days=tough.ago),
                need=tough.need,
                situation=tough.situation,
                text=tough.text,
                eased=year.today - timedelta(days=tough.eased),
            )
        )


def seeing(year: Year, texts: Texts) -> None:
    """Guesses at how he feels, what surprised her after the last, and neutral eyes."""
    said = texts.care
    for day, text in spread(said.guesses, year.today, first=30, last=4):
        guess = year.keep(kinds.Guess(day=day, sort="feeling", text=text))
    year.keep(kinds.Surprise(day=guess.day, text=said.surprise, about=guess.reference))
    for day, view in spread(said.neutral, year.today, first=40, last=10):
        year.keep(kinds.NeutralView(day=day, what=view.what, text=view.text))


def meeting(year: Year, texts: Texts) -> None:
    """One weekly meeting, which decided something."""
    said, names = texts.care.meeting, {"me": texts.name}
    year.keep(
        kinds.Meeting(
            day=year.today - timedelta(days=5),
            people=(texts.name, texts.partner),
            topic=said.topic,
            lines=tuple(
                kinds.MeetingLine(who=names.get(who, who), part=part, text=text)
                for who, part, text in said.lines
            ),
            decisions=(kinds.Decision(text=said.decision, again=year.today + timedelta(days=9)),),
        )
    )


def signs(year: Year, texts: Texts) -> None:
    """How often lately the signs were so, and apart from them how safe she felt."""
    for said in texts.care.signs:
        day = year.today - timedelta(days=said.ago)
        year.keep(
            kinds.SignCheck(
                day=day,
                supported=said.supported,
                warmth=said.warmth,
                understood=said.understood,
                near=said.near,
                company=said.company,
                serious=said.serious,
            )
        )
        year.keep(kinds.FeltSafe(day=day, safe=said.safe))
