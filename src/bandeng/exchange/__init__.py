"""Solved matters without names, shared and searched across places (他山之石)."""
