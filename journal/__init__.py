"""Twofold: a journal for two, in the terminal."""

import gc

__version__ = "0.1.0"

# Reading modules and building screens makes many objects and little garbage: with Python's own
# numbers about a quarter of the start went into looking for it.
gc.set_threshold(20_000, 20, 50)
