"""工作台: pages that draw on many rooms: the public home with its four doors, my turn, sorting, the door list."""
