"""The rules, in pure Python: nothing here imports Django."""
