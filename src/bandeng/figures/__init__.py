"""Figures: what is counted from the records, kept by jobs from entries, equal to a recount from nothing."""
