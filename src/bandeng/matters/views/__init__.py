"""The faces of a matter."""
