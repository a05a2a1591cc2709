"""One record of every kind, each text the same words: for tests that go through them all."""

from __future__ import annotations

from datetime import date, timedelta

from journal.model import kinds
from journal.model.record import Record, Reference, new_id

LONG_AGO = 365


def every_kind(words: str, day: date, *, author: str, tag: str = "rain") -> list[Record]:
    """Make a record of each kind about `day`, with ids, ready for one commit."""
    need, promise, plan, appointment, guess = (Reference(author, new_id()) for _number in range(5))
    made: list[Record] = [
        *(kinds.Entry(step=step, text=words, asked=words, day=day) for step in kinds.STEPS),
        kinds.Answer(question="question-light-01", asked=words, text=words, day=day),
        kinds.Appreciation(text=words, day=day),
        kinds.CheckIn(pleasant=2, energy=-1, words=(words,), day=day),
        kinds.Need(id=need.id, happened=words, felt=words, need=words, ask=words, day=day),
        kinds.CameOfIt(text=words, about=need, day=day),
        kinds.Heard(text=words, day=day),
        kinds.Talk(
            speakers=(words, words),
            needs=("heard", ""),
            minutes=3,
            rounds=2,
            lines=(
                kinds.TalkLine(who=words, about="heard", text=words),
                kinds.TalkLine(who=words, about="felt", text=words),
            ),
            day=day,
        ),
        kinds.ListeningLine(text=words, day=day),
        kinds.Sharing(text=words, how_it_was=words, asked=words, day=day),
        kinds.Hindrance(text=words, day=day),
        kinds.Truth(truth=words, hard=words, asked=words, day=day),
        kinds.Promise(id=promise.id, promise=words, by=day, day=day - timedelta(days=2)),
        kinds.PromiseMark(state="open", text=words, about=promise, day=day),
        kinds.Interest(aspect="like-now", text=words, day=day),
        kinds.Interest(aspect="like-now", whose="partner", text=words, day=day),
        kinds.Plan(
            id=plan.id,
            title=words,
            note=words,
            rules=(kinds.RuleFrom(day, "FREQ=WEEKLY;BYDAY=FR"),),
            day=day,
        ),
        kinds.PlanMark(occasion=day, state="done", about=plan, day=day),
        kinds.Memory(title=words, place=words, words=words, tags=(tag,), day=day),
        kinds.Memory(title=words, words=words, day=day - timedelta(days=LONG_AGO)),
        kinds.Helper(name=words, sort=words, contact=words, day=day),
        kinds.Appointment(id=appointment.id, who=words, place=words, at="14:30", day=day),
        kinds.BringQuestion(text=words, day=day),
        kinds.AfterNote(text=words, about=appointment, day=day),
        kinds.Star(about=need, day=day),
        kinds.Reply(sort="heard", text=words, about=need, day=day),
        kinds.OwnWords(text=words, about=plan, day=day),
        kinds.Yes(about=plan, day=day),
        kinds.CareLine(
            situation="own",
            name=words,
            be_there=words,
            helps=words,
            helps_not=words,
            sign=words,
            day=day,
        ),
        kinds.CareHeard(text=words, day=day),
        kinds.ToughTime(need="heard", situation="own", name=words, text=words, day=day),
        kinds.Thanks(text=words, about=promise, day=day),
        kinds.Guess(sort="answer", question="q", asked=words, text=words, id=guess.id, day=day),
        kinds.Surprise(text=words, about=guess, day=day),
        kinds.NeutralView(what=words, text=words, day=day),
        kinds.SignCheck(supported=4, near=2, day=day),
        kinds.FeltSafe(safe=3, day=day),
        kinds.Touch(text=words, how="sometimes", day=day),
        kinds.TouchToday(welcome=True, day=day),
        kinds.TouchNote(text=words, day=day),
        kinds.WasGood(text=words, occasion=day, about=plan, day=day),
        kinds.Meeting(
            people=(words, words),
            topic=words,
            lines=(kinds.MeetingLine(who=words, part="appreciate", text=words),),
            decisions=(kinds.Decision(text=words, again=day + timedelta(days=7)),),
            day=day,
        ),
        kinds.Wish(text=words, how="later", day=day),
        kinds.Match(text=words, day=day),
        kinds.DesireNote(liked=words, to_say=words, day=day),
        kinds.Delivery(to=words, on=day + timedelta(days=3), about=need, day=day),
    ]
    return made
