"""区划: one tree from the province down to the household, and the holiday tables of its regions."""
