"""How the program says things: dates, rules, kinds, in plain words."""
