"""What a journal is: records and their kinds, days, plans, the timer. Pure."""
