"""Where one stands on the grid, in words."""

from __future__ import annotations

from itertools import product

from journal.wording.feelings import say_where


def test_every_place_is_said_in_words_of_its_own() -> None:
    """All 81 places of the grid can be told apart by their words alone."""
    places = list(product(range(-4, 5), repeat=2))
    assert len({say_where(*place) for place in places}) == 81


def test_the_middle_and_the_edges() -> None:
    """The words go from one end to the other through the middle."""
    assert say_where(-4, 4) == "very unpleasant · very high energy"
    assert say_where(0, 0) == "neither pleasant nor unpleasant · middling energy"
