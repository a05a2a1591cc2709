"""The files of guidance, loaded and looked at."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from journal import content
from journal.content import (
    PARTS,
    PRACTICES,
    STEPS,
    Catalogue,
    ContentError,
    Hint,
    catalogue,
)
from journal.content.loading import read
from journal.content.records import Questions

WORDS = catalogue()
GRID = range(-4, 5)


def test_the_same_catalogue_is_handed_out_again() -> None:
    """A language has one catalogue, and a file is read once."""
    assert catalogue("en") is catalogue("en")
    assert WORDS.questions_of("light") is WORDS.questions_of("light")
    assert WORDS.step("listen") is WORDS.step("listen")


def test_nothing_is_read_before_it_is_asked_for() -> None:
    """Neither the import nor the catalogue itself opens a file of guidance."""
    code = (
        "import sys; opened = [];"
        "hook = lambda event, args: opened.append(str(args[0])) if event == 'open' else None;"
        "sys.addaudithook(hook);"
        "import journal.content as content;"
        "words = content.catalogue(); words.invitations;"
        "before = any(name.endswith('.toml') for name in opened); words.version;"
        "after = any(name.endswith('catalogue.toml') for name in opened);"
        "sys.exit(before or not after)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_edition_is_a_whole_number() -> None:
    """Two journals compare the edition they draw from."""
    assert WORDS.version >= 1


def test_a_language_without_files_is_shown_in_english() -> None:
    """Guidance falls back file by file."""
    assert Catalogue("xx").welcome == WORDS.welcome


def test_an_unknown_step_has_no_guide() -> None:
    """A step is one of the six."""
    with pytest.raises(KeyError, match="dance"):
        WORDS.step("dance")


def test_a_file_that_is_missing_or_wrong_is_named() -> None:
    """Whoever betters a file learns which one does not hold what it should."""
    with pytest.raises(ContentError, match=r"^nowhere\.toml: no such file"):
        read("nowhere.toml", Questions, "en")
    with pytest.raises(ContentError, match=r"^catalogue\.toml: .*unknown field"):
        read("catalogue.toml", Questions, "en")


@pytest.mark.parametrize("name", STEPS)
def test_a_guide_fits_where_it_is_shown(name: str) -> None:
    """Names, reasons and invitations stay short enough for a terminal of 80 columns."""
    guide = WORDS.step(name)
    assert len(guide.short) <= 11
    assert len(guide.title) <= 24
    assert len(guide.why) <= 220
    assert 2 <= len(re.findall(r"[.!?](?: |$)", guide.why)) <= 3
    assert 2 <= len(guide.help) <= 3
    assert 3 <= len(guide.gentle) <= 6
    assert all(len(line) <= 72 and line[-1] not in ".?!" for line in guide.gentle)


def test_the_rail_of_a_narrow_terminal_holds_all_six() -> None:
    """The short names, each with its digit, and Today fit into one line of 80 columns."""
    names = ["Today", *(WORDS.step(name).short for name in STEPS)]
    assert len("  ".join(f"{digit} {name}" for digit, name in enumerate(names))) <= 80


def texts(value: object) -> Iterator[str]:
    """Every text in what a file holds, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


GUIDANCE = {
    **{name: WORDS.step(name) for name in STEPS},
    "care": WORDS.care,
    "touch": WORDS.touch,
    "help-kinds": WORDS.help_kinds,
    "welcome": WORDS.welcome,
}


@pytest.mark.parametrize("name", GUIDANCE)
def test_no_guidance_promises_types_or_keeps_score(name: str) -> None:
    """No promise of results, no love languages, no hormones, no ratio, nothing with a score."""
    told = "\n".join(texts(msgspec.to_builtins(GUIDANCE[name])))
    assert told
    found = re.findall(
        r"\b(?:guarantee\w*|proven|promises? you|love languages?|oxytocin|dopamine|hormones?"
        r"|points|streaks?|will be happy|will bring you|studies show|scientists?|secret to"
        r"|husband|wife|he|she)\b|\d ?%|\d ?: ?1\b|to one\b",
        told,
        re.IGNORECASE,
    )
    assert found == []
    assert not re.search(r"[\"']", told)


@pytest.mark.parametrize(
    "file",
    [
        *(f"{name}.toml" for name in STEPS),
        *(f"practice-{name}.toml" for name in PRACTICES),
        "care.toml",
        "touch.toml",
        "help-kinds.toml",
    ],
)
def test_a_file_that_claims_something_says_where_it_comes_from(file: str) -> None:
    """The source stands in the file itself, with a year, an address or a number to look up."""
    lines = (Path(content.__file__).parent / "en" / file).read_text(encoding="utf-8").splitlines()
    told = " ".join(line for line in lines if line.startswith("#"))
    assert re.search(r"\b(?:19|20)\d\d\b|PMC\d{6}|\b\w+\.org/", told)


@pytest.mark.parametrize("name", PRACTICES)
def test_a_practice_has_prompts_of_its_own(name: str) -> None:
    """They are read once, and offered at the practice."""
    found = WORDS.practice(name)
    assert found is WORDS.practice(name)
    assert WORDS.prompts_at(name) == found


def test_the_prompts_of_a_step_are_its_own_and_no_place_is_invented() -> None:
    """Step 5 has those of time together besides."""
    assert WORDS.prompts_at("listen") == WORDS.step("listen").prompts
    assert WORDS.prompts_at("share") == (*WORDS.step("share").prompts, *WORDS.practice("time"))
    for wrong in (WORDS.practice, WORDS.prompts_at):
        with pytest.raises(KeyError, match="dance"):
            wrong("dance")


def test_there_are_feeling_words_enough_in_every_quarter() -> None:
    """A hundred words and more, at least two dozen in each quarter, none of them twice."""
    quarters = [
        [word for word in WORDS.feelings if word.pleasant * right > 0 and word.energy * up > 0]
        for right in (1, -1)
        for up in (1, -1)
    ]
    assert sum(map(len, quarters)) == len(WORDS.feelings) >= 100
    assert min(map(len, quarters)) >= 24
    assert len({word.word for word in WORDS.feelings}) == len(WORDS.feelings)


def test_feeling_words_lie_on_the_grid_and_are_small_words() -> None:
    """Each has a place of its quarter on the nine by nine grid, and fits a list."""
    assert all(word.pleasant in GRID and word.energy in GRID for word in WORDS.feelings)
    assert all(re.fullmatch(r"[a-z]+(?:[ -][a-z]+){0,2}", word.word) for word in WORDS.feelings)


def test_each_quarter_goes_from_mild_to_strong() -> None:
    """A quarter of the file opens near the middle of the grid and ends at its edge."""
    for right, up in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        reach = [
            abs(word.pleasant) + abs(word.energy)
            for word in WORDS.feelings
            if word.pleasant * right > 0 and word.energy * up > 0
        ]
        assert all(later >= earlier for earlier, later in pairwise(reach))
        assert reach[0] <= 2
        assert reach[-1] >= 7


@pytest.mark.parametrize("pleasant", GRID)
@pytest.mark.parametrize("energy", GRID)
def test_every_place_on_the_grid_has_words_that_fit(pleasant: int, energy: int) -> None:
    """The nearest word of the quarter comes first, and none of another quarter comes at all."""
    near = WORDS.feelings_near(pleasant, energy)
    apart = [(word.pleasant - pleasant) ** 2 + (word.energy - energy) ** 2 for word in near]
    assert apart == sorted(apart)
    assert len(near) >= 24
    assert apart[0] <= 5
    assert all(word.pleasant * pleasant >= 0 and word.energy * energy >= 0 for word in near)


def test_the_welcome_says_the_hide_key_and_that_this_is_no_advice() -> None:
    """What one has to know before writing the first line stands in the first words."""
    assert "Ctrl+G" in WORDS.welcome.hide
    assert "not medical or professional advice" in WORDS.welcome.notice
    assert any("private" in line for line in WORDS.welcome.it_is)
    told = " ".join([WORDS.welcome.hide, WORDS.welcome.hide_limits, *WORDS.welcome.it_is])
    assert "with a passphrase it is locked" in told
    assert "Without a passphrase, hiding covers the screen and nothing more" in told


def test_help_for_oneself_stands_before_help_for_two() -> None:
    """Individual help comes first, and one plain sentence says when it has to."""
    kinds = [kind.id for kind in WORDS.help_kinds.kinds]
    assert kinds[0] == "individual"
    assert len(set(kinds)) == len(kinds)
    assert kinds.index("abuse") < kinds.index("couples")
    assert len(re.findall(r"[.!?](?: |$)", WORDS.help_kinds.safety_first)) == 1
    assert all(question.endswith("?") for question in WORDS.help_kinds.first_call.questions)
    assert len(WORDS.help_kinds.first_call.questions) >= 6


@pytest.mark.parametrize("hint", WORDS.hints, ids=lambda hint: hint.id)
def test_a_hint_shows_at_its_examples(hint: Hint) -> None:
    """Each hint is met by the sentences its file names, in every part it is looked for."""
    assert hint.examples
    for part in PARTS:
        for example in hint.examples:
            assert (hint in WORDS.hints_for(part, example)) == (part in hint.parts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On Monday the dishes stood there until Thursday.",
        "I felt sad and a little afraid.",
        "I need an hour without talk after work.",
        "Would you call me when you are late?",
        "I never learnt to ask, and I always wait.",
        "I feel alone.",
    ],
)
def test_a_plain_need_meets_no_hint(text: str) -> None:
    """What is said for oneself is left in peace."""
    assert [hint.id for part in PARTS for hint in WORDS.hints_for(part, text)] == []


def test_three_ways_of_speaking_that_the_composer_hints_at() -> None:
    """You always, you never and I feel that are each met by a hint of their own."""
    for text, id_ in (
        ("YOU ALWAYS forget", "you-always"),
        ("you never ask", "you-never"),
        ("I feel that you left", "feel-that"),
    ):
        assert [hint.id for hint in WORDS.hints_for("happened", text)] == [id_]
