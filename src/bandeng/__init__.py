"""Bandeng 板凳: a neighbourhood raises a matter, talks it over, gets it solved, and everybody who asked is answered."""

__version__ = "0.1.0"
