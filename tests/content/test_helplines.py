"""The helplines: their form, their dates, and that each names its source."""

from __future__ import annotations

import re

import pytest

from journal.content import Country, Helpline, catalogue

HELPLINES = catalogue().helplines
LINES = [
    pytest.param(country, line, id=f"{country.code}-{line.name}")
    for country in HELPLINES.countries
    for line in country.lines
]


def test_a_country_stands_once_and_has_someone_to_talk_to() -> None:
    """Codes are of two letters and unique, and each country has a line that is not an emergency."""
    codes = [country.code for country in HELPLINES.countries]
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes)
    assert len(set(codes)) == len(codes) >= 10
    assert all(
        any(line.kind != "emergency" for line in country.lines) for country in HELPLINES.countries
    )


def test_where_there_is_danger_its_line_stands_first() -> None:
    """Lines for people at risk come before lines to talk, and emergency numbers close the list."""
    order = ("safety", "talk", "emergency")
    for country in HELPLINES.countries:
        places = [order.index(line.kind) for line in country.lines]
        assert places == sorted(places)


@pytest.mark.parametrize(("country", "line"), LINES)
def test_a_number_looks_like_one(country: Country, line: Helpline) -> None:
    """A number is digits in groups; how it is used, if not by calling, stands before it."""
    assert line.numbers
    for number in line.numbers:
        assert re.fullmatch(r"(?:(?:TTY|text|WhatsApp|text START to) )?\d+(?:[ -]\d+)*", number), (
            number
        )
        assert 2 <= len(re.findall(r"\d", number)) <= 12
    assert line.what
    assert country.name


@pytest.mark.parametrize(("country", "line"), LINES)
def test_a_line_names_the_page_it_was_found_on(country: Country, line: Helpline) -> None:
    """Each has the address of its source and the day it was looked up, on or before the check."""
    assert re.fullmatch(r"https?://[a-z0-9.-]+\.[a-z]{2,}/\S*", line.source)
    assert line.looked_up <= HELPLINES.checked
    assert line.source_date is None or line.source_date <= line.looked_up


def test_the_file_says_to_check_before_use() -> None:
    """Nobody is left to believe that a printed number is a fresh one."""
    assert HELPLINES.check_before_use.startswith("Check before use")


def test_elsewhere_says_how_to_look_one_up_and_keep_it() -> None:
    """A country that is not listed is not left without a way."""
    assert len(HELPLINES.elsewhere.steps) >= 3
    assert "helpers" in HELPLINES.elsewhere.text


def test_a_country_is_found_by_its_code_in_any_case() -> None:
    """The setting may hold small letters; a country that is not listed gives none."""
    ireland = HELPLINES.of("ie")
    assert ireland is not None
    assert ireland.name == "Ireland"
    assert HELPLINES.of("AQ") is None
