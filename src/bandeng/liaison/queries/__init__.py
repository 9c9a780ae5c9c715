"""Reading this room: rooms and their days, areas of oversight, a county's year, what a sheet says."""
