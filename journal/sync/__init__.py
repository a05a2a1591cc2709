"""Two journals become one conversation: pairing, files in a folder, merging. No socket, ever."""
