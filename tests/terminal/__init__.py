"""The program in a real terminal: a pty, driven by keys, its screen read back."""
