"""What the listening timer is made of: its set-up, the running talk, the closing words."""
