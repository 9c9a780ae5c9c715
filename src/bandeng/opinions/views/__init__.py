"""Pages of conversations: for everybody, for the desk, as files."""
