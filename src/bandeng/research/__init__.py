"""Research: trips with visits and findings, and the one register of suggestions with what became of each."""
