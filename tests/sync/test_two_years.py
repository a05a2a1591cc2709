"""Two years of the day's question on two machines, that agree without talking."""

from __future__ import annotations

from datetime import date, timedelta

from journal.content import Prompt, catalogue
from journal.model.answers import Stand, meetings
from journal.model.kinds import Answer
from journal.model.prompts import question_of_day
from tests.sync.world import DAY, Seat, World

TWO_YEARS = 2 * 365 + 1
CHANGED = frozenset(range(7, 700, 23))
"""Places of the list in which a later edition has another question."""

OLDER = catalogue().questions_of("light")
NEWER = tuple(
    Prompt(id=f"{prompt.id}b", depth=prompt.depth, text=f"{prompt.text} (anew)")
    if place in CHANGED
    else prompt
    for place, prompt in enumerate(OLDER)
)

AWAY = range(300, 314)
"""A fortnight in which nothing is carried."""


def asked_on(seat: Seat, edition: tuple[Prompt, ...], day: date) -> Prompt:
    """The light question that stands in front on a seat's page."""
    return question_of_day(edition, day, seat.journal.pairing, "light")


def met(seat: Seat) -> dict[str, Stand]:
    """How each question stands that either has answered, as one of them sees it."""
    journal = seat.journal
    found = meetings(journal.of_kind(Answer), journal.me.id, journal.partner.id)
    return {name: meeting.stand for name, meeting in found.items()}


def offered(seat: Seat) -> list[str]:
    """The questions that the other has sealed an answer to."""
    return [name for name, stand in met(seat).items() if stand is Stand.OFFERED]


def answer(seat: Seat, day: date, question: str) -> None:
    """Answer a question, sealed; the words name who wrote them."""
    text = f"{seat.name} on {question}"
    made = Answer(day=day, question=question, asked="?", text=text, audience="sealed")
    seat.journal.add(made).result()


def test_two_years_on_two_machines_with_two_editions() -> None:
    """The same is asked where the editions agree, answers meet where not, and nothing repeats."""
    world = World()
    ana, ben = world.seat("Ana"), world.seat("Ben")
    world.pair(ana, ben)
    asked: dict[str, list[str]] = {"Ana": [], "Ben": []}
    try:
        for number in range(TWO_YEARS):
            day = DAY + timedelta(number)
            editions = {"Ana": OLDER if number < 500 else NEWER, "Ben": NEWER}
            both = [asked_on(seat, editions[seat.name], day) for seat in (ana, ben)]
            place = OLDER.index(both[0]) if both[0] in OLDER else NEWER.index(both[0])
            assert (both[0] == both[1]) is (place not in CHANGED or number >= 500)
            for seat, prompt in zip((ana, ben), both, strict=True):
                asked[seat.name].append(prompt.id)
                if number % 10 == 0 or both[0] != both[1]:
                    for question in {prompt.id, *offered(seat)} - met_by(seat):
                        answer(seat, day, question)
            if (number % 10 == 0 or both[0] != both[1]) and number not in AWAY:
                world.spread(1)
            world.advance(days=1)
        for seat in (ana, ben):
            for question in offered(seat):
                answer(seat, DAY + timedelta(TWO_YEARS), question)
        world.spread(4)
        assert all(len(set(names)) == TWO_YEARS for names in asked.values())
        assert met(ana) == met(ben)
        assert set(met(ana).values()) == {Stand.OPEN}
        assert len(met(ana)) > TWO_YEARS // 10
        assert ana.texts() == ben.texts()
    finally:
        world.close()


def met_by(seat: Seat) -> set[str]:
    """The questions that somebody has answered already."""
    answers = seat.journal.of_kind(Answer)
    return {each.question for each in answers if each.author == seat.journal.me.id}
