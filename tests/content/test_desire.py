"""Our list of wishes, looked at: enough, each once, short, and presuming nothing of anybody."""

from __future__ import annotations

import re

from journal.content import catalogue

GUIDE = catalogue().desire
WISHES = [wish for theme in GUIDE.themes for wish in theme.wishes]

PRESUMING = re.compile(
    r"\b(?:he|she|his|hers?|him|husband|wife|man|men|woman|women|boy|girl|boyfriend|girlfriend"
    r"|marri\w+|penis|vagina|breasts?|cock|dick|pussy|fuck\w*|kneel\w*|stand\w*|lift\w*|carry\w*"
    r"|should|must|always|never|normal|everyone)\b",
    re.IGNORECASE,
)
"""Words that presume a gender, a body or an ability, that press, or that are coarse."""


def test_there_are_wishes_enough_and_each_stands_once() -> None:
    """Sixty and more, no id and no words twice, not even nearly."""
    assert len(WISHES) >= 60
    assert len({wish.id for wish in WISHES}) == len(WISHES)
    words = [frozenset(re.findall(r"[a-z]{4,}", wish.text.lower())) for wish in WISHES]
    for number, one in enumerate(words):
        for other in words[number + 1 :]:
            assert len(one & other) < 0.6 * len(one | other), (one, other)


def test_every_theme_is_a_pack_of_the_same_size() -> None:
    """A round asks a whole theme, so its size says nothing about anybody."""
    assert {len(theme.wishes) for theme in GUIDE.themes} == {8}
    assert "eight" in GUIDE.together
    assert len({theme.id for theme in GUIDE.themes}) == len(GUIDE.themes)


def test_a_wish_is_one_short_line_that_presumes_nothing() -> None:
    """One line of a terminal of 80 columns; no gender, body or ability, nothing coarse."""
    for wish in WISHES:
        assert len(wish.text) <= 64, wish.text
        assert wish.text[0].isupper()
        assert wish.text[-1] not in ".?!"
        assert not PRESUMING.search(wish.text), wish.text
        assert not re.search(r"[\"']", wish.text)


def test_what_a_round_reveals_is_said_plainly() -> None:
    """Before a round and in the help alike: who says yes to everything learns it all."""
    told = " ".join(GUIDE.help)
    for text in (GUIDE.reveals, told):
        assert "yes to everything" in text
        assert "all that the other said yes or maybe to" in text
    assert "nothing is deleted" in told
    assert "for adults" in GUIDE.adults
    assert "hidden" in GUIDE.hidden


def test_nothing_is_counted_or_promised() -> None:
    """No score, no match in per cent, no promise, no pressure."""
    told = " ".join([GUIDE.why, GUIDE.adults, GUIDE.together, GUIDE.nothing, *GUIDE.help])
    assert not re.search(
        r"\b(?:score\w*|compatib\w+|per ?cent|points?|guarantee\w*|will improve|should)\b|%", told
    )
