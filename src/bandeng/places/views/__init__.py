"""The pages of this room: the tree, tables to take in, calendars, the set-up."""
