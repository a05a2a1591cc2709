"""The parts of Today, one card a file; the screen only arranges them."""
