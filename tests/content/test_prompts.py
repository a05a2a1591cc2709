"""Every prompt against the rules that can be checked; the others are checked by reading."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from journal.content import DEPTHS, PRACTICES, STEPS, catalogue

WORDS = catalogue()
LISTS = {
    **{name: WORDS.step(name).prompts for name in STEPS},
    **{name: WORDS.practice(name) for name in PRACTICES},
    "question": WORDS.questions,
}
PROMPTS = [prompt for prompts in LISTS.values() for prompt in prompts]

OPENERS = r"(?:(?:At|For|From|In|With) )?(?:what|which|how|where|when|who|whom|whose)\b"
IMPERATIVES = (
    "After|Ask|Describe|Draw|Dream|Finish|For|Look|Name|Put|Recall|Say|Take|Tell|Think|Write"
)
LOADED = {
    "absolutes and pressure": r"always|never|ever|should|must|ought|everyone|nobody ever|finally",
    "gender": r"he|she|his|hers?|him|wife|husband|girlfriend|boyfriend|ladies|gentlemen|man|woman",
    "marriage": r"marriage|marry|married|wedding|spouse|honeymoon|anniversary|engaged",
    "children and parents": r"kids?|child|children|baby|son|daughter|mum|mom|dad|mother|father"
    r"|parents?",
    "religion": r"god|pray\w*|faith|church|bless\w*|sin|soul|heaven",
    "money": r"money|rich|afford|salary|costs?|paid|pay|debts?|expensive|luxury|price",
    "health": r"ill|illness|sick\w*|diagnos\w*|medication|symptoms?|disease|weight|diet",
    "a shared home": r"our home|our house|our kitchen|our bed|at home|living together|household",
    "sex": r"sex\w*|naked|orgasm|seduc\w*|erotic|bed|bedroom|intercourse|kiss\w*",
    "hormones and types": r"oxytocin|dopamine|hormones?|love languages?|attachment style",
    "surveillance": r"passwords?|location|messages|tracking|secrets?|confess",
}
COMMON = frozenset(
    re.findall(
        r"\w+",
        """a an and any are as at be been by can could did do does for from had has have how i if in
        is it its like more of on or one s so some something t tell than that the them then they
        thing this to two was what when where which who whom will with without would write you
        your partner yourself""",
    )
)
"""Words that two prompts may share without being alike."""


def tokens(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about."""
    return frozenset(re.findall(r"[a-z]+", text.lower())) - COMMON


@pytest.mark.parametrize("name", LISTS)
def test_every_depth_has_enough(name: str) -> None:
    """A step has ten prompts of a depth at least, a practice six, the day's question two years."""
    counts = Counter(prompt.depth for prompt in LISTS[name])
    least = 2 * 365 + 1 if name == "question" else 6 if name in PRACTICES else 10
    assert set(counts) == set(DEPTHS)
    assert min(counts.values()) >= least


@pytest.mark.parametrize("name", LISTS)
def test_ids_say_where_a_prompt_belongs(name: str) -> None:
    """An id names the list and the depth, and the depths stand in order."""
    assert all(
        re.fullmatch(rf"{name}-{prompt.depth}-\d\d\d?[b-z]?", prompt.id) for prompt in LISTS[name]
    )
    depths = [DEPTHS.index(prompt.depth) for prompt in LISTS[name]]
    assert depths == sorted(depths)


def test_no_two_prompts_share_an_id_or_a_text() -> None:
    """Over all lists, an id and a text stand once."""
    assert len({prompt.id for prompt in PROMPTS}) == len(PROMPTS)
    assert len({prompt.text.casefold() for prompt in PROMPTS}) == len(PROMPTS)


def test_no_prompt_is_another_one_in_other_words() -> None:
    """No two prompts share more than half of the words that say what they are about."""
    said = [(prompt.text, tokens(prompt.text)) for prompt in PROMPTS]
    near = [
        (one, other)
        for (one, ours), (other, theirs) in combinations(said, 2)
        if 2 * len(ours & theirs) > len(ours | theirs)
    ]
    assert near == []


def test_prompts_are_short_whole_and_well_set() -> None:
    """Each fits two lines, ends as a sentence does, and uses typographic marks."""
    texts = [prompt.text for prompt in PROMPTS]
    assert [text for text in texts if not 0 < len(text) <= 140] == []
    assert [text for text in texts if text != " ".join(text.split())] == []
    assert [text for text in texts if not re.search(r"[.?]”?$", text)] == []
    assert [text for text in texts if re.search(r"[\"'`]|\.\.\.|[\[\]{}]", text)] == []


def asks_one_open_thing(text: str) -> bool:
    """Return whether a text invites, or asks one question that yes or no cannot answer."""
    sentences = re.findall(r"[^.?]+[.?]", re.sub(r"“[^”]*”", "quoted", text))
    questions = [sentence.strip() for sentence in sentences if sentence.endswith("?")]
    if len(sentences) > 2 or len(questions) > 1:
        return False
    if not questions:
        return re.match(rf"(?:{IMPERATIVES})\b", text) is not None
    return re.match(rf"(?:If [^,]+, )?{OPENERS}", questions[0], re.IGNORECASE) is not None


def test_every_prompt_asks_one_open_thing() -> None:
    """It is an invitation, or a question that yes or no cannot answer; never two questions."""
    assert [prompt.text for prompt in PROMPTS if not asks_one_open_thing(prompt.text)] == []


@pytest.mark.parametrize(
    "text", ["Do you love rain?", "What is it? How come?", "The rain is warm.", "If so, is it?"]
)
def test_the_rule_for_open_questions_refuses_others(text: str) -> None:
    """The check above can fail."""
    assert not asks_one_open_thing(text)


@pytest.mark.parametrize("what", LOADED)
def test_no_prompt_presumes_or_presses(what: str) -> None:
    """None speaks of what a person may not have, may not be, or does not owe anyone."""
    pattern = re.compile(rf"\b(?:{LOADED[what]})\b", re.IGNORECASE)
    assert [prompt.text for prompt in PROMPTS if pattern.search(prompt.text)] == []


def test_no_prompt_asks_why() -> None:
    """A question that begins with why asks for a defence."""
    assert [prompt.text for prompt in PROMPTS if re.match(r"why\b", prompt.text, re.I)] == []
