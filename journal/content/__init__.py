"""Guidance, prompts and words as data, so that someone who does not program can better them.

Nothing is read before it is asked for, and each file is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from journal.content.care import CareWords
from journal.content.desire import DesireGuide, ListedWish, Theme
from journal.content.loading import ContentError, read
from journal.content.records import (
    DEPTHS,
    PARTS,
    Country,
    Edition,
    Feeling,
    Feelings,
    HelpKind,
    HelpKinds,
    Helpline,
    Helplines,
    Hint,
    Hints,
    Part,
    Prompt,
    Prompts,
    Questions,
    StepGuide,
    TouchGuide,
    Welcome,
)
from journal.i18n import LANGUAGE
from journal.model.kinds import STEPS
from journal.model.kinds.vulnerable import Depth

__all__ = [
    "DEPTHS",
    "PARTS",
    "PRACTICES",
    "STEPS",
    "CareWords",
    "Catalogue",
    "ContentError",
    "Country",
    "Depth",
    "DesireGuide",
    "Feeling",
    "HelpKind",
    "HelpKinds",
    "Helpline",
    "Helplines",
    "Hint",
    "Invitations",
    "ListedWish",
    "Part",
    "Prompt",
    "StepGuide",
    "Theme",
    "Welcome",
    "catalogue",
]


PRACTICES: tuple[str, ...] = ("empathy", "time", "touch", "desire", "signs")
"""The practices of the second guide that have prompts beside those of the steps.

The other two, how one feels and listening, are the first two steps. *Time* is time together: it
has no page of its own, and its prompts stand in step 5.
"""

TIME, ITS_STEP = "time", "share"


class Invitations(Mapping[str, tuple[str, ...]]):
    """The one-line invitations of each step; a step's file is read when its lines are wanted."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words

    def __getitem__(self, step: str) -> tuple[str, ...]:
        return self._words.step(step).gentle

    def __iter__(self) -> Iterator[str]:
        return iter(STEPS)

    def __len__(self) -> int:
        return len(STEPS)


class Catalogue:
    """All words of guidance in one language, each file read when it is first wanted."""

    def __init__(self, language: str = LANGUAGE) -> None:
        self.language = language
        """As its folder is called; a file that is missing in it is taken in English."""
        self._guides: dict[str, StepGuide] = {}
        self._questions: dict[Depth, tuple[Prompt, ...]] = {}
        self._practices: dict[str, tuple[Prompt, ...]] = {}

    @cached_property
    def version(self) -> int:
        """Return the edition of the prompts and questions."""
        return read("catalogue.toml", Edition, self.language).version

    def step(self, name: str) -> StepGuide:
        """Return the guide of one of `STEPS`; KeyError for any other name."""
        if name not in STEPS:
            raise KeyError(name)
        if name not in self._guides:
            self._guides[name] = read(f"{name}.toml", StepGuide, self.language)
        return self._guides[name]

    def practice(self, name: str) -> tuple[Prompt, ...]:
        """Return the prompts of one of `PRACTICES`; KeyError for any other name."""
        if name not in PRACTICES:
            raise KeyError(name)
        if name not in self._practices:
            file = f"practice-{name}.toml"
            self._practices[name] = read(file, Prompts, self.language).prompts
        return self._practices[name]

    def prompts_at(self, place: str) -> tuple[Prompt, ...]:
        """Return our prompts that are offered at a step or a practice; KeyError for others."""
        if place not in STEPS:
            return self.practice(place)
        prompts = self.step(place).prompts
        return (*prompts, *self.practice(TIME)) if place == ITS_STEP else prompts

    @property
    def invitations(self) -> Invitations:
        """Return, by step, the one-line invitations for Today, without reading any yet."""
        return Invitations(self)

    def questions_of(self, depth: Depth) -> tuple[Prompt, ...]:
        """Return the questions for Today of one depth, in the order of their numbers."""
        if depth not in self._questions:
            found = read(f"questions-{depth}.toml", Questions, self.language).questions
            self._questions[depth] = tuple(
                Prompt(id=f"question-{depth}-{number}", depth=depth, text=text)
                for number, text in found.items()
            )
        return self._questions[depth]

    @property
    def questions(self) -> tuple[Prompt, ...]:
        """Return every question for Today, of all depths."""
        return tuple(prompt for depth in DEPTHS for prompt in self.questions_of(depth))

    @cached_property
    def feelings(self) -> tuple[Feeling, ...]:
        """Return every feeling word, by quarter and in each from mild to strong."""
        return read("feelings.toml", Feelings, self.language).feelings

    def feelings_near(self, pleasant: int, energy: int) -> list[Feeling]:
        """Return the words of the quarter chosen on the grid, the nearest first.

        Both numbers go from -4 to 4. On an axis the two quarters beside it count, in the middle
        all four. Words that lie equally near keep the order of the file.
        """
        fitting = [
            feeling
            for feeling in self.feelings
            if feeling.pleasant * pleasant >= 0 and feeling.energy * energy >= 0
        ]
        return sorted(
            fitting,
            key=lambda word: (word.pleasant - pleasant) ** 2 + (word.energy - energy) ** 2,
        )

    @cached_property
    def welcome(self) -> Welcome:
        """Return the words of the first run."""
        return read("welcome.toml", Welcome, self.language)

    @cached_property
    def care(self) -> CareWords:
        """Return the words of Empathy."""
        return read("care.toml", CareWords, self.language)

    @cached_property
    def desire(self) -> DesireGuide:
        """Return the words of the Desire page, and our list of wishes by theme."""
        return read("desire.toml", DesireGuide, self.language)

    @cached_property
    def help_kinds(self) -> HelpKinds:
        """Return the kinds of professional help and what one can ask in a first call."""
        return read("help-kinds.toml", HelpKinds, self.language)

    @cached_property
    def helplines(self) -> Helplines:
        """Return the helplines by country, to be checked before use."""
        return read("helplines.toml", Helplines, self.language)

    @cached_property
    def hints(self) -> tuple[Hint, ...]:
        """Return the hints for wording a need."""
        return read("hints.toml", Hints, self.language).hints

    @cached_property
    def touch(self) -> TouchGuide:
        """Return the words of the Touch page, and our list of touches."""
        return read("touch.toml", TouchGuide, self.language)

    def hints_for(self, part: Part, text: str) -> list[Hint]:
        """Return the hints that have something to say about one part of a need, in file order."""
        return [hint for hint in self.hints if hint.fits(part, text)]


@cache
def catalogue(language: str = LANGUAGE) -> Catalogue:
    """Return the one catalogue of a language; nothing is read by this."""
    return Catalogue(language)
