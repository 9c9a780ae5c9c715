"""What `make bench` runs. Every figure is a ratio to a plain way of doing the same, measured in the same run."""
