"""The faces of the home pages."""
