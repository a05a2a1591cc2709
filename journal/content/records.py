"""What the files of guidance hold, as frozen records.

Every field of a file must be known here and every field here must stand in the file unless it has
a default; `journal.content.loading` refuses anything else.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

import msgspec

from journal.model.kinds.vulnerable import Depth

DEPTHS: tuple[Depth, ...] = ("light", "personal", "tender")
"""How much a prompt asks of a person, from the shallow end on."""

Part = Literal["happened", "felt", "need", "ask"]
PARTS: tuple[Part, ...] = ("happened", "felt", "need", "ask")
"""The four parts of a need put into words."""


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to talk, think or write about."""

    id: str
    """Stays with the prompt for good; an answer carries it."""
    depth: Depth
    text: str
    """At most 140 characters, one thing asked."""


class StepGuide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one of the six steps."""

    title: str
    short: str
    """For the one-line rail of a narrow terminal, at most 11 characters."""
    why: str
    """Two or three sentences at the top of the page."""
    help: tuple[str, ...]
    """Paragraphs that say what one does on this page."""
    gentle: tuple[str, ...]
    """Invitations in one line each, for Today."""
    prompts: tuple[Prompt, ...] = msgspec.field(name="prompt")
    """The practices, light ones first."""


class Prompts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The prompts of one practice, as the file holds them, light ones first."""

    prompts: tuple[Prompt, ...] = msgspec.field(name="prompt")


class Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Today's questions of one depth, as the file holds them: number → words, in their order."""

    questions: dict[str, str]


class Feeling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word for a feeling and roughly where it lies on the grid."""

    word: str
    pleasant: int
    """From -4, unpleasant, to 4, pleasant; 0 for no word."""
    energy: int
    """From -4, low, to 4, high; 0 for no word."""


class Feelings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The feeling words, as the file holds them: by quarter, in each from mild to strong."""

    feelings: tuple[Feeling, ...] = msgspec.field(name="feeling")


class Welcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of the first run."""

    title: str
    intro: str
    it_is: tuple[str, ...]
    it_is_not: tuple[str, ...]
    hide: str
    """What the hide key does."""
    hide_limits: str
    """What it does not do, said before anyone relies on it."""
    notice: str
    """That this is no medical or professional advice, in one line."""


class HelpKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of professional help, in plain words."""

    id: str
    name: str
    what: str


class FirstCall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one can ask when calling someone for the first time."""

    intro: str
    questions: tuple[str, ...]


class HelpKinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The kinds of help of step 6, and what stands around them."""

    strength: str
    notice: str
    safety_first: str
    """Why help for oneself comes first where one does not feel safe."""
    first_call: FirstCall
    kinds: tuple[HelpKind, ...] = msgspec.field(name="kind")


class Helpline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that one can call or write to."""

    name: str
    kind: Literal["safety", "talk", "emergency"]
    what: str
    numbers: tuple[str, ...]
    """As they are dialled; one that is not for calling says so first, such as `text 988`."""
    source: str
    """The address of the page that names the number."""
    looked_up: date
    """The day on which that page was read."""
    hours: str = ""
    """Empty where the source names none."""
    source_date: date | None = None
    """The date the page itself carries, or None when it carries none."""


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The helplines of one country."""

    code: str
    """ISO 3166-1, two letters."""
    name: str
    lines: tuple[Helpline, ...] = msgspec.field(name="line")
    note: str = ""


class Elsewhere(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to find a line in a country that is not listed."""

    title: str
    text: str
    steps: tuple[str, ...]


class Helplines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Helplines by country; to be checked before use."""

    checked: date
    check_before_use: str
    elsewhere: Elsewhere
    countries: tuple[Country, ...] = msgspec.field(name="country")

    def of(self, code: str) -> Country | None:
        """Return the country with this two-letter code, or None when it is not listed."""
        wanted = code.upper()
        return next((country for country in self.countries if country.code == wanted), None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind thought about how a need is worded; it blocks nothing."""

    id: str
    pattern: str
    """A regular expression, tried without regard to case."""
    text: str
    examples: tuple[str, ...]
    """Sentences at which it shows; the tests try them."""
    parts: tuple[Part, ...] = PARTS
    """In which parts of a need it is looked for."""

    def fits(self, part: Part, text: str) -> bool:
        """Return whether the hint has something to say about this text in this part."""
        return part in self.parts and _compiled(self.pattern).search(text) is not None


class Hints(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hints of the need composer, as the file holds them."""

    hints: tuple[Hint, ...] = msgspec.field(name="hint")


class ListedTouch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One touch of our list."""

    id: str
    """Stays with it for good; what a person says of it carries it."""
    text: str


class TouchGuide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of the Touch page, and our list to begin with."""

    title: str
    why: str
    today: str
    """What is said beside *welcome / not today*."""
    help: tuple[str, ...]
    touches: tuple[ListedTouch, ...] = msgspec.field(name="touch")


class Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which edition of the prompts this is."""

    version: int
