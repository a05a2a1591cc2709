"""`python -m journal` is the same as the command `journal`."""

from journal.cli import main

if __name__ == "__main__":
    main()
