"""Pages of figures: for everybody, and for those who handle or oversee."""
