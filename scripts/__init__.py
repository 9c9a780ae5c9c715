"""What `make` runs. `bootstrap.py` needs nothing but Python; the others run in the environment it makes."""
