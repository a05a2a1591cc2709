"""Steps 5 and 6: what bonds Ana and Ben, plans, memories, and whom they asked for help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from journal.demo.calendar import coming_day_of, day_of, spread
from journal.demo.texts import MemoryText, PlanText, Texts
from journal.demo.year import Year
from journal.model import kinds

SKIPPED_FRIDAYS = (32, 33)
"""The two Fridays of the plan that Ana writes were missed, counted from the first."""


def together(year: Year, texts: Texts) -> None:
    """What bonds them, plans with their marks, and memories."""
    for day, interest in spread(texts.interests, year.today, first=300, last=200):
        year.keep(
            kinds.Interest(
                day=day, aspect=interest.aspect, whose=interest.whose, text=interest.text
            )
        )
    for plan in texts.plans:
        _plan(year, plan)
    for memory in texts.memories:
        _memory(year, memory)


def _plan(year: Year, plan: PlanText) -> None:
    start = coming_day_of(plan, year.today)
    kept = year.keep(
        kinds.Plan(
            day=start,
            title=plan.title,
            note=plan.note,
            rules=(kinds.RuleFrom(start=start, rule=plan.rule),),
            anniversary=plan.anniversary,
        )
    )
    for mark in _marks(year, plan, kept):
        year.keep(mark)


def _marks(year: Year, plan: PlanText, kept: kinds.Plan) -> Iterator[kinds.PlanMark]:
    if plan.marks == "done":
        yield kinds.PlanMark(day=kept.day, occasion=kept.day, state="done", about=kept.reference)
    if plan.marks != "weekly":
        return
    past = (year.today - kept.day).days // 7 + 1
    for number in range(past - (kept.day.weekday() == year.today.weekday())):
        day = kept.day + timedelta(weeks=number)
        if number % 17 == 8:
            yield kinds.PlanMark(
                day=day,
                occasion=day,
                state="moved",
                to=day + timedelta(days=1),
                about=kept.reference,
            )
        else:
            skipped = number in SKIPPED_FRIDAYS
            yield kinds.PlanMark(
                day=day,
                occasion=day,
                state="skipped" if skipped else "done",
                about=kept.reference,
            )


def _memory(year: Year, memory: MemoryText) -> None:
    day = day_of(memory, year.today)
    kept = year.keep(
        kinds.Memory(
            day=day,
            until=day + timedelta(days=memory.until) if memory.until else None,
            title=memory.title,
            place=memory.place,
            tags=memory.tags,
            words=memory.words,
        )
    )
    if memory.star:
        year.keep(kinds.Star(day=day, about=kept.reference))


def asking_for_help(year: Year, texts: Texts) -> None:
    """Helpers, appointments with the note after each, and questions to bring."""
    for helper in texts.helpers:
        day = day_of(helper, year.today)
        year.keep(kinds.Helper(day=day, name=helper.name, sort=helper.sort, contact=helper.contact))
    for appointment in texts.appointments:
        day = day_of(appointment, year.today)
        kept = year.keep(
            kinds.Appointment(
                day=day, who=appointment.who, at=appointment.at, place=appointment.place
            )
        )
        if appointment.note:
            year.keep(kinds.AfterNote(day=day, text=appointment.note, about=kept.reference))
    for day, question in spread(texts.questions, year.today, first=190, last=10):
        year.keep(kinds.BringQuestion(day=day, text=question.text, asked=question.asked))
