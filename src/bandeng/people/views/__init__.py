"""The faces of this room: one query or one action each."""
