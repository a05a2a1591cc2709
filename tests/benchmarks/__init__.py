"""How fast the program is, in ratios of one run: `python -m tests.benchmarks` prints them."""
