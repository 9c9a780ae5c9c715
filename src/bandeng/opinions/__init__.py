"""Opinions: what many neighbours think of one another's statements, the map of it, and what became of each."""
