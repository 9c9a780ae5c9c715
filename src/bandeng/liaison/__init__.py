"""Liaison rooms and their duty log, areas of oversight, a county's year, and what is entered later from one sheet."""
