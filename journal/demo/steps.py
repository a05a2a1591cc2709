"""What Ana wrote in steps 1 to 4, and free entries in every step."""

from __future__ import annotations

from datetime import date, timedelta

from journal.demo.calendar import DAYS, chance, spread
from journal.demo.texts import PromiseText, TalkText, Texts
from journal.demo.year import Year
from journal.model import kinds

SPANS = {"help": (230, 186)}
"""From how many days ago to how many a step was written in; elsewhere nearly the whole year."""


def writing(year: Year, texts: Texts) -> None:
    """Free entries, what was heard, appreciations and answers."""
    for step, lines in texts.write.items():
        first, last = SPANS.get(step, (DAYS - 6, 4))
        for day, text in spread(lines, year.today, first=first, last=last):
            year.keep(kinds.Entry(day=day, step=step, text=text))
    for day, text in spread(texts.listed.heard, year.today, last=2):
        year.keep(kinds.Heard(day=day, text=text))
    for day, text in spread(texts.listed.appreciations, year.today):
        year.keep(kinds.Appreciation(day=day, text=text))
    asked = {question.id: question.text for question in year.catalogue.questions}
    for day, answer in spread(texts.answers, year.today, last=3):
        words = asked[answer.question]
        year.keep(kinds.Answer(day=day, question=answer.question, asked=words, text=answer.text))


def needs(year: Year, texts: Texts) -> None:
    """Needs in four parts, and a fortnight later what came of them."""
    for day, need in spread(texts.needs, year.today, last=9):
        kept = year.keep(
            kinds.Need(
                day=day,
                happened=need.happened,
                felt=need.felt,
                need=need.need,
                ask=need.ask,
            )
        )
        if need.came:
            later = min(day + timedelta(days=14), year.today)
            year.keep(kinds.CameOfIt(day=later, text=need.came, about=kept.reference))


def listening(year: Year, texts: Texts) -> None:
    """Talks, and how Ana likes to be listened to, then and now."""
    for day, line in spread(texts.listening, year.today, first=350, last=40):
        year.keep(kinds.ListeningLine(day=day, text=line))
    for day, talk in spread(texts.talks, year.today, last=5):
        _talk(year, day, talk, texts)


def _talk(year: Year, day: date, talk: TalkText, texts: Texts) -> None:
    names = {"me": texts.name}
    first = names.get(talk.first, talk.first)
    second = texts.partner if first == texts.name else texts.name
    seconds = talk.minutes * talk.rounds * 60
    lines = (
        kinds.TalkLine(who=names.get(who, who), about=about, text=text)
        for who, about, text in talk.lines
    )
    year.keep(
        kinds.Talk(
            day=day,
            speakers=(first, second),
            needs=talk.need,
            minutes=talk.minutes,
            rounds=talk.rounds,
            hard=talk.hard,
            spoken=(
                seconds + chance("first", day, below=40),
                seconds - chance("second", day, below=70),
            ),
            lines=tuple(lines),
        )
    )


def honesty(year: Year, texts: Texts) -> None:
    """What one would keep, what stands in the way, truths and promises."""
    for day, sharing in spread(texts.sharings, year.today, last=6):
        year.keep(
            kinds.Sharing(day=day, rung=sharing.rung, text=sharing.text, how_it_was=sharing.how)
        )
    for day, hindrance in spread(texts.hindrances, year.today, last=30):
        kept = year.keep(kinds.Hindrance(day=day, text=hindrance.text))
        if hindrance.question:
            year.keep(kinds.BringQuestion(day=day, text=hindrance.question, about=kept.reference))
    for day, truth in spread(texts.truths, year.today, last=2):
        talk_on = day + timedelta(days=3) if truth.ask == "talk" else None
        year.keep(
            kinds.Truth(day=day, truth=truth.truth, hard=truth.hard, ask=truth.ask, talk_on=talk_on)
        )
    for day, promise in spread(texts.promises, year.today, last=-2):
        _promise(year, day, promise)


def _promise(year: Year, day: date, promise: PromiseText) -> None:
    day = min(day, year.today)
    by = day + timedelta(days=promise.by)
    kept = year.keep(kinds.Promise(day=day, promise=promise.promise, by=by))
    if promise.state is None or by > year.today:
        return
    moved = day + timedelta(days=promise.moved) if promise.moved else None
    year.keep(
        kinds.PromiseMark(
            day=by, state=promise.state, text=promise.word, by=moved, about=kept.reference
        )
    )
