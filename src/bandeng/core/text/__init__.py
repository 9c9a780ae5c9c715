"""Chinese text without a dictionary: what small, exact means can do."""
