"""A language that nobody speaks, made by a script: what is not in it was never marked."""
